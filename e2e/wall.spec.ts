import { expect } from '@playwright/test';
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
