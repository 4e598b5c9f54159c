import { expect, type Page } from '@playwright/test';
import { test } from './rollcall.ts';

const NEEDED = /Chromium, Chrome or Edge 88, Firefox 98, Safari 15\.4, or a newer one of these/;
const ENTRY = /\/assets\/index-[\w-]+\.js$/;
const STYLE = /\/assets\/index-[\w-]+\.css$/;

test.use({ expectedFaults: [/Failed to load resource|broken on purpose/] });

/** Opens the page as somebody does who has a link. */
const open = (page: Page, { startLink }: { startLink: string }) => page.goto(startLink);
const card = (page: Page) => page.getByRole('button', { name: /^0003\*210/ });

/** The contrast of each text of the message with what is behind it. */
function contrasts(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const luminance = (color: string) => {
      const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? []).map((value) => {
        const share = Number(value) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const back = luminance(getComputedStyle(document.body).backgroundColor);
    return Array.from(document.querySelectorAll('#not-started > *')).map((text) => {
      const [high = 0, low = 0] = [luminance(getComputedStyle(text).color), back].sort(
        (a, b) => b - a,
      );
      return (high + 0.05) / (low + 0.05);
    });
  });
}

const TELEVISION =
  'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.79 Safari/537.36';

test('a browser that is too old says which one it is, and what is needed', async ({
  page,
  rollcall,
}) => {
  await page.addInitScript((agent) => {
    Reflect.deleteProperty(String.prototype, 'replaceAll');
    Reflect.deleteProperty(Promise, 'any');
    Object.defineProperty(navigator, 'userAgent', { value: agent });
  }, TELEVISION);
  // What such a browser makes of the program.
  await page.route(ENTRY, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'throw new SyntaxError("broken on purpose")',
    }),
  );
  await open(page, rollcall.addresses);
  const message = page.getByRole('alert');
  await expect(message).toContainText('This browser is too old for Rollcall');
  await expect(message).toContainText('It is Chrome or Chromium 79.');
  await expect(message).toContainText(NEEDED);
  await expect(message).toBeVisible();
  const measured = await contrasts(page);
  expect(measured).toHaveLength(3);
  expect(Math.min(...measured)).toBeGreaterThan(4.5);
});

test('a program that throws before it shows anything is said to have, and why', async ({
  page,
  rollcall,
}) => {
  await page.route(ENTRY, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'throw new Error("broken on purpose")',
    }),
  );
  await open(page, rollcall.addresses);
  const message = page.getByRole('alert');
  await expect(message).toContainText('Rollcall could not start');
  await expect(message).toContainText('broken on purpose');
  await expect(message).toContainText(NEEDED);
});

/** The page is a document again each time. */
function loadsOf(page: Page) {
  const loads = { count: 0 };
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loads.count += 1;
  });
  return loads;
}

test('a program that throws is not loaded again and again, and another one is at once', async ({
  page,
  rollcall,
}) => {
  const loads = loadsOf(page);
  let entry = '';
  let served = '';
  await page.clock.install();
  await page.route(
    ({ pathname }) => pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const html = await response.text();
      entry = /\/assets\/index-[\w-]+\.js/.exec(html)?.[0] ?? '';
      return route.fulfill({ response, body: served ? html.replace(entry, served) : html });
    },
  );
  const contentType = 'text/javascript';
  await page.route(ENTRY, (route) =>
    served
      ? route.continue()
      : route.fulfill({ contentType, body: 'throw new Error("broken on purpose")' }),
  );
  await page.route('**/assets/mended.js', (route) =>
    route.fulfill({ contentType, body: `import '${entry}';` }),
  );
  await open(page, rollcall.addresses);
  const message = page.getByRole('alert');
  for (let passed = 0; passed < 12; passed += 1) {
    await expect(message).toContainText('next in');
    await page.clock.runFor(10_000);
  }
  await expect(message).toContainText('Rollcall could not start');
  expect(loads.count).toBeGreaterThan(1);
  expect(loads.count).toBeLessThanOrEqual(3);

  served = '/assets/mended.js';
  // The count begins when what was asked for is there, which takes no time of this clock.
  const look = async () => {
    await page.clock.runFor(2000);
    return card(page).isVisible();
  };
  await expect.poll(look).toBe(true);
});

test('where nothing can be noted, a program that throws is loaded again after minutes', async ({
  page,
  rollcall,
}) => {
  const loads = loadsOf(page);
  await page.clock.install();
  await page.addInitScript(() => {
    Object.defineProperty(window, 'sessionStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.route(ENTRY, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'throw new Error("broken on purpose")',
    }),
  );
  await open(page, rollcall.addresses);
  const message = page.getByRole('alert');
  for (let passed = 0; passed < 12; passed += 1) {
    await expect(message).toContainText('next in');
    await page.clock.runFor(10_000);
  }
  expect(loads.count).toBe(1);
});

test('a program that could not be loaded is fetched again until it comes, and never by leaving the page', async ({
  page,
  rollcall,
}) => {
  await page.clock.install();
  await page.route(ENTRY, (route) => route.abort('connectionreset'));
  await open(page, rollcall.addresses);
  const message = page.getByRole('alert');
  await expect(message).toContainText('Rollcall could not be loaded');
  await expect(message).toContainText(`${new URL(rollcall.addresses.origin).host} did not give`);
  await expect(message).toContainText(/next in \d+ s/);

  await page.clock.runFor(10_500);
  await expect(message).toContainText(/(1 try|\d+ tries) since \d\d:\d\d:\d\d, next in \d+ s/);
  await page.route('**/', (route) => route.abort('connectionrefused'));
  await page.clock.runFor(10_500);
  await expect(message).toContainText(/([2-9]|\d\d) tries since/);

  await page.unrouteAll();
  await page.clock.runFor(10_500);
  await expect(card(page)).toBeVisible();
});

test('a page without its style sheet is loaded again', async ({ page, rollcall }) => {
  await page.clock.install();
  await page.route(STYLE, (route) => route.fulfill({ status: 502, body: 'no' }));
  await open(page, rollcall.addresses);
  await page.unrouteAll();
  const background = () =>
    page.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor);
  expect(await background()).toBe('rgba(0, 0, 0, 0)');
  await page.clock.runFor(11_000);
  await expect.poll(background).toBe('rgb(11, 15, 20)');
  await expect(card(page)).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says that it needs it', async ({ page, rollcall }) => {
    await open(page, rollcall.addresses);
    await expect(
      page.getByText(/Rollcall needs JavaScript to show who is registered/),
    ).toBeVisible();
  });
});
