import { writeFileSync } from 'node:fs';
import { type CDPSession, expect, type Page } from '@playwright/test';
import { Churn } from './churn.ts';
import { keep, machine } from './measurements.ts';
import { test } from './rollcall.ts';
import { growthIn, type Sample, SOAK_COUNTS, trendOf } from './soak-curve.ts';
import { soakPicture } from './soak-picture.ts';
import { SoakService, tellPageTime } from './soak-service.ts';
import { MORNING } from './wall-answers.ts';

/** Fewer are for trying the soak itself; what is kept under docs is of all of them. */
const POLLS = Number(process.env.ROLLCALL_SOAK_POLLS ?? 20_000);
const IS_WHOLE = POLLS >= 20_000;
/** Before that, growth is no leak: rhythms are learned, and what left the list is kept for a quarter of an hour. */
const JUDGED_FROM_POLLS = 3000;
const SAMPLES = 40;
const EXTENSIONS = 300;
/** A page keeps its latest 20,000 events. They are there before the first sample: what fills up is no leak. */
const STORMS = 75;
/** The board's heap goes up and down by two megabytes within 4,000 polls: a trend is told from that in more of them. */
const BOARD_SHARE = 0.75;
/** A page of the wall is turned at least so often, per poll: half of the time, and every 20 s but for those of fades. */
const LEAST_TURNED = 0.015;
/** The service fails now and then. */
const FAULT_EVERY = 997;

/** How a page is soaked: its address, and what somebody does on it between two samples. */
type Soak = {
  view: string;
  polls: number;
  turnsPages: boolean;
  between?: (page: Page, nth: number) => Promise<void>;
};

test.use({
  // The faults of the service are told in the console.
  expectedFaults: [/503/],
  viewport: { width: 1920, height: 1080 },
  // Laid out as on a television, and painted small: it is the page that is soaked, not the painter.
  deviceScaleFactor: 0.25,
});
test.describe.configure({ mode: 'serial' });

/** What is known of a page that was soaked: its samples, and how often it turned to another of its pages. */
type Soaked = { samples: readonly Sample[]; pagesTurned: number };

const results: Record<string, Soaked> = {};

for (const [name, soak] of Object.entries<Soak>({
  wall: { view: 'wall=1&rotate=20&sound=1', polls: POLLS, turnsPages: true },
  board: {
    view: 'view=cards',
    polls: Math.ceil(POLLS * BOARD_SHARE),
    turnsPages: false,
    between: lookAround,
  },
})) {
  test(`the ${name} is as large after ${soak.polls} polls as it was`, async ({
    page,
    rollcall,
  }) => {
    test.setTimeout(2 * 3_600_000);
    const { churn, service } = await standIn(rollcall.addresses.origin);
    try {
      // A fade takes as long as ever, however fast the page's time goes by.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.clock.install({ time: MORNING });
      await tellPageTime(page);
      await page.goto(`${service.origin}/?every=1&${soak.view}#token=${rollcall.addresses.token}`);
      // Sound is locked until somebody presses a key.
      await page.keyboard.press('Shift');
      await expect(page.getByText('Live')).toBeVisible();
      const soaked = await drive(page, { churn, service }, soak);
      results[name] = soaked;
      await expect(page.locator('html')).not.toHaveAttribute('data-live', 'stale');
      const growth = growthIn(soaked.samples);
      if (soak.polls >= JUDGED_FROM_POLLS) {
        expect(growth).toEqual([]);
        if (soak.turnsPages) expect(soaked.pagesTurned).toBeGreaterThan(soak.polls * LEAST_TURNED);
      } else process.stdout.write(`Too few polls to be judged. ${growth.join('; ')}\n`);
    } finally {
      await page.close();
      await service.close();
    }
  });
}

test.afterAll(({ browser }) => {
  const { wall, board } = results;
  if (!wall) return;
  const date = new Date().toISOString().slice(0, 10);
  const measuredOn = machine(browser.version());
  const trends = Object.entries(results).map(([name, { samples }]) => [
    name,
    Object.fromEntries(SOAK_COUNTS.map((count) => [count, trendOf(samples, count)])),
  ]);
  keep('soak', measurementsOf(wall.samples), browser.version());
  const folder = IS_WHOLE ? 'docs' : '.cache/results';
  const report = {
    date,
    measuredOn,
    extensions: EXTENSIONS,
    wallPagesTurned: wall.pagesTurned,
    trendsPerPoll: Object.fromEntries(trends),
  };
  const samples = { wall: wall.samples, board: board?.samples };
  writeFileSync(`${folder}/soak.json`, `${JSON.stringify({ ...report, ...samples }, null, 2)}\n`);
  writeFileSync(`${folder}/soak.svg`, soakPicture(wall.samples, `${date}. ${measuredOn}.`));
});

/** A service that is never at rest, and the storms before it. */
async function standIn(origin: string) {
  const churn = new Churn(EXTENSIONS, MORNING.getTime());
  let storms = 0;
  const service = await SoakService.open(origin, {
    presence(nowMs) {
      storms += 1;
      if (storms <= STORMS) return churn.storm(nowMs);
      const entries = churn.next(nowMs);
      return churn.polls % FAULT_EVERY === 0 ? 'fault' : entries;
    },
    silences: (nowMs) => churn.silences(nowMs),
    journal: (nowMs) => churn.journal(nowMs),
  });
  return { churn, service };
}

/** Lets the polls pass, as fast as the page takes them, with samples between them. */
async function drive(
  page: Page,
  { churn, service }: { churn: Churn; service: SoakService },
  { polls, between }: Soak,
): Promise<Soaked> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  let shown = await pageShown(page);
  let pagesTurned = 0;
  const pass = async () => {
    await page.clock.runFor(1000);
    await service.settled();
    const before = shown;
    shown = await pageShown(page);
    if (shown !== before) pagesTurned += 1;
  };
  while (churn.polls === 0) await pass();
  const samples: Sample[] = [];
  for (let nth = 0; nth <= SAMPLES; nth += 1) {
    const target = Math.round((polls * nth) / SAMPLES);
    while (churn.polls < target) await pass();
    const sample = { polls: churn.polls, ...(await countsOf(cdp)) };
    samples.push(sample);
    await between?.(page, nth);
    process.stdout.write(`${JSON.stringify({ ...sample, pagesTurned })}\n`);
  }
  return { samples, pagesTurned };
}

/** "Page 2" on a wall, undefined on a board. */
function pageShown(page: Page): Promise<string | undefined> {
  return page.evaluate(
    () => /Page \d+/.exec(document.querySelector('footer')?.textContent ?? '')?.[0],
  );
}

async function countsOf(cdp: CDPSession): Promise<Omit<Sample, 'polls'>> {
  // What was collected may let more go.
  for (let round = 0; round < 2; round += 1) await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
  return {
    heapBytes: metric('JSHeapUsedSize'),
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
    documents: metric('Documents'),
  };
}

/** Now and then somebody looks at the board in another way, opens an extension, and leaves all as it was. */
async function lookAround(page: Page, nth: number): Promise<void> {
  if (nth % 5 !== 0) return;
  const view = ['Tiles', 'Lamps', 'Table'][(nth / 5) % 3] ?? '';
  await page.getByRole('button', { name: view, exact: true }).click();
  await page.clock.runFor(1000);
  await page
    .getByRole('button', { name: /^\d{4}\*\d+/ })
    .first()
    .click();
  await page.clock.runFor(1000);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Cards', exact: true }).click();
}

function measurementsOf(samples: readonly Sample[]) {
  const last = samples[samples.length - 1];
  return [
    { what: 'soak: heap of the wall at the end', value: (last?.heapBytes ?? 0) / 1e6, unit: 'MB' },
    {
      what: 'soak: growth of the heap',
      value: trendOf(samples, 'heapBytes').slope,
      unit: 'B/poll',
    },
    { what: 'soak: growth of the nodes', value: trendOf(samples, 'nodes').slope, unit: '/poll' },
  ];
}
