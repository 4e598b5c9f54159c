import { expect, type Page } from '@playwright/test';
import { acknowledged, KeptAlerts } from './alerts-stand-in.ts';
import { test } from './rollcall.ts';
import {
  answerWith,
  boxOf,
  exit,
  expired,
  numbers,
  openWall,
  registered,
  tile,
} from './wall-answers.ts';

const CONNECTION = /ERR_CONNECTION_REFUSED|Failed to load resource/;

test.use({ viewport: { width: 1920, height: 1080 }, expectedFaults: [CONNECTION] });

// An answer that is still on its way when a test ends is no fault of the test.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

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
  await expect(page.getByRole('button', { name: 'Wall', exact: true })).toBeFocused();
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
  // Every other problem has a mark.
  const known = numbers('0003', 1300).filter((_, nth) => nth % 22 === 10);
  await new KeptAlerts(known.map(acknowledged)).serve(page);
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
  expect(
    asked.filter((path) => !/^\/(uapi|health|session|directory|alerts|journal)/.test(path)),
  ).toEqual([]);
});
