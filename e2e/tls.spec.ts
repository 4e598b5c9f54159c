import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect } from '@playwright/test';
import { CERTIFICATES } from './installation.ts';
import { PASSWORD, test } from './rollcall.ts';

const ANN = /^0003\*210, Ann, reception, /;
const OVER_TLS = {
  http: { tls: CERTIFICATES.first },
  extensions: [{ number: '0003*210', password: PASSWORD, name: 'Ann, reception' }],
};

/** A page of another site that shows what it is told to in a frame. */
type Portal = { origin: string; showing(url: string): string };

/** With a portal that the configuration knows. */
const framed = test.extend<{ portal: Portal }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures it depends on as a pattern, even none.
  portal: async ({}, use) => {
    const server = createServer((request, response) => {
      const shown = new URL(request.url ?? '', 'http://localhost').searchParams.get('show');
      response.setHeader('Content-Type', 'text/html');
      response.end(
        `<!doctype html><link rel="icon" href="data:,"><iframe src="${shown}"></iframe>`,
      );
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const origin = `http://localhost:${port}`;
    await use({ origin, showing: (url) => `${origin}/?show=${encodeURIComponent(url)}` });
    server.close();
    server.closeAllConnections();
  },
  configuration: async ({ portal }, use) => {
    await use({ ...OVER_TLS, http: { ...OVER_TLS.http, frameAncestors: [portal.origin] } });
  },
});

// The certificate signs itself: what a browser makes of that is not what is tested here.
test.use({ ignoreHTTPSErrors: true });

test.describe('over TLS', () => {
  test.use({ configuration: OVER_TLS });

  test('the board signs in and is live', async ({ context, page, plugIn, rollcall }) => {
    const { origin, token } = rollcall.addresses;
    expect(origin).toMatch(/^https:/);
    await page.goto(`${origin}/?every=1#token=${token}`);
    const ann = page.getByRole('button', { name: ANN });
    await expect(ann).toHaveAccessibleName(/, not registered$/);

    await (await plugIn('0003*210')).register(600);

    await expect(ann).toHaveAccessibleName(/, registered, \d+ minutes left/);
    const cookies = await context.cookies();
    expect(cookies.map(({ name, secure }) => [name, secure])).toEqual([
      ['dev', true],
      ['xsrf-token', true],
    ]);
  });
});
test.describe('in a frame', () => {
  framed(
    'a configured portal shows the board, and it stays signed in',
    async ({ page, portal, rollcall }) => {
      const { origin, startLink } = rollcall.addresses;
      const board = page.frameLocator('iframe').getByRole('button', { name: ANN });
      await page.goto(portal.showing(startLink));
      await expect(board).toBeVisible();

      await page.goto(portal.showing(origin));
      await expect(board).toBeVisible();
    },
  );

  framed.describe('of another page', () => {
    framed.use({ expectedFaults: [/frame-ancestors/] });

    framed('the board is not shown', async ({ context, page, portal, rollcall }) => {
      const refused = context.waitForEvent('console', (message) =>
        message.text().includes('frame-ancestors'),
      );
      // The same page by another name is of another origin.
      const other = portal.showing(rollcall.addresses.startLink).replace('localhost', '127.0.0.1');
      await page.goto(other);
      await refused;
      await expect(page.frameLocator('iframe').getByRole('button', { name: ANN })).toHaveCount(0);
    });
  });
});
