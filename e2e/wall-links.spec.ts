import { expect, type Page } from '@playwright/test';
import { listenTo } from './alerts-stand-in.ts';
import { test as base, PASSWORD } from './rollcall.ts';

/** `tv` is a page in a browser of its own, as a television has. */
const test = base.extend<{ tv: Page }>({
  tv: async ({ browser }, use) => {
    const context = await browser.newContext();
    await use(await context.newPage());
    await context.close();
  },
});

const ACME_TOKEN = 'the-token-of-an-organization';

test.use({
  configuration: {
    accounts: [
      { id: 3, name: 'Acme', role: 'organization', organization: '0003', tokens: [ACME_TOKEN] },
    ],
    extensions: [
      { number: '0003*210', password: PASSWORD, name: 'Ann, reception' },
      { number: '0007*100', password: PASSWORD, name: 'Bob' },
    ],
  },
  // Asking who is signed in, when nobody is.
  expectedFaults: [/401 \(Unauthorized\)/],
});

/** Signs in, and opens the wall links. */
async function openWallLinks(page: Page, address: string) {
  await page.goto(address);
  await page.getByRole('button', { name: /^Account: / }).click();
  await page.getByRole('button', { name: 'Wall links…' }).click();
  return page.getByRole('dialog', { name: 'Wall links' });
}

/** Makes a link to the view of an address, by hand; returns the address that a television is given. */
async function makeLink(page: Page, from: string): Promise<string> {
  const sheet = await openWallLinks(page, from);
  await sheet.getByLabel('Name').fill('Reception');
  await sheet.getByRole('button', { name: 'Make wall link' }).click();
  const made = sheet.getByRole('region', { name: 'Wall link Reception was made' });
  return (await made.getByText('#wall=').textContent()) ?? '';
}

const secretOf = (address: string) => /#wall=([^&]+)/.exec(address)?.[1] ?? '';

test('a person makes a wall link, and a television reads that one view of that one account', async ({
  page,
  rollcall,
  tv,
}) => {
  const { origin } = rollcall.addresses;
  const address = await makeLink(page, `${origin}/?view=table&every=1#token=${ACME_TOKEN}`);
  expect(address).toMatch(new RegExp(`^${origin}/#wall=[\\w.-]+&view=table&every=1$`));

  await tv.goto(address);
  await expect(tv.getByRole('button', { name: /^0003\*210/ })).toBeVisible();
  await expect(tv.getByRole('button', { name: /^0007/ })).toHaveCount(0);
  await expect(tv).toHaveURL(`${origin}/?view=table&every=1`);
  const kept = await tv.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  expect(kept).not.toContain(secretOf(address));

  await tv.getByRole('button', { name: 'Wall link: Reception' }).click();
  await expect(tv.getByText('Wall link: Reception, read only')).toBeVisible();
  await expect(tv.getByText('Account: Acme')).toBeVisible();
  await expect(tv.getByRole('button', { name: 'Wall links…' })).toHaveCount(0);

  await expect(page.getByText('last seen just now')).toBeVisible({ timeout: 15_000 });
});

test('a link without a view opens the one that it was made for', async ({ page, rollcall, tv }) => {
  const { origin, token } = rollcall.addresses;
  const address = await makeLink(page, `${origin}/?view=table&theme=light#token=${token}`);

  await tv.goto(`${origin}/#wall=${secretOf(address)}`);
  await expect(tv.getByRole('button', { name: 'Table', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(tv).toHaveURL(`${origin}/?view=table&theme=light`);
});

test('a wall link outlives a restart, and a television that starts with it signs in each time', async ({
  page,
  rollcall,
  tv,
}) => {
  const { origin, token } = rollcall.addresses;
  const address = await makeLink(page, `${origin}/?every=1#token=${token}`);
  await tv.goto(address);
  await expect(tv.getByText('Live')).toBeVisible();

  // A page that loses the service complains.
  await page.goto('about:blank');
  await rollcall.stop();
  await rollcall.start();
  await expect(tv.getByText('Live')).toBeVisible({ timeout: 20_000 });
  await tv.goto('about:blank');
  await tv.goto(address);
  await expect(tv.getByText('Live')).toBeVisible();
  await tv.reload();
  await expect(tv.getByRole('button', { name: 'Wall link: Reception' })).toBeVisible();

  await openWallLinks(page, `${origin}/#token=${token}`);
  await expect(page.getByText('1 wall link')).toBeVisible();
});

test('a television that reaches nobody goes on trying, and says so', async ({
  page,
  rollcall,
  tv,
}) => {
  const { origin, token } = rollcall.addresses;
  const address = await makeLink(page, `${origin}/#token=${token}`);
  await tv.route('**/session', (route) => route.abort());
  await tv.goto(address);
  await expect(tv.getByText(`${new URL(origin).host} does not answer`)).toBeVisible();
  await expect(tv.getByText(/([2-9]|\d\d) tries since \d\d:\d\d:\d\d/)).toBeVisible();
  await expect(tv).toHaveURL(`${origin}/`);

  await tv.unroute('**/session');
  await expect(tv.getByText('Live')).toBeVisible({ timeout: 15_000 });
});

test('a wall whose link is revoked keeps its data, loses its colour, and says since when', async ({
  page,
  rollcall,
  tv,
}) => {
  const { origin, token } = rollcall.addresses;
  const address = await makeLink(page, `${origin}/?every=1#token=${token}`);
  await tv.goto(address);
  await expect(tv.getByRole('button', { name: /^0003\*210/ })).toBeVisible();

  await page.getByRole('button', { name: 'Revoke Reception' }).click();
  await page.getByRole('button', { name: 'Revoke for good' }).click();
  await expect(page.getByText('There are no wall links yet')).toBeVisible();

  await expect(tv.getByText(/^Signed out at \d\d:\d\d:\d\d$/)).toBeVisible();
  await expect(tv.getByText(/The wall link “Reception” is no longer accepted\./)).toBeVisible();
  await expect(tv.locator('html')).toHaveAttribute('data-live', 'stale', { timeout: 20_000 });
  await expect(tv.getByRole('alert')).toHaveText(/^Signed out at \d\d:\d\d:\d\d$/);
  await expect(tv.getByRole('button', { name: /^0003\*210/ })).toBeVisible();

  await tv.goto('about:blank');
  await tv.goto(address);
  await expect(tv.getByText(/^This wall link was revoked or never existed\./)).toBeVisible();
});

test('a television boots into the wall that its link says', async ({ page, rollcall, tv }) => {
  const { origin, token } = rollcall.addresses;
  const address = await makeLink(page, `${origin}/#token=${token}`);
  await tv.goto(`${address}&wall=1&theme=light&rotate=0`);
  await expect(tv.getByRole('button', { name: 'Exit wall' })).toBeAttached();
  await expect(tv.getByRole('listitem').filter({ hasText: /^0003\*210/ })).toBeVisible();
  await expect(tv.locator('html')).toHaveAttribute('data-theme', 'light');
  // The address is written a moment after the view.
  await expect(tv).toHaveURL(({ hash, searchParams: view }) => {
    const told = ['wall', 'theme', 'rotate'].map((name) => view.get(name)).join();
    return hash === '' && told === '1,light,0';
  });
});

test('a television that has lost its cookie signs in again with its link', async ({
  page,
  rollcall,
  tv,
}) => {
  const { origin, token } = rollcall.addresses;
  const address = await makeLink(page, `${origin}/?every=1#token=${token}`);
  await tv.goto(`${address}&wall=1`);
  await expect(tv.getByText('Live')).toBeVisible();

  const signedIn = tv.waitForResponse((response) => response.request().method() === 'POST');
  await tv.context().clearCookies();
  expect((await signedIn).status()).toBe(200);
  await tv.waitForResponse((response) => response.url().includes('/uapi/') && response.ok());
  await expect(tv.getByText('Live')).toBeVisible();
  expect(tv.url()).not.toContain(secretOf(address));
  const kept = await tv.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  expect(kept).not.toContain(secretOf(address));
});

test('somebody signs in with keys alone, and is led to the board', async ({ page, rollcall }) => {
  const { origin, token } = rollcall.addresses;
  await page.goto(origin);
  await expect(page.getByLabel('Access token')).toBeFocused();
  await page.keyboard.type('not-a-token-of-anybody');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Refused: no account has this token.');

  // What was refused is selected.
  await page.keyboard.type(token);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^0003\*210/ })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
});

test('what is muted at a desk is marked on the television, and makes no sound there', async ({
  page,
  plugIn,
  rollcall,
  tv,
}) => {
  const { origin, token } = rollcall.addresses;
  const phone = await plugIn('0003*210');
  await phone.register(600);
  const address = await makeLink(page, `${origin}/?every=1#token=${token}`);
  const notes = await listenTo(tv);
  await tv.goto(`${address}&wall=1&sound=1`);
  const seen = (sentence: RegExp) => tv.getByRole('listitem').filter({ hasText: sentence });
  await expect(seen(/^0003\*210, Ann, reception, registered/)).toBeVisible();
  await tv.keyboard.press('x');
  await expect(tv.getByText('Sound on')).toBeVisible();

  await page.goto(`${origin}/?every=1&extension=0003*210`);
  const panel = page.getByRole('dialog', { name: /^0003\*210/ });
  await panel.getByRole('button', { name: 'Mute…' }).click();
  await panel.getByRole('button', { name: '1 h' }).click();
  // An hour before midnight it ends on another day.
  await expect(panel.getByText(/^Muted until (\d+ \w+ )?\d\d:\d\d by /)).toBeVisible();
  const muted = seen(/^0003\*210, .*muted/);
  await expect(muted).toBeVisible({ timeout: 20_000 });
  // The glyph of its state, and that of the mute.
  await expect(muted.locator('svg')).toHaveCount(2);
  // Nobody refreshes it any more.
  await phone.register(10);
  await expect(seen(/^0003\*210, Ann, reception, expired, .*muted/)).toBeVisible({
    timeout: 20_000,
  });
  expect(await notes()).toEqual([]);

  await panel.getByRole('button', { name: 'Take back the mute of extension 0003*210' }).click();
  await expect(muted).toBeHidden({ timeout: 20_000 });
  await expect(seen(/^0003\*210, Ann, reception, expired/).locator('svg')).toHaveCount(1);
  await phone.register(600);
  await expect.poll(notes).toHaveLength(2);
});
