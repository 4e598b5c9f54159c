import { expect } from '@playwright/test';
import { test } from './rollcall.ts';

const CONNECTION =
  /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|Failed to load resource/;

test.use({ expectedFaults: [CONNECTION] });

test('server stopped: the board turns stale and says so; started again: live', async ({
  page,
  rollcall,
  plugIn,
}) => {
  test.setTimeout(90_000);
  const { origin, token } = rollcall.addresses;
  const phone = await plugIn('0003*210');
  await phone.register(600);
  await page.goto(`${origin}/?every=1#token=${token}`);
  const card = page.getByRole('button', { name: /^0003\*210/ });
  await expect(card).toHaveAccessibleName(/registered/);

  await rollcall.stop('SIGKILL');
  await expect(page.getByRole('alert')).toHaveText(/No answer/, { timeout: 30_000 });
  await expect(page.getByText('Values below are the last known.')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-live', 'stale');
  await expect(card).toHaveAccessibleName(/until \d\d:\d\d:\d\d/);
  await expect(page).toHaveTitle(/No answer/);

  await rollcall.start();
  await expect(page.getByRole('alert')).toBeHidden({ timeout: 30_000 });
  await expect(page.locator('html')).not.toHaveAttribute('data-live', 'stale');
  await expect(card).toHaveAccessibleName(/minutes left/);
});

test('paused by a person: the data ages, and nothing is called wrong', async ({
  page,
  rollcall,
}) => {
  const { origin, token } = rollcall.addresses;
  await page.goto(`${origin}/?every=1#token=${token}`);
  await expect(page.getByRole('button', { name: /^0003\*210/ })).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();

  await expect(page.getByText('Countdowns keep running, states do not.')).toBeVisible();
  let asked = 0;
  page.on('request', (request) => {
    if (request.url().includes('/uapi/')) asked += 1;
  });
  // Older than what turns stale when nobody has paused it.
  await expect(page.getByText(/(1[1-9]|[2-9]\d)\s?s old/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('alert')).toBeHidden();
  expect(asked).toBe(0);
});

test('a service that does not answer before any data is told from one that fails', async ({
  page,
  rollcall,
}) => {
  const { startLink } = rollcall.addresses;
  await page.route('**/uapi/**', (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/json',
      body: '{"error":{"code":"internal_server_error","message":"An internal server error occurred."}}',
    }),
  );
  await page.goto(startLink);
  await expect(
    page.getByRole('heading', { name: 'The service reported a fault of its own' }),
  ).toBeVisible();
  await expect(page.getByText('500 "internal_server_error"')).toBeVisible();
  await page.getByRole('button', { name: 'Show answer' }).click();
  await expect(page.getByText('An internal server error occurred.')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.unroute('**/uapi/**');
  await page.route('**/uapi/**', (route) => route.abort('connectionrefused'));
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByRole('heading', { name: /does not answer/ })).toBeVisible();

  await page.unroute('**/uapi/**');
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByRole('button', { name: /^0003\*210/ })).toBeVisible();
});

test('an empty list is told as one, and the filter can be taken back', async ({
  page,
  rollcall,
}) => {
  const { origin, token } = rollcall.addresses;
  await page.goto(
    `${origin}/?filterBy=extension&filterOp=startsWith&filterValue=0099#token=${token}`,
  );

  await expect(
    page.getByRole('heading', { name: 'No extensions match this request' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Clear filterValue' }).click();
  await expect(page.getByRole('button', { name: /^0003\*210/ })).toBeVisible();
});

test('a session that ends leaves the board where it is, and signing in again brings it back', async ({
  page,
  context,
  rollcall,
}) => {
  test.setTimeout(60_000);
  const { origin, token } = rollcall.addresses;
  await page.goto(`${origin}/?every=1#token=${token}`);
  await expect(page.getByRole('button', { name: /^0003\*210/ })).toBeVisible();

  await context.clearCookies();
  await expect(page.getByRole('alert')).toHaveText(/Signed out at/, { timeout: 20_000 });
  await expect(page.getByRole('button', { name: /^0003\*210/ })).toBeVisible();

  await page.getByRole('button', { name: 'Sign in again' }).click();
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Sign in' })).toBeHidden();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('nobody signed in: a sign-in page, which says what was wrong with a token', async ({
  page,
  rollcall,
}) => {
  const { origin, token } = rollcall.addresses;
  await page.goto(origin);
  await page.getByLabel('Access token').fill('not-the-token-of-this-service');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Refused: no account has this token.')).toBeVisible();

  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: /^0003\*210/ })).toBeVisible();

  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Access token')).toBeVisible();
});
