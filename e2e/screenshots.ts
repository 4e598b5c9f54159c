import { expect } from '@playwright/test';
import { registeredExtensions } from './installation.ts';
import { test } from './rollcall.ts';

type Picture = {
  file: string;
  theme: 'dark' | 'light';
  viewport: { width: number; height: number };
  wall?: true;
};

/** The pictures of README.md: what somebody sees who started Rollcall a few minutes ago. */
const PICTURES: readonly Picture[] = [
  { file: 'board-dark.png', theme: 'dark', viewport: { width: 1440, height: 900 } },
  { file: 'board-light.png', theme: 'light', viewport: { width: 1440, height: 900 } },
  { file: 'phone-dark.png', theme: 'dark', viewport: { width: 390, height: 844 } },
  { file: 'wall-dark.png', theme: 'dark', viewport: { width: 1920, height: 1080 }, wall: true },
];

test.use({ configuration: { fleet: 128 } });

test('the board with the demonstration fleet', async ({ context, rollcall }) => {
  test.setTimeout(600_000);
  const { origin, token } = rollcall.addresses;
  await expect
    .poll(() => registeredExtensions(rollcall), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(110);

  // All watch from the beginning, so that they have learned how long each registration lives, and show the same moment.
  const screens = await Promise.all(
    PICTURES.map(async ({ file, theme, viewport, wall }) => {
      const page = await context.newPage();
      await page.setViewportSize(viewport);
      await page.goto(`${origin}/?theme=${theme}${wall ? '&wall=1' : ''}#token=${token}`);
      return { page, file };
    }),
  );
  // The fleet's telephones fail one by one: the first whose time ran out gives the pictures their point.
  const expired = /^\d.*, expired, /;
  for (const { page, file } of screens) {
    await expect(page.getByText(expired).first()).toBeAttached({ timeout: 300_000 });
    await page.screenshot({ path: `docs/images/${file}`, animations: 'disabled' });
  }
});
