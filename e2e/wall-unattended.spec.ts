import { expect, type Page, type Route } from '@playwright/test';
import { test } from './rollcall.ts';
import {
  answerWith,
  boxOf,
  exit,
  expired,
  inTheMorning,
  MORNING,
  numbers,
  openWall,
  pass,
  passUntil,
  registered,
  tile,
} from './wall-answers.ts';
import { heightOf } from './wall-sight.ts';

const CONNECTION = /ERR_CONNECTION_REFUSED|Failed to load resource/;

test.use({ viewport: { width: 1920, height: 1080 }, expectedFaults: [CONNECTION] });

// An answer that is still on its way when a test ends is no fault of the test.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

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
  await openWall(page, rollcall.addresses, '&every=60&rotate=0');
  await passUntil(page, tile(page, /^0003\*250, registered/));
  // One that has refreshed has a life, and a bar that drains.
  answer.entries = answer.entries.map((entry) =>
    entry.extension === '0003*200' ? registered('0003*200', MORNING.getTime() + 30_000) : entry,
  );
  await pass(page, answer, 64);
  await expect(tile(page, /^0003\*250, late/)).toBeVisible();
  await expect(page.getByText('Live')).toBeVisible();
  const bar = tile(page, /^0003\*200/).locator('.keep-colour > span');
  await expect(bar).toHaveCSS('background-image', 'none');

  answer.isSilent = true;
  await pass(page, answer, 160);
  await expect(page.getByRole('alert')).toHaveText(/^No answer/);
  await expect(page.getByText(/Values below are the last known\./)).toBeVisible();
  await expect(page.getByText(/registered at 09:1\d:\d\d$/)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-live', 'stale');
  await expect(tile(page, /^0003\*250/)).toContainText(/was 0:\d\d/);
  await expect(bar).toHaveCSS('background-image', /^repeating-linear-gradient/);
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
  test.setTimeout(300_000);
  await page.clock.install({ time: MORNING });
  const all = ['0003', '0007', '0012', '0021'].flatMap((prefix) => numbers(prefix, 110));
  const answer = await answerWith(page, all.map(inTheMorning));
  await openWall(page, rollcall.addresses, '&rotate=40&every=60');
  const shown = page.getByText(/^Page \d+ of \d+$/);
  await passUntil(page, shown);
  await expect(shown).toHaveText('Page 1 of 3');
  await pass(page, answer, 40);
  await expect(shown).toHaveText('Page 2 of 3');

  const stopped = page.getByText('Rotation stopped');
  const turnsAgain = async (afterSeconds: number) => {
    await pass(page, answer, afterSeconds);
    await expect(stopped).toBeHidden();
  };
  await page.mouse.move(400, 500);
  await pass(page, answer, 50);
  await expect(stopped).toBeVisible();
  await expect(shown).toHaveText('Page 2 of 3');
  await turnsAgain(20);
  // The third is the one of the agents.
  await pass(page, answer, 40);
  await expect(shown).toHaveText('Page 3 of 3');

  await page.keyboard.press('ArrowRight');
  await expect(shown).toHaveText('Page 1 of 3');
  await pass(page, answer, 50);
  await expect(stopped).toBeVisible();
  await expect(shown).toHaveText('Page 1 of 3');
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
  // The problem is on every page of the list, whichever organization it shows.
  const lost = tile(page, /^0003\*205, expired/);
  await expect(lost).toBeVisible();
  for (const nth of [1, 2]) {
    await expect(async () => {
      await page.keyboard.press('ArrowRight');
      await expect(shown).toHaveText(new RegExp(`^Page ${nth} of`), { timeout: 500 });
    }).toPass();
    await expect(lost).toBeVisible();
  }
  await pass(page, answer, 15 * 60);
  await expect(page.getByText('Rotation held')).toBeHidden();
});

test('whoever pressed what the list then took away is not taken for somebody who stays', async ({
  page,
  rollcall,
}) => {
  await page.clock.install({ time: MORNING });
  const all = ['0003', '0007', '0012', '0021'].flatMap((prefix) => numbers(prefix, 110));
  const answer = await answerWith(page, all.map(inTheMorning));
  answer.isSilent = true;
  await openWall(page, rollcall.addresses, '&rotate=40&every=60');
  const tryNow = page.getByRole('button', { name: 'Try now' });
  await passUntil(page, tryNow);
  answer.isSilent = false;
  await tryNow.press('Enter');
  const shown = page.getByText(/^Page \d+ of \d+$/);
  await passUntil(page, shown);
  await expect(shown).toHaveText('Page 1 of 3');
  await expect(page.getByText('Rotation stopped')).toBeVisible();
  await pass(page, answer, 64);
  await expect(page.getByText('Rotation stopped')).toBeHidden();
  await pass(page, answer, 40);
  await expect(shown).toHaveText('Page 2 of 3');
});

test('the pointer and the Exit button go when nobody moves', async ({ page, rollcall }) => {
  await page.clock.install({ time: MORNING });
  await answerWith(page, numbers('0003', 12).map(inTheMorning));
  await openWall(page, rollcall.addresses);
  await passUntil(page, tile(page, /^0003\*200/));
  const main = page.getByRole('main');
  await expect(main).toHaveCSS('cursor', 'none');
  await page.mouse.move(300, 300);
  await expect(main).not.toHaveCSS('cursor', 'none');
  await expect(exit(page)).toHaveCSS('opacity', '1');
  await page.clock.runFor(3100);
  await expect(main).toHaveCSS('cursor', 'none');
  await expect(exit(page)).toHaveCSS('opacity', '0');

  // Neither does it stay where it rests on what cannot be seen.
  await exit(page).hover();
  await expect(exit(page)).toHaveCSS('cursor', 'pointer');
  await page.clock.runFor(3100);
  await expect(exit(page)).toHaveCSS('cursor', 'none');
});

test.describe('on a television that is on before the service', () => {
  test.use({ viewport: { width: 3840, height: 2160 } });

  test('the page that waits is a wall already: large, awake, without a pointer, and it moves', async ({
    page,
    rollcall,
  }) => {
    await page.clock.install({ time: MORNING });
    await page.addInitScript(() => {
      const request = async () => Object.assign(new EventTarget(), { release: async () => {} });
      const asked = { count: 0 };
      Object.assign(window, { wakeLocks: asked });
      Object.defineProperty(navigator, 'wakeLock', {
        value: {
          request: () => {
            asked.count += 1;
            return request();
          },
        },
      });
    });
    const answer = await answerWith(page, numbers('0003', 12).map(inTheMorning));
    const isAway = (route: Route) => route.abort('connectionrefused');
    await page.route('**/session', isAway);
    await openWall(page, rollcall.addresses);
    const heading = page.getByRole('heading', { name: /does not answer$/ });
    await passUntil(page, heading);
    const words = page.getByText(/^This screen was opened by a link, and signs in as soon as/);
    // At a desk they are 24 and 20 high; a line of the wall is 64 on such a screen.
    expect(await heightOf(heading, 'box')).toBeGreaterThanOrEqual(64);
    expect(await heightOf(words, 'box')).toBeGreaterThanOrEqual(64);
    expect(await page.evaluate(() => Reflect.get(window, 'wakeLocks').count)).toBeGreaterThan(0);
    await expect(page.getByRole('main')).toHaveCSS('cursor', 'none');
    const first = await shiftOf(page);
    await page.clock.runFor(60_000);
    await expect.poll(() => shiftOf(page)).not.toEqual(first);

    await page.unroute('**/session', isAway);
    await pass(page, answer, 16);
    await expect(tile(page, /^0003\*200, registered/)).toBeVisible();
  });

  test('a link that is no longer accepted is told as large', async ({ page, rollcall }) => {
    await page.goto(`${rollcall.addresses.origin}/?wall#wall=a-link-of-nobody`);
    const problem = page.getByText(/^This wall link was revoked or never existed\./);
    await expect(problem).toBeVisible();
    expect(await heightOf(problem, 'line')).toBeGreaterThanOrEqual(32);
  });
});

test('the picture moves once a minute', async ({ page, rollcall }) => {
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
  expect(Math.max(...(await shiftOf(page)).map(Math.abs))).toBeLessThanOrEqual(24);
});

for (const [theme, property, day, night] of [
  ['dark', 'color', 'rgb(207, 217, 227)', 'rgb(186, 195, 204)'],
  ['light', 'background-color', 'rgb(255, 255, 255)', 'rgb(238, 241, 244)'],
] as const) {
  test(`the wall is dimmer at night, until somebody comes (${theme})`, async ({
    page,
    rollcall,
  }) => {
    const evening = new Date('2026-11-23T21:59:00+01:00');
    await page.clock.install({ time: evening });
    await answerWith(
      page,
      numbers('0003', 12).map((number) => registered(number, evening.getTime())),
    );
    await openWall(page, rollcall.addresses, `&theme=${theme}`);
    const plate = tile(page, /^0003\*200/);
    await passUntil(page, plate);
    const bright = plate.locator(property === 'color' ? '.text-num-q' : '.plate-quiet');
    await expect(bright).toHaveCSS(property, day);
    await page.clock.runFor(61_000);
    await expect(page.locator('html')).toHaveAttribute('data-night', '');
    await page.clock.runFor(1000);
    await expect(bright).toHaveCSS(property, night);
    await page.mouse.move(300, 300);
    await expect(bright).toHaveCSS(property, day);
  });
}

/** How far the picture is on its way from its place, in pixels. */
function shiftOf(page: Page): Promise<[number, number]> {
  return page.evaluate(() => {
    const shifted = document.querySelector('main > div');
    const { x = 0, y = 0 } = shifted?.getBoundingClientRect() ?? {};
    const main = document.querySelector('main');
    const place = main ? getComputedStyle(main).paddingLeft : '0';
    return [x - Number.parseFloat(place), y];
  });
}
