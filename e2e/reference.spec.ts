import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { PASSWORD, test } from './rollcall.ts';

/** What its own markup does not keep to, and nobody outside of it can mend. */
const SWAGGER_UI = [
  // "Schemas", of the fourth level, follows "Webhooks", of the second.
  'heading-order',
  'nested-interactive',
  'region',
  'scrollable-region-focusable',
  'select-name',
];

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(`the reference (${colorScheme})`, () => {
    test.use({ colorScheme });

    test('shows every operation, from nowhere but the service itself', async ({
      page,
      rollcall,
    }) => {
      const { origin } = rollcall.addresses;
      const elsewhere: string[] = [];
      page.on('request', (request) => {
        const isOurs = request.url().startsWith(`${origin}/`) || request.url().startsWith('data:');
        if (!isOurs) elsewhere.push(request.url());
      });
      // The console, where a breach of the policy is told, is watched by every test.
      const response = await page.goto(`${origin}/reference`);
      expect(response?.headers()['content-security-policy']).not.toContain('unsafe');

      const description = await (await page.request.get(`${origin}/openapi.json`)).json();
      for (const path of Object.keys(description.paths)) {
        await expect(page.locator(`[data-path="${path}"]`).first()).toBeVisible();
      }
      await expect(page).toHaveTitle('API reference · Rollcall');
      expect(elsewhere).toEqual([]);
    });

    test('has nothing that axe finds but what Swagger UI is, and shows the theme of its reader', async ({
      page,
      rollcall,
    }) => {
      // The page has thousands of elements, and axe reads each.
      test.slow();
      await page.goto(`${rollcall.addresses.origin}/reference`);
      await page.getByRole('button', { name: /List presence$/ }).click();
      await expect(page.getByText('How many extensions make a page.')).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).disableRules(SWAGGER_UI).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    });
  });
}

/** Asks for the listing, as whoever the page was told. */
async function tryListing(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Close' }).first().click();
  const listing = page.locator('#operations-Presence-listPresence');
  await listing.getByRole('button', { name: /List presence$/ }).click();
  await listing.getByRole('button', { name: 'Try it out' }).click();
  await listing.getByRole('button', { name: 'Execute' }).click();
  return listing.locator('.live-responses-table');
}

test('an operation can be tried with a token that is pasted', async ({ page, rollcall }) => {
  const { origin, token } = rollcall.addresses;
  await page.goto(`${origin}/reference`);
  await page.getByRole('button', { name: 'Authorize' }).click();
  await page.getByLabel('auth-bearer-value').fill(token);
  await page.getByRole('button', { name: 'Apply credentials' }).click();

  await expect(await tryListing(page)).toContainText('"totalResults": 2');
});

test.describe('with an App', () => {
  test.use({
    configuration: {
      accounts: [
        {
          ...{ id: 3, name: 'Acme', role: 'organization', organization: '0003' },
          apps: [{ id: 'acme-app', secret: 'the-secret-of-an-app' }],
        },
      ],
      extensions: ['0003*210', '0004*210'].map((number) => ({ number, password: PASSWORD })),
    },
  });

  test('an operation can be tried as one', async ({ page, rollcall }) => {
    await page.goto(`${rollcall.addresses.origin}/reference`);
    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.getByLabel('client_id:').fill('acme-app');
    await page.getByLabel('client_secret:').fill('the-secret-of-an-app');
    await page.getByRole('button', { name: 'Apply given OAuth2 credentials' }).click();
    await expect(page.getByRole('button', { name: 'Remove authorization' })).toBeVisible();

    await expect(await tryListing(page)).toContainText('"totalResults": 1');
  });
});

test('it fits a telephone’s screen', async ({ page, rollcall }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${rollcall.addresses.origin}/reference`);
  await page.getByRole('button', { name: /List presence$/ }).click();
  await expect(page.getByText('How many extensions make a page.')).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
});
