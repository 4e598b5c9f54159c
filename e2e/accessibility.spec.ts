import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './rollcall.ts';

test.use({
  configuration: { fleet: 24 },
  // Asking who is signed in, when nobody is.
  expectedFaults: [/401 \(Unauthorized\)/],
});

async function faultsOf(page: Page, within = 'html'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(within)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

for (const theme of ['dark', 'light']) {
  for (const view of ['cards', 'tiles', 'lamps', 'table']) {
    test(`axe finds nothing on the board (${theme}, ${view})`, async ({ page, rollcall }) => {
      const { origin, token } = rollcall.addresses;
      await page.goto(`${origin}/?theme=${theme}&view=${view}#token=${token}`);
      await expect(page.getByRole('button', { name: /^0003\*201/ })).toBeVisible();

      expect(await faultsOf(page)).toEqual([]);
    });
  }

  test(`axe finds nothing on the sign-in page (${theme})`, async ({ page, rollcall }) => {
    await page.goto(`${rollcall.addresses.origin}/?theme=${theme}`);
    const token = page.getByLabel('Access token');
    await expect(token).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);

    await token.fill('not-a-token-of-anybody');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toHaveText('Refused: no account has this token.');
    await page.getByText('No access token?').click();
    expect(await faultsOf(page)).toEqual([]);
  });

  test(`axe finds nothing on the legend and the wall links (${theme})`, async ({
    page,
    rollcall,
  }) => {
    const { origin, token } = rollcall.addresses;
    await page.goto(`${origin}/?theme=${theme}#token=${token}`);
    await page.getByRole('button', { name: 'Legend' }).click();
    await expect(page.getByRole('dialog', { name: 'Legend' })).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('button', { name: 'Account: Administrator' }).click();
    // What a menu lies over is partly covered for as long as it is open.
    expect(await faultsOf(page, '[role=dialog]')).toEqual([]);
    await page.getByRole('button', { name: 'Wall links…' }).click();
    await page.getByRole('button', { name: 'Make wall link' }).click();
    await page.getByRole('button', { name: 'Revoke Television 1' }).click();
    await expect(page.getByRole('button', { name: 'Revoke for good' })).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
  });

  test(`axe finds nothing on a telephone's screen (${theme})`, async ({ page, rollcall }) => {
    const { origin, token } = rollcall.addresses;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${origin}/?theme=${theme}#token=${token}`);
    await expect(page.getByRole('button', { name: /^0003\*201/ })).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
  });
}
