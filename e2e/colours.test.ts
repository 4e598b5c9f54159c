import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, distance, EYES } from './colour-vision.ts';

const css = readFileSync(new URL('../src/dashboard/tokens.css', import.meta.url), 'utf8');

/** The tokens of one block of the style sheet, by name. */
function block(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  const body = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+): (#[\da-f]{6})/g)].map(([, name, hex]) => [name, hex]),
  );
}

const dark = block(':root');
const light = { ...dark, ...block(':root[data-theme="light"]') };
const PALETTES = {
  dark,
  light,
  night: { ...dark, ...block(':root[data-night]') },
  'light night': { ...light, ...block(':root[data-theme="light"][data-night]') },
  'stale dark': { ...dark, ...block(':root[data-live="stale"]') },
  'stale light': { ...light, ...block(':root[data-theme="light"][data-live="stale"]') },
};
type Palette = Record<string, string>;

const colour = (palette: Palette, name: string) => palette[name] ?? `no --${name}`;
const on = (palette: Palette, pair: readonly [string, string]) =>
  contrast(colour(palette, pair[0]), colour(palette, pair[1]));

const TEXT: readonly (readonly [string, string])[] = [
  ...['ink', 'ink-2', 'ink-3', 'accent'].flatMap((ink) => [
    [ink, 'bg'] as const,
    [ink, 'plate'] as const,
    [ink, 'well'] as const,
  ]),
  ...['ink', 'ink-2', 'ink-3'].map((ink) => [ink, 'plate-2'] as const),
  ['num-q', 'plate'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-2'],
  ['on-lost', 'lost-plate'],
  ['on-banner', 'banner'],
  ['ink', 'late-plate'],
  ['ink-3', 'late-plate'],
  ['late-ink', 'late-plate'],
  ...['late-ink', 'lost-ink', 'busy-ink', 'ring-ink', 'unk-ink'].map((ink) => [ink, 'bg'] as const),
  ['busy-ink', 'plate'],
  ['ring-ink', 'plate'],
];
const MARKS: readonly (readonly [string, string])[] = [
  ...['reg', 'late', 'lost', 'busy', 'ring', 'unk', 'line-3'].map((mark) => [mark, 'bg'] as const),
  ...['reg', 'busy', 'ring', 'line-3'].map((mark) => [mark, 'plate'] as const),
  ['late', 'late-plate'],
];

describe.each(Object.entries(PALETTES))('the %s colours', (_name, palette) => {
  it.each(TEXT)('can be read: %s on %s', (ink, ground) => {
    expect(on(palette, [ink, ground])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(MARKS)('can be made out: %s on %s', (mark, ground) => {
    expect(on(palette, [mark, ground])).toBeGreaterThanOrEqual(3);
  });
});

describe('the colours of the six states', () => {
  const STATES = ['reg', 'late', 'lost', 'busy', 'ring', 'unk'];
  const pairs = STATES.flatMap((a, at) => STATES.slice(at + 1).map((b) => [a, b] as const));
  const closest = (palette: Palette, eye: string) =>
    Math.min(...pairs.map(([a, b]) => distance(colour(palette, a), colour(palette, b), eye)));

  it.each(Object.keys(EYES))('are told apart by a %s eye', (eye) => {
    expect(closest(PALETTES.dark, eye)).toBeGreaterThanOrEqual(19.9);
    expect(closest(PALETTES.light, eye)).toBeGreaterThanOrEqual(17.3);
  });
});

it('has no hue left when the data is stale', () => {
  for (const palette of [PALETTES['stale dark'], PALETTES['stale light']]) {
    for (const [name, hex] of Object.entries(palette)) {
      expect(`${name} ${hex}`).toMatch(/ #([\da-f]{2})\1\1$/);
    }
  }
});

it('is dimmer at night: what is bright in the dark, and what is bright in the light', () => {
  for (const [day, night, name] of [
    [PALETTES.dark, PALETTES.night, 'num-q'],
    [PALETTES.light, PALETTES['light night'], 'plate'],
  ] as const) {
    const dimmed = brightness(colour(night, name)) / brightness(colour(day, name));
    expect(dimmed).toBeLessThan(0.95);
    expect(dimmed).toBeGreaterThan(0.85);
  }
});

it('flashes less than three times a second', () => {
  const [, ms] = /--motion-ring: (\d+)ms/.exec(css) ?? [];
  expect(Number(ms)).toBeGreaterThanOrEqual(334);
});

function brightness(hex: string): number {
  return [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(hex.slice(at, at + 2), 16), 0);
}
