import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './rollcall.ts';

test.use({
  configuration: { fleet: 24 },
  // Asking who is signed in, when nobody is.
  expectedFaults: [/401 \(Unauthorized\)/],
});

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

for (const theme of ['dark', 'light']) {
  for (const view of ['cards', 'tiles', 'lamps', 'table']) {
    test(`axe finds nothing on the board (${theme}, ${view})`, async ({ page, rollcall }) => {
      const { origin, token } = rollcall.addresses;
      await page.goto(`${origin}/?theme=${theme}&view=${view}&extension=0003*201#token=${token}`);
      await expect(page.getByRole('region', { name: /^0003\*201/ })).toBeVisible();

      expect(await faultsOf(page)).toEqual([]);
    });
  }

  test(`axe finds nothing on the legend and the sign-in page (${theme})`, async ({
    page,
    rollcall,
  }) => {
    const { origin, token } = rollcall.addresses;
    await page.goto(`${origin}/?theme=${theme}`);
    await expect(page.getByLabel('Access token')).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);

    await page.goto(`${origin}/?theme=${theme}#token=${token}`);
    await page.reload();
    await page.getByRole('button', { name: 'Legend' }).click();
    await expect(page.getByRole('dialog', { name: 'Legend' })).toBeVisible();
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
