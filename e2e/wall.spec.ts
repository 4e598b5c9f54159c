import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, type Request } from '@playwright/test';
import type { PresenceEntry } from '../src/contract/presence.ts';
import { test } from './rollcall.ts';

const CONNECTION = /ERR_CONNECTION_REFUSED|Failed to load resource/;

test.use({ viewport: { width: 1920, height: 1080 }, expectedFaults: [CONNECTION] });

// An answer that is still on its way when a test ends is no fault of the test.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

/** A morning on which nothing dims the wall. */
const MORNING = new Date('2026-11-23T09:16:00+01:00');

/** An answer in which these are listed; a test may change it, or let the service be silent. */
type Answer = { entries: readonly PresenceEntry[]; isSilent: boolean; pending: number };

/** Puts a list of the test's own in the place of the service's, told by the page's own clock. */
async function answerWith(page: Page, entries: readonly PresenceEntry[]): Promise<Answer> {
  const answer: Answer = { entries, isSilent: false, pending: 0 };
  const count = (step: number) => (request: Request) => {
    if (request.url().includes('/uapi/')) answer.pending += step;
  };
  page.on('request', count(1));
  page.on('requestfinished', count(-1));
  page.on('requestfailed', count(-1));
  const date = () => page.evaluate(() => new Date().toUTCString());
  // Whatever the service answers tells the time, and the wall goes by it.
  await page.route(/\/(session|health|directory)/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), date: await date() } });
  });
  await page.route('**/uapi/**', async (route) => {
    if (answer.isSilent) return route.abort('connectionrefused');
    const flags = { startIndex: 0, itemsPerPage: 5000, filtered: false, sorted: false };
    const entry = answer.entries;
    await route.fulfill({
      contentType: 'application/json',
      headers: { date: await date() },
      body: JSON.stringify([{ ...flags, totalResults: entry.length, entry }]),
    });
  });
  return answer;
}

/** No step is as long as a request may take, or all that are made in it would time out. */
const STEP_SECONDS = 8;

/** Lets time pass in steps, and the service answer between them. */
async function pass(page: Page, answer: Answer, seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= STEP_SECONDS) {
    await page.clock.runFor(Math.min(left, STEP_SECONDS) * 1000);
    await expect.poll(() => answer.pending).toBe(0);
    await page.clock.runFor(1);
  }
}

/** Lets as little time pass as it takes until something is seen. */
async function passUntil(page: Page, seen: Locator): Promise<void> {
  const look = async () => {
    await page.clock.runFor(100);
    return seen.isVisible();
  };
  await expect.poll(look).toBe(true);
}

/** Registered for another four hours of the clock that the page goes by. */
function registered(extension: string, nowMs = Date.now()): PresenceEntry {
  const expire = `${new Date(nowMs + 4 * 3_600_000).toISOString().slice(0, 19)}Z`;
  const agent = 'Yealink SIP-T46S 66.86.0.15';
  return { extension, status: 1, registration: [{ agent, registration: '1', expire }] };
}

const inTheMorning = (extension: string) => registered(extension, MORNING.getTime());

function expired(extension: string): PresenceEntry {
  const agent = 'Yealink SIP-T46S 66.86.0.15';
  return { extension, status: 0, registration: [{ agent, registration: '-2' }] };
}

/** `0003*200`, `0003*201` and so on. */
function numbers(organization: string, count: number): string[] {
  return Array.from({ length: count }, (_, nth) => `${organization}*${200 + nth}`);
}

const tile = (page: Page, sentence: RegExp) =>
  page.getByRole('listitem').filter({ hasText: sentence });
const boxOf = async (page: Page, sentence: RegExp) => {
  const box = await tile(page, sentence).boundingBox();
  if (!box) throw new Error(`Nothing on the wall says ${sentence}.`);
  return box;
};
const exit = (page: Page) => page.getByRole('button', { name: 'Exit wall' });

async function openWall(page: Page, address: { origin: string; token: string }, view = '') {
  // The same address again would not be a new page.
  await page.goto('about:blank');
  await page.goto(`${address.origin}/?wall${view}#token=${address.token}`);
  await expect(exit(page)).toBeAttached();
}

test('a link boots straight into the wall; w, Exit and Back leave it', async ({
  page,
  rollcall,
}) => {
  await answerWith(
    page,
    numbers('0003', 40).map((number) => registered(number)),
  );
  await openWall(page, rollcall.addresses);
  await expect(page.getByText(/^All registered since \d\d:\d\d$/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Shown here' })).toBeHidden();

  await page.keyboard.press('w');
  await expect(page.getByRole('region', { name: 'Shown here' })).toBeVisible();
  await expect(page).not.toHaveURL(/wall/);
  await page.getByRole('button', { name: 'Wall' }).click();
  await expect(page).toHaveURL(/wall=1/);
  await page.mouse.move(900, 500);
  await exit(page).click();
  await expect(page).not.toHaveURL(/wall/);
  await page.goBack();
  await expect(exit(page)).toBeAttached();
});

test('problems stand first and larger, and say their cause', async ({ page, rollcall }) => {
  const all = numbers('0003', 60);
  const others = numbers('0007', 60);
  const answer = await answerWith(
    page,
    [...all, ...others].map((number) => registered(number)),
  );
  await openWall(page, rollcall.addresses, '&every=1');
  await expect(tile(page, /^0003\*205, registered/)).toBeVisible();
  const quiet = await boxOf(page, /^0003\*200, registered/);

  const gone = new Set(numbers('0003', 13).slice(5));
  answer.entries = [...all, ...others].map((number) =>
    gone.has(number) ? expired(number) : registered(number),
  );
  await expect(tile(page, /^0003\*205, expired/)).toBeVisible();
  const main = page.getByRole('main');
  await expect(main.getByText(/^8 of \d+ lost/)).toBeVisible();
  await expect(main.getByText('all in organization 0003')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Recent changes' })).toContainText('0003*212expired');

  const problem = await boxOf(page, /^0003\*205, expired/);
  expect(problem.width).toBeGreaterThan(1.5 * quiet.width);
  expect(problem.height).toBeGreaterThan(1.5 * quiet.height);
  const next = await boxOf(page, /^0003\*200, registered/);
  expect(problem.y).toBeLessThanOrEqual(next.y);
  expect(problem.x).toBeLessThan(next.x);
});

test('nothing on the wall is cut, on no screen and for no number', async ({ page, rollcall }) => {
  test.setTimeout(120_000);
  const answer = await answerWith(page, []);
  for (const viewport of [
    { width: 1920, height: 1080 },
    { width: 1080, height: 1920 },
    { width: 3840, height: 2160 },
    { width: 2560, height: 1080 },
  ]) {
    await page.setViewportSize(viewport);
    for (const count of [1, 12, 40, 128, 300, 1300]) {
      answer.entries = numbers('0003', count).map((number, nth) =>
        nth % 11 === 10 ? expired(number) : registered(number),
      );
      await openWall(page, rollcall.addresses);
      await expect(page.getByText(`/ ${count.toLocaleString('en')}`).first()).toBeVisible();
      expect(await cutOf(page), `${count} on ${viewport.width} x ${viewport.height}`).toEqual([]);
    }
  }
});

/** The texts of tiles that reach beyond their tile, and the tiles that reach beyond the window. */
function cutOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isWithin = (inner: DOMRect, outer: DOMRect) =>
      inner.left >= outer.left - 1 &&
      inner.right <= outer.right + 1 &&
      inner.top >= outer.top - 1 &&
      inner.bottom <= outer.bottom + 1;
    const screen = new DOMRect(0, 0, window.innerWidth, window.innerHeight);
    return Array.from(document.querySelectorAll('main ul:not([aria-label]) > li'))
      .filter((tile) => {
        const box = tile.getBoundingClientRect();
        const texts = Array.from(tile.querySelectorAll('[aria-hidden] span'));
        return (
          !isWithin(box, screen) ||
          texts.some((text) => !isWithin(text.getBoundingClientRect(), box))
        );
      })
      .map((tile) => tile.textContent ?? '');
  });
}

test('stale: the wall loses its colour, says so, and its clock goes on', async ({
  page,
  rollcall,
}) => {
  await page.clock.install({ time: MORNING });
  const soon = { agent: 'Zoiper', registration: '1', expire: '2026-11-23T08:16:20Z' } as const;
  const answer = await answerWith(page, [
    ...numbers('0003', 30).map(inTheMorning),
    { extension: '0003*250', status: 1, registration: [soon] },
  ]);
  await openWall(page, rollcall.addresses, '&every=60');
  await passUntil(page, tile(page, /^0003\*250, registered/));
  await pass(page, answer, 20);
  await expect(tile(page, /^0003\*250, late/)).toBeVisible();
  await expect(page.getByText('Live')).toBeVisible();

  answer.isSilent = true;
  await pass(page, answer, 160);
  await expect(page.getByRole('alert')).toHaveText(/^No answer/);
  await expect(page.getByText(/Values below are the last known\./)).toBeVisible();
  await expect(page.getByText(/registered at 09:1\d:\d\d$/)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-live', 'stale');
  await expect(tile(page, /^0003\*250/)).toContainText(/was 0:\d\d/);
  const clock = page.getByRole('timer');
  const before = await clock.textContent();
  await page.clock.runFor(2000);
  await expect(clock).not.toHaveText(before ?? '');

  answer.isSilent = false;
  await pass(page, answer, 60);
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(page.locator('html')).not.toHaveAttribute('data-live', 'stale');
});

test('pages turn by organization, and stop for the pointer, the focus, a key, and a loss', async ({
  page,
  rollcall,
}) => {
  test.setTimeout(120_000);
  await page.clock.install({ time: MORNING });
  const all = ['0003', '0007', '0012', '0021'].flatMap((prefix) => numbers(prefix, 110));
  const answer = await answerWith(page, all.map(inTheMorning));
  await openWall(page, rollcall.addresses, '&rotate=40&every=60');
  const shown = page.getByText(/^Page \d+ of \d+$/);
  await passUntil(page, shown);
  await expect(shown).toHaveText('Page 1 of 2');
  await pass(page, answer, 40);
  await expect(shown).toHaveText('Page 2 of 2');

  const stopped = page.getByText('Rotation stopped');
  const turnsAgain = async (afterSeconds: number) => {
    await pass(page, answer, afterSeconds);
    await expect(stopped).toBeHidden();
  };
  await page.mouse.move(400, 500);
  await pass(page, answer, 50);
  await expect(stopped).toBeVisible();
  await expect(shown).toHaveText('Page 2 of 2');
  await turnsAgain(20);
  await pass(page, answer, 40);
  await expect(shown).toHaveText('Page 1 of 2');

  await page.keyboard.press('ArrowRight');
  await expect(shown).toHaveText('Page 2 of 2');
  await pass(page, answer, 50);
  await expect(stopped).toBeVisible();
  await expect(shown).toHaveText('Page 2 of 2');
  await turnsAgain(20);

  await page.keyboard.press('Tab');
  await expect(exit(page)).toBeFocused();
  await expect(exit(page)).toHaveCSS('opacity', '1');
  await pass(page, answer, 120);
  await expect(stopped).toBeVisible();
  await page.mouse.click(400, 500);
  await turnsAgain(70);

  const isLost = (number: string) => number === '0003*205';
  answer.entries = all.map((number) => (isLost(number) ? expired(number) : inTheMorning(number)));
  await pass(page, answer, 80);
  await expect(page.getByText('Rotation held')).toBeVisible();
  // The problem is on every page, whichever organization it shows.
  const lost = tile(page, /^0003\*205, expired/);
  await expect(lost).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(lost).toBeVisible();
  await pass(page, answer, 15 * 60);
  await expect(page.getByText('Rotation held')).toBeHidden();
});

test('the pointer and the Exit button go when nobody moves', async ({ page, rollcall }) => {
  await page.clock.install({ time: MORNING });
  await answerWith(page, numbers('0003', 12).map(inTheMorning));
  await openWall(page, rollcall.addresses);
  const main = page.getByRole('main');
  await expect(main).toHaveCSS('cursor', 'none');
  await page.mouse.move(300, 300);
  await expect(main).not.toHaveCSS('cursor', 'none');
  await expect(exit(page)).toHaveCSS('opacity', '1');
  await page.clock.runFor(3100);
  await expect(main).toHaveCSS('cursor', 'none');
  await expect(exit(page)).toHaveCSS('opacity', '0');
});

test('the picture moves once a minute and is dimmer at night', async ({ page, rollcall }) => {
  await page.clock.install({ time: new Date('2026-11-23T21:58:30+01:00') });
  await answerWith(page, numbers('0003', 12).map(inTheMorning));
  await openWall(page, rollcall.addresses);
  await passUntil(page, tile(page, /^0003\*200/));
  const x = async () => (await boxOf(page, /^0003\*200/)).x;
  const first = await x();
  await page.clock.runFor(1000);
  expect(await x()).toBe(first);
  await page.clock.runFor(60_000);
  await expect.poll(x).not.toBe(first);

  await expect(page.locator('html')).not.toHaveAttribute('data-night');
  await page.clock.runFor(60_000);
  await expect(page.locator('html')).toHaveAttribute('data-night', '');
  await page.mouse.move(300, 300);
  await expect(page.locator('html')).not.toHaveAttribute('data-night');
});

test('nothing is fetched after the start but what is polled', async ({ page, rollcall }) => {
  const answer = await answerWith(
    page,
    numbers('0003', 40).map((number) => registered(number)),
  );
  await openWall(page, rollcall.addresses, '&every=1');
  await expect(tile(page, /^0003\*200/)).toBeVisible();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  answer.entries = numbers('0003', 1300).map((number) => registered(number));
  await expect(page.getByRole('img', { name: '0003*1499, registered' })).toBeAttached();
  answer.entries = numbers('0003', 1300).map((number) =>
    number === '0003*200' ? expired(number) : registered(number),
  );
  await expect(tile(page, /^0003\*200, expired/)).toBeVisible();
  expect(asked.filter((path) => !/^\/(uapi|health|session|directory)/.test(path))).toEqual([]);
});

for (const theme of ['dark', 'light']) {
  // So many that they are lamps.
  for (const count of [128, 720]) {
    test(`axe finds nothing on the wall (${theme}, ${count})`, async ({ page, rollcall }) => {
      test.setTimeout(180_000);
      const list = numbers('0003', count).map((number, nth) =>
        nth % 40 === 3 ? expired(number) : registered(number),
      );
      await answerWith(page, list);
      await openWall(page, rollcall.addresses, `&theme=${theme}`);
      await expect(tile(page, /^0003\*203, expired/)).toBeVisible();
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
      ).toEqual([]);
    });
  }
}
