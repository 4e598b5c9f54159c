import { expect } from '@playwright/test';
import { registeredExtensions } from './installation.ts';
import { test } from './rollcall.ts';

test('the start link opens the board, and the token leaves the address', async ({
  page,
  rollcall,
}) => {
  await page.goto(rollcall.addresses.startLink);

  await expect(page).toHaveTitle(/Rollcall/);
  await expect(page.getByText('0003*210').first()).toBeVisible();
  expect(page.url()).not.toContain(rollcall.addresses.token);
});

test('the page may load and run nothing but its own files', async ({ request, rollcall }) => {
  const headers = (await request.get(`${rollcall.addresses.origin}/`)).headers();

  const policy = headers['content-security-policy'] ?? '';
  for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'"]) {
    expect(policy).toContain(rule);
  }
  expect(policy).not.toContain('unsafe');
  expect(policy).toMatch(/frame-ancestors 'none'/);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('no-referrer');
});

test('a new release is seen at once, and what has not changed is never fetched again', async ({
  request,
  rollcall,
}) => {
  const { origin } = rollcall.addresses;
  const index = await request.get(`${origin}/`);
  const assets = [...(await index.text()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)];

  expect(index.headers()['cache-control']).toMatch(/no-cache|no-store/);
  expect(assets.length).toBeGreaterThan(0);
  for (const [, path = ''] of assets) {
    const asset = await request.get(`${origin}${path}`);
    expect(asset.status(), path).toBe(200);
    expect(asset.headers()['cache-control'], path).toContain('immutable');
    expect(asset.headers()['cache-control'], path).toContain('max-age=31536000');
  }
});

test('the board is built for production: the other build grows without end on a wall', async ({
  request,
  rollcall,
}) => {
  const { origin } = rollcall.addresses;
  const [entry = ''] =
    /\/assets\/index-[\w-]+\.js/.exec(await (await request.get(origin)).text()) ?? [];
  const script = await (await request.get(`${origin}${entry}`)).text();
  expect(script).toContain('Exit wall');
  expect(script).not.toContain('React DevTools');
  expect(script).not.toContain('jsxDEV');
});

test('the board loads everything from the service itself', async ({ page, rollcall }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${rollcall.addresses.origin}/`)) elsewhere.push(request.url());
  });

  await page.goto(rollcall.addresses.startLink);
  await expect(page.getByText('0003*210').first()).toBeVisible();

  expect(elsewhere).toEqual([]);
});

test('without a session the service tells nothing but its health', async ({
  request,
  rollcall,
}) => {
  const { origin } = rollcall.addresses;

  expect((await request.get(`${origin}/health`)).status()).toBe(200);
  for (const path of ['/uapi/extensions/@me/@self/presence', '/session', '/directory/names']) {
    expect((await request.get(`${origin}${path}`)).status(), path).toBe(401);
  }
});

test.describe('with the demonstration fleet', () => {
  test.use({ configuration: { fleet: 128 } });

  test('a hundred telephones are registered within 20 s, and /health says that they are simulated', async ({
    request,
    rollcall,
  }) => {
    await expect
      .poll(() => registeredExtensions(rollcall), { timeout: 20_000 })
      .toBeGreaterThanOrEqual(100);

    const health = await request.get(`${rollcall.addresses.origin}/health`);
    expect(await health.json()).toMatchObject({ status: 'ok', fleet: 128 });
  });
});
