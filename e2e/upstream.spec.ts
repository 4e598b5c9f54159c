import { expect } from '@playwright/test';
import { Installation } from './installation.ts';
import { PASSWORD, test } from './rollcall.ts';

const APP = { id: 'my-app', secret: 'a-secret-of-16-or-more' };
const ANN = /^0003\*210, Ann, /;

// The upstream: a Rollcall of its own, at which a telephone registers.
test.use({
  expectedFaults: [/Failed to load resource/],
  configuration: {
    accounts: [{ id: 1, name: 'Operator', role: 'administrator', apps: [APP] }],
    extensions: [{ number: '0003*210', password: PASSWORD }],
  },
});

const downstream = test.extend<{ inFront: Installation }>({
  inFront: async ({ rollcall }, use, testInfo) => {
    const { origin } = rollcall.addresses;
    const installation = await Installation.create({
      source: 'unified-api',
      unifiedApi: { baseUrl: origin, appId: APP.id, appSecret: APP.secret, everySeconds: '1' },
      extensions: [{ number: '0003*210', name: 'Ann' }],
    });
    try {
      await installation.start();
      await use(installation);
    } finally {
      await testInfo.attach('in-front.log', { body: installation.output });
      await installation.remove();
    }
  },
});

downstream(
  'a board in front of an upstream follows it, says that it is away, and loses nothing meanwhile',
  async ({ page, rollcall, inFront, plugIn }) => {
    await (await plugIn('0003*210')).register(600);
    const { origin, token } = inFront.addresses;
    await page.goto(`${origin}/?every=1#token=${token}`);
    const ann = page.getByRole('button', { name: ANN });
    await expect(ann).toHaveAccessibleName(/, registered, \d+ minutes left/);

    const { host } = new URL(rollcall.addresses.origin);
    await rollcall.stop();
    const alert = page.getByRole('alert');
    await expect(alert).toHaveText('The source refuses the connection', { timeout: 40_000 });
    await expect(
      page.getByText(`${host} refuses the connection. Start what should listen there`),
    ).toBeVisible();
    await expect(ann).toHaveAccessibleName(/registered/);

    await rollcall.start();
    await expect(alert).toBeHidden({ timeout: 40_000 });
    await expect(ann).toHaveAccessibleName(/, registered, \d+ minutes left/);
  },
);
