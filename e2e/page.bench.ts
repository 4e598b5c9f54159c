import { type CDPSession, expect } from '@playwright/test';
import type { PresenceEntry } from '../src/contract/presence.ts';
import { keep, type Measurement, median } from './measurements.ts';
import { test } from './rollcall.ts';
import { expired, numbers, registered } from './wall-answers.ts';

const SIZES = [128, 1000, 5000, 10_000];
const POLLS = 10;
/** So many of a hundred are lost or back with each poll. */
const CHANGED_PERCENT = 2;

test.use({ viewport: { width: 1920, height: 1080 } });

const measured: Measurement[] = [];

for (const view of ['cards', 'wall']) {
  for (const size of SIZES) {
    test(`how long a poll of ${size} takes the page (${view})`, async ({ page, rollcall }) => {
      test.setTimeout(180_000);
      const all = numbers('0003', size);
      let polls = 0;
      await page.route('**/uapi/**', async (route) => {
        const query = new URL(route.request().url()).searchParams;
        const startIndex = Number(query.get('startIndex') ?? 0);
        if (startIndex === 0) polls += 1;
        const entry = all.map((number, nth) => entryAt(number, nth, polls));
        const shown = entry.slice(startIndex, startIndex + Number(query.get('count')));
        const flags = { startIndex, itemsPerPage: 5000, filtered: false, sorted: false };
        const body = [{ ...flags, totalResults: size, entry: shown }];
        await route.fulfill({ contentType: 'application/json', body: JSON.stringify(body) });
      });
      const { origin, token } = rollcall.addresses;
      const sentAtMs = performance.now();
      const look = view === 'wall' ? 'wall=1&rotate=0' : `view=${view}`;
      await page.goto(`${origin}/?every=1&${look}#token=${token}`);
      await page.waitForFunction(() => document.body.innerText.includes('Live'));
      const firstMs = performance.now() - sentAtMs;

      const cdp = await page.context().newCDPSession(page);
      await cdp.send('Performance.enable');
      const perPollMs: number[] = [];
      for (let nth = 0; nth < POLLS; nth += 1) {
        const [taskMs, from] = [await taskMsOf(cdp), polls];
        await expect.poll(() => polls, { intervals: [20], timeout: 30_000 }).toBeGreaterThan(from);
        perPollMs.push((await taskMsOf(cdp)) - taskMs);
      }
      const list = `${view}, ${size.toLocaleString('en')} extensions`;
      measured.push(
        { what: `${list}: first list shown after`, value: firstMs, unit: 'ms' },
        { what: `${list}: work of the page per poll`, value: median(perPollMs), unit: 'ms' },
      );
      await page.unrouteAll({ behavior: 'ignoreErrors' });
    });
  }
}

test.afterAll(({ browser }) => keep('page', measured, browser.version()));

/** Another two in a hundred each time; they are back with the next poll. */
function entryAt(number: string, nth: number, poll: number): PresenceEntry {
  const isLost = (nth + poll * CHANGED_PERCENT) % 100 < CHANGED_PERCENT;
  return isLost ? expired(number) : registered(number);
}

async function taskMsOf(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}
