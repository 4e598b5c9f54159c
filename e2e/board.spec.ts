import { expect, type Page } from '@playwright/test';
import { PASSWORD, test } from './rollcall.ts';

const ANN = /^0003\*210, Ann, reception/;

/** The card of an extension, by what a screen reader says of it. */
function card(page: Page, sentence: RegExp) {
  return page.getByRole('button', { name: sentence });
}

async function openBoard(page: Page, { origin, token }: { origin: string; token: string }) {
  await page.goto(`${origin}/?every=1#token=${token}`);
  await expect(card(page, ANN)).toBeVisible();
}

test.describe('with the fleet running', () => {
  test.use({
    configuration: {
      fleet: 24,
      extensions: [{ number: '0900*210', password: PASSWORD, name: 'Ann, reception' }],
    },
  });

  test('a telephone appears, counts down, goes late, expires and returns', async ({
    page,
    plugIn,
    rollcall,
  }) => {
    test.setTimeout(90_000);
    const { origin, token } = rollcall.addresses;
    await page.goto(`${origin}/?every=1#token=${token}`);
    const ann = card(page, /^0900\*210, Ann, reception/);
    await expect(ann).toHaveAccessibleName('0900*210, Ann, reception, not registered');

    const phone = await plugIn('0900*210');
    await phone.register(30);
    await expect(ann).toHaveAccessibleName(/, registered, \d+ seconds left, Yealink SIP-T46S$/);

    const time = ann.locator('time');
    const first = await time.textContent();
    await expect(time).not.toHaveText(first ?? '');
    await expect(time).toHaveText(/^0:[012]\d$/);

    await expect(ann).toHaveAccessibleName(/, late, \d seconds? left/, { timeout: 40_000 });
    await expect(ann).toHaveAccessibleName(/, expired, \d+ seconds? ago/);
    await expect(page).toHaveTitle(/^\d+ expired · Rollcall$/);
    await expect(page.getByRole('status').filter({ hasText: /lost/ })).toBeAttached();

    await phone.register(600);
    await expect(ann).toHaveAccessibleName(/, registered, \d+ minutes left/);
  });
});

test('a telephone that signs off says since when it is not registered', async ({
  page,
  plugIn,
  rollcall,
}) => {
  await openBoard(page, rollcall.addresses);
  const phone = await plugIn('0003*210');
  await phone.register(600);
  await expect(card(page, /^0003\*210.*, registered/)).toBeVisible();

  await phone.unregister();

  await expect(card(page, /^0003\*210.*, lost, \d+ seconds? ago, Yealink SIP-T46S$/)).toBeVisible();
  await page.reload();
  await expect(card(page, /^0003\*210.*, not registered, since \d\d:\d\d/)).toBeVisible();
});

test('a telephone that is called rings on the board, is busy, and is registered again', async ({
  page,
  plugIn,
  rollcall,
}) => {
  await openBoard(page, rollcall.addresses);
  const phone = await plugIn('0003*210');
  await phone.register(600);
  const ann = card(page, ANN);
  await expect(ann).toHaveAccessibleName(/, registered, /);

  await phone.publish('early');
  await expect(ann).toHaveAccessibleName(/^0003\*210, Ann, reception, ringing/);
  await expect(ann.getByText('Ringing', { exact: true })).toBeVisible();

  await phone.publish('confirmed');
  await expect(ann).toHaveAccessibleName(/^0003\*210, Ann, reception, busy/);
  await expect(ann.getByText('Busy', { exact: true })).toBeVisible();

  await phone.publish('terminated');
  await expect(ann).toHaveAccessibleName(/, registered, /);
});

test('two devices on one extension are one extension, and both are told when it is opened', async ({
  page,
  plugIn,
  rollcall,
}) => {
  await openBoard(page, rollcall.addresses);
  const desk = await plugIn('0003*210');
  const soft = await plugIn('0003*210', { agent: 'Zoiper rv2.10.20.4' });
  await desk.register(600);
  await soft.register(300);
  await expect(card(page, /^0003\*210.*, 2 devices$/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Registered 1 / 1' })).toBeVisible();

  await card(page, ANN).click();
  const drawer = page.getByRole('dialog', { name: '0003*210, Ann, reception' });
  const devices = drawer.getByRole('region', { name: 'Registrations' });
  await expect(devices.getByText('Yealink SIP-T46S')).toBeVisible();
  await expect(devices.getByText('Zoiper')).toBeVisible();
  await expect(page).toHaveURL(/extension=0003\*210/);

  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(card(page, ANN)).toBeFocused();
});

test('an agent with markup in its name is shown as text', async ({ page, plugIn, rollcall }) => {
  await openBoard(page, rollcall.addresses);
  const phone = await plugIn('0003*210', { agent: '<img src=x onerror=alert(1)>' });
  await phone.register(600);

  await expect(card(page, /^0003.*<img src=x onerror=alert\(1\)>/)).toBeVisible();
  await expect(page.locator('img')).toHaveCount(0);
});

test.describe('with many extensions', () => {
  const extensions = Array.from({ length: 3000 }, (_, index) => ({
    number: `${String(1 + Math.floor(index / 1000)).padStart(4, '0')}*${1000 + (index % 1000)}`,
    password: PASSWORD,
  }));
  test.use({
    configuration: {
      extensions: [
        ...extensions,
        { number: '0003*210', password: PASSWORD, name: 'Ann, reception' },
      ],
    },
  });

  for (const view of ['cards', 'table']) {
    test(`draws only what is in sight, and reaches all of it (${view})`, async ({
      page,
      rollcall,
    }) => {
      const { origin, token } = rollcall.addresses;
      await page.goto(`${origin}/?view=${view}#token=${token}`);
      await expect(page.getByText('0 of 1000 registered').first()).toBeVisible();
      expect(await page.locator('[data-stop]').count()).toBeLessThan(250);

      await page.locator('[data-stop="0001*1000"]').focus();
      await page.keyboard.press('Control+End');

      await expect(page.locator('[data-stop="0003*210"]')).toBeFocused();
      await expect(page.locator('[data-stop="0003*210"]')).toBeInViewport();
    });
  }
});
