import { expect } from '@playwright/test';
import { test } from './rollcall.ts';

/** The pictures of README.md: what somebody sees who has just started Rollcall. */
const PICTURES = [
  { file: 'board-dark.png', theme: 'dark', viewport: { width: 1440, height: 900 } },
  { file: 'board-light.png', theme: 'light', viewport: { width: 1440, height: 900 } },
  { file: 'phone-dark.png', theme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

test.use({ configuration: { fleet: 128 } });

test('the board with the demonstration fleet', async ({ page, rollcall }) => {
  test.setTimeout(120_000);
  const { origin, token } = rollcall.addresses;
  const registered = async () => {
    const entries = await rollcall.presence('@self?count=5000');
    return entries.filter(({ registration }) => registration?.[0]?.registration === '1').length;
  };
  await expect.poll(registered, { timeout: 60_000 }).toBeGreaterThan(100);

  for (const { file, theme, viewport } of PICTURES) {
    await page.setViewportSize(viewport);
    await page.goto(`${origin}/?theme=${theme}#token=${token}`);
    await expect(page.getByText('0003*').first()).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `docs/images/${file}`, animations: 'disabled' });
  }
});
