import type { Sample, SoakCount } from './soak-curve.ts';

/** A panel of the picture: one count, in the unit that it is read in. */
const PANELS: readonly { count: SoakCount; title: string; unit: number; digits: number }[] = [
  { count: 'heapBytes', title: 'JavaScript heap, MB', unit: 1e6, digits: 1 },
  { count: 'nodes', title: 'DOM nodes', unit: 1, digits: 0 },
  { count: 'listeners', title: 'Event listeners', unit: 1, digits: 0 },
];
const WIDTH = 760;
const LEFT = 64;
const RIGHT = 740;
const TOP = 64;
const PANEL = 120;
const PLOT = 76;
/** Where the axis of the polls stands, and its words under it. */
const FOOT = 72;

/** Draws the curve of a soak as SVG, to be read on light and on dark pages. `measured` says when, and on what. */
export function soakPicture(samples: readonly Sample[], measured: string): string {
  const polls = samples[samples.length - 1]?.polls ?? 0;
  const height = TOP + PANELS.length * PANEL + FOOT;
  const title = `The wall through ${polls.toLocaleString('en')} polls`;
  const x = (sample: Sample) => LEFT + ((RIGHT - LEFT) * sample.polls) / Math.max(polls, 1);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title description">
  <title id="title">${title}</title>
  <desc id="description">${escaped(PANELS.map((panel) => sentence(samples, panel)).join(' '))}</desc>
  <style>
    svg { --paper: #ffffff; --ink: #12181f; --soft: #566370; --line: #d5dbe1; --mark: #1f5f99; }
    @media (prefers-color-scheme: dark) {
      svg { --paper: #0b0f14; --ink: #e8eef4; --soft: #a9b6c3; --line: #2e3a47; --mark: #8fc1ee; }
    }
    text { font: 13px system-ui, sans-serif; fill: var(--soft); }
    .title { font-size: 16px; font-weight: 600; fill: var(--ink); }
    .name { fill: var(--ink); }
    .end { text-anchor: end; }
    .middle { text-anchor: middle; }
    .axis { stroke: var(--line); }
    .curve { fill: none; stroke: var(--mark); stroke-width: 2; stroke-linejoin: round; }
  </style>
  <rect width="${WIDTH}" height="${height}" rx="6" style="fill: var(--paper)"/>
  <text class="title" x="20" y="32">${title}</text>
${PANELS.map((panel, nth) => panelOf(samples, { panel, topPx: TOP + nth * PANEL, x })).join('\n')}
${[0, 0.25, 0.5, 0.75, 1].map((share) => pollsMark(polls, share)).join('\n')}
  <text x="20" y="${height - 34}">Polls. Sampled after forced collections, on the production build.</text>
  <text x="20" y="${height - 14}">${escaped(measured)}</text>
</svg>
`;
}

type Panel = (typeof PANELS)[number];

/** From zero, so that a slope looks as steep as it is. */
function panelOf(
  samples: readonly Sample[],
  { panel, topPx, x }: { panel: Panel; topPx: number; x: (sample: Sample) => number },
): string {
  const { count, title } = panel;
  const most = roundUp(Math.max(...samples.map((sample) => sample[count]), 1) / panel.unit);
  const footPx = topPx + 20 + PLOT;
  const y = (sample: Sample) => footPx - (PLOT * sample[count]) / panel.unit / most;
  const points = samples.map((sample) => `${x(sample).toFixed(1)},${y(sample).toFixed(1)}`);
  return `  <text class="name" x="20" y="${topPx + 8}">${title}</text>
  <path class="axis" d="M${LEFT} ${topPx + 20}H${RIGHT}M${LEFT} ${footPx}H${RIGHT}"/>
  <text class="end" x="${LEFT - 8}" y="${topPx + 25}">${most.toLocaleString('en')}</text>
  <text class="end" x="${LEFT - 8}" y="${footPx + 4}">0</text>
  <polyline class="curve" points="${points.join(' ')}"/>`;
}

function pollsMark(polls: number, share: number): string {
  const x = LEFT + (RIGHT - LEFT) * share;
  const y = TOP + PANELS.length * PANEL + 8;
  const place = share === 1 ? 'end' : 'middle';
  return `  <text class="${place}" x="${x}" y="${y}">${Math.round(polls * share).toLocaleString('en')}</text>`;
}

/** What a panel shows, for who cannot see it. */
function sentence(samples: readonly Sample[], { count, title, unit, digits }: Panel): string {
  const told = (sample: Sample | undefined) => ((sample?.[count] ?? 0) / unit).toFixed(digits);
  const middle = samples[Math.floor(samples.length / 2)];
  return `${title}: ${told(middle)} after half of the polls, ${told(samples[samples.length - 1])} at the end.`;
}

/** The next 1, 2 or 5 with noughts. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((digit) => digit * power >= value) ?? 10) * power;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
