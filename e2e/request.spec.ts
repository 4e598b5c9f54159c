import { expect, type Page } from '@playwright/test';
import { PASSWORD, test } from './rollcall.ts';

const NUMBERS = ['0003*210', '0003*211', '0003*212', '0007*100', '0007*101'];

test.use({
  configuration: { extensions: NUMBERS.map((number) => ({ number, password: PASSWORD })) },
});

/** Resolves when the board sends a presence request with exactly these parameters. */
function sent(page: Page, parameters: string) {
  return page.waitForRequest((request) => {
    const { pathname, search } = new URL(request.url());
    return (
      pathname === '/uapi/extensions/@me/@self/presence' &&
      decodeURIComponent(search) === `?${parameters}`
    );
  });
}

function extensions(page: Page) {
  return page.locator('button[data-stop*="*"]');
}

const ALL = 'count=5000&startIndex=0';

test.beforeEach(async ({ page, rollcall }) => {
  const { origin, token } = rollcall.addresses;
  await page.goto(`${origin}/?every=1#token=${token}`);
  await expect(extensions(page)).toHaveCount(NUMBERS.length);
});

test('without a chosen count the board asks for the largest page', async ({ page }) => {
  await sent(page, ALL);
});

test('filterOp and filterValue change the request and survive a reload', async ({ page }) => {
  const cases = [
    { op: 'startsWith', value: '0007', shown: 2 },
    { op: 'contains', value: '21', shown: 3 },
    { op: 'equals', value: '0003*211', shown: 1 },
  ];
  for (const { op, value, shown } of cases) {
    const request = sent(page, `filterBy=extension&filterOp=${op}&filterValue=${value}&${ALL}`);
    await page.getByRole('combobox', { name: 'filterOp' }).selectOption(op);
    await page.getByRole('textbox', { name: 'filterValue' }).fill(value);
    await request;
    await expect(extensions(page)).toHaveCount(shown);
  }
  const again = sent(page, `filterBy=extension&filterOp=equals&filterValue=0003*211&${ALL}`);
  await expect(page).toHaveURL(/filterOp=equals/);
  await page.reload();
  await again;
  await expect(extensions(page)).toHaveCount(1);
});

test('inArray takes a chip for each number', async ({ page }) => {
  await page.getByRole('combobox', { name: 'filterOp' }).selectOption('inArray');
  const field = page.getByRole('textbox', { name: 'filterValue' });
  const request = sent(
    page,
    `filterBy=extension&filterOp=inArray&filterValue[0]=0003*210&filterValue[1]=0007*100&${ALL}`,
  );
  await field.fill('0003*210');
  await field.press('Enter');
  await field.fill('0007*100');
  await field.press('Enter');
  await request;
  await expect(extensions(page)).toHaveCount(2);

  const less = sent(page, `filterBy=extension&filterOp=inArray&filterValue[0]=0007*100&${ALL}`);
  await page.getByRole('button', { name: 'Remove 0003*210' }).click();
  await less;
  await expect(page).not.toHaveURL(/0003\*210/);
  await page.reload();
  await expect(extensions(page)).toHaveCount(1);
});

test('sortOrder changes the request and the order of the list', async ({ page, rollcall }) => {
  const request = sent(page, `sortOrder=desc&${ALL}`);
  await page.getByRole('combobox', { name: 'sortOrder' }).selectOption('desc');
  await request;
  await expect(page).toHaveURL(/sortOrder=desc/);

  const { origin } = rollcall.addresses;
  const again = sent(page, `sortOrder=asc&${ALL}`);
  await page.goto(`${origin}/?sortOrder=asc`);
  await again;
});

test('count and startIndex ask for exactly one page', async ({ page }) => {
  const first = sent(page, 'count=2');
  await page.getByRole('textbox', { name: 'count' }).fill('2');
  await first;
  await expect(extensions(page)).toHaveCount(2);
  await expect(page.getByText('Showing 2 of 5')).toBeVisible();

  const second = sent(page, 'count=2&startIndex=2');
  await page.getByRole('button', { name: 'Next page' }).click();
  await second;
  await expect(page).toHaveURL(/startIndex=2/);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'startIndex' })).toHaveValue('2');
  await expect(extensions(page).first()).toHaveAttribute('data-stop', '0003*212');
});

test('fields leaves out what is not asked for, and the board says so', async ({ page }) => {
  const request = sent(page, `${ALL}&fields=extension,status`);
  await page.getByRole('button', { name: 'fields: all 3' }).click();
  await page.getByRole('checkbox', { name: 'registration' }).uncheck();
  await request;
  await expect(page.getByRole('button', { name: /0003\*210, not asked/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Registered \d/ })).toBeHidden();
});

test('what is not valid is not sent, and the control says what would be right', async ({
  page,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const field = page.getByRole('textbox', { name: 'filterValue' });
  await field.fill('abc');

  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/digits/i);
  await sent(page, ALL);
  expect(requests.filter((url) => url.includes('abc'))).toEqual([]);
});

test('the request can be copied as a URL and as cURL, never with the token', async ({
  page,
  context,
  rollcall,
}) => {
  const { origin, token } = rollcall.addresses;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  await page.getByRole('button', { name: 'Copy URL' }).click();
  expect(await clipboard()).toBe(`${origin}/uapi/extensions/@me/@self/presence?${ALL}`);
  await page.getByRole('button', { name: 'Copy cURL' }).click();
  const command = await clipboard();
  expect(command).toBe(
    `curl -g -H "Authorization: Bearer $TOKEN" '${origin}/uapi/extensions/@me/@self/presence?${ALL}'`,
  );
  expect(command).not.toContain(token);
});

test('what is shown here changes the screen and its address, never the request', async ({
  page,
}) => {
  const asked = new Set<string>();
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/uapi/')) asked.add(search);
  });
  await page.getByRole('searchbox', { name: 'Find' }).fill('0007*');
  await expect(extensions(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('grid', { name: 'Extensions' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Group' }).selectOption('none');
  await page.getByRole('combobox', { name: 'Order', exact: true }).selectOption('extension-desc');
  await expect(extensions(page).first()).toHaveAttribute('data-stop', '0007*101');
  await page
    .getByRole('region', { name: 'Shown here' })
    .getByRole('button', { name: 'Not registered' })
    .click();
  await expect(page).toHaveURL(/extension-desc.*not-registered|not-registered.*extension-desc/);

  await page.reload();
  await expect(extensions(page).first()).toHaveAttribute('data-stop', '0007*101');
  await expect(page.getByText('2 of 5 shown')).toBeVisible();
  await sent(page, ALL);
  expect([...asked].map(decodeURIComponent)).toEqual([`?${ALL}`]);
});

test('a bad value in the address gives way to the default, and the page says which', async ({
  page,
  rollcall,
}) => {
  const request = sent(page, ALL);
  await page.goto(`${rollcall.addresses.origin}/?view=rings&count=0`);
  await request;

  await expect(page.getByText('count=0, view=rings')).toBeVisible();
  await expect(extensions(page)).toHaveCount(NUMBERS.length);
});

test('the keys lead where they say', async ({ page }) => {
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: 'filterValue' })).toBeFocused();
  await page.keyboard.press('p');
  await expect(page.getByText(/^Paused at/)).toBeHidden();

  await page.locator('body').click({ position: { x: 700, y: 880 } });
  await page.keyboard.press('p');
  await expect(page.getByText(/^Paused at/)).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).last().click();
  await expect(page.getByText(/^Paused at/)).toBeHidden();
});
