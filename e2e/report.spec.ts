import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { reportSchema } from '../src/contract/report.ts';
import { answerWith, REPORT, REPORT_OF_TODAY } from './report-answers.ts';
import { test } from './rollcall.ts';

type Service = { addresses: { origin: string; token: string } };

/** Opens the report in a browser that is signed in to the board. */
async function openReport(page: Page, { addresses }: Service, search = ''): Promise<void> {
  const { origin, token } = addresses;
  await page.goto(`${origin}/#token=${token}`);
  await expect(page.getByRole('button', { name: 'Account: Administrator' })).toBeVisible();
  await page.goto(`${origin}/report${search}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Report for');
}

/** How long extensions were away, as the service's report of today has it. */
async function secondsAway({ addresses }: Service): Promise<number> {
  const headers = { Authorization: `Bearer ${addresses.token}` };
  const response = await fetch(`${addresses.origin}/journal/report`, { headers });
  const { extensions } = reportSchema.parse(await response.json());
  return extensions.reduce((sum, { awaySeconds }) => sum + awaySeconds, 0);
}

test.describe('with two telephones', () => {
  test('tells of one that was lost and came back, as it was', async ({
    page,
    rollcall,
    plugIn,
  }) => {
    test.setTimeout(120_000);
    const phone = await plugIn('0003*210');
    // No registration may be shorter.
    await phone.register(10);
    await expect
      .poll(async () => (await rollcall.presence('0003*210'))[0]?.registration?.[0]?.registration, {
        timeout: 30_000,
      })
      .toBe('-2');
    // What lasts less than a second is no time away.
    await expect.poll(() => secondsAway(rollcall)).toBeGreaterThan(0);
    await phone.register(600);
    await expect(async () => {
      await openReport(page, rollcall);
      const line = page
        .getByRole('region', { name: 'Extensions that were away, the worst first' })
        .getByRole('row', { name: /^0003\*210 Ann, reception/ });
      // It was away for a time, and is not any more.
      await expect(line).toContainText(/0:00:\d\d, \d\d:\d\d:\d\d to \d\d:\d\d:\d\d/, {
        timeout: 3000,
      });
    }).toPass();
    const agents = page.getByRole('region', { name: 'Agents and firmware in use' });
    await expect(agents.getByRole('row', { name: /66\.86\.0\.15/ })).toContainText('0003*210');
  });
});

test('is reached from the account of the board', async ({ page, rollcall }) => {
  const { origin, token } = rollcall.addresses;
  await page.goto(`${origin}/#token=${token}`);
  await page.getByRole('button', { name: 'Account: Administrator' }).click();
  await page.getByRole('link', { name: 'Report' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Report for');
});

test.describe('signed out', () => {
  test.use({ expectedFaults: [/401 \(Unauthorized\)/] });

  test('says that nobody is signed in, and where one can', async ({ page, rollcall }) => {
    const { origin } = rollcall.addresses;
    await page.goto(`${origin}/report`);
    await expect(page.getByText('Nobody is signed in')).toBeVisible();
    await page.getByRole('link', { name: 'Open the board' }).click();
    await expect(page.getByLabel('Access token')).toBeVisible();
  });
});

test.describe('a day that cannot be told', () => {
  test.use({ expectedFaults: [/400 \(Bad Request\)/] });

  test('says why', async ({ page, rollcall }) => {
    const { origin, token } = rollcall.addresses;
    await page.goto(`${origin}/#token=${token}`);
    await expect(page.getByRole('button', { name: 'Account: Administrator' })).toBeVisible();
    await page.goto(`${origin}/report?day=yesterday`);
    await expect(page.getByText('There is no report')).toBeVisible();
    await expect(page.getByText('a day such as 2026-11-23 is needed')).toBeVisible();
  });
});

test('says of a day without records that there are none', async ({ page, rollcall }) => {
  await openReport(page, rollcall, '?day=2020-01-01');
  await expect(page.getByText('Nothing was recorded on this day')).toBeVisible();
});

test('tells figures, gaps and what they are of', async ({ page, rollcall }) => {
  await answerWith(page, REPORT);
  await openReport(page, rollcall, '?day=2026-11-27');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Report for Friday 27 November 2026',
  );
  await expect(page.getByText('From midnight to midnight, Europe/Berlin. Made for')).toBeVisible();
  await expect(page.getByText('Not known: 0:14:00 of 24:00:00')).toBeVisible();
  await expect(page.getByText('14:00:00 to 14:04:00: Rollcall did not run')).toBeVisible();
  await expect(
    page.getByText('20:00:00 to 20:10:00: changes could not be stored, 31 changes lost'),
  ).toBeVisible();
  const organizations = page.getByRole('region', { name: 'Organizations, the worst first' });
  await expect(organizations.getByRole('row').nth(1)).toContainText(
    'Initech (0007)98.70 %7020:42:30700007*300: 0:35:00, 09:00:00 to 09:35:00',
  );
  await expect(page.getByText('11 others could be called all the time.')).toBeVisible();
  const flapping = page.getByRole('region', { name: 'Flapping extensions, the worst first' });
  await expect(flapping.getByRole('row').nth(1)).toContainText('0007*30111 times13:02:00');
  await expect(page.getByRole('listitem').filter({ hasText: 'Meeting room' })).toBeVisible();
});

test('finds the telephones that still run a version, and keeps that in the address', async ({
  page,
  rollcall,
}) => {
  await answerWith(page, REPORT_OF_TODAY);
  await openReport(page, rollcall);
  await page.getByRole('searchbox', { name: 'Find' }).fill('66.84');
  await expect(page.getByText('“66.84”: 12 devices')).toBeVisible();
  const agents = page.getByRole('region', { name: 'Agents and firmware in use' });
  await expect(agents.getByRole('row')).toHaveCount(2);
  await expect(agents).toContainText('0007*300, 0007*301');
  await expect(agents).toContainText('0007*311');
  await page.reload();
  await expect(page.getByText('“66.84”: 12 devices')).toBeVisible();
});

test('leads to other days and organizations, and gives a table', async ({ page, rollcall }) => {
  await answerWith(page, REPORT);
  await openReport(page, rollcall, '?day=2026-11-27');
  await expect(page.getByRole('link', { name: 'Day before' })).toHaveAttribute(
    'href',
    '/report?day=2026-11-26',
  );
  await expect(page.getByRole('link', { name: 'Day after' })).toHaveAttribute(
    'href',
    '/report?day=2026-11-28',
  );
  await page.getByLabel('Organization', { exact: true }).selectOption('Acme (0003)');
  await expect(page).toHaveURL(/\/report\?day=2026-11-27&organization=0003$/);

  await page.unroute('**/journal/report?**');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('rollcall-report-2026-11-27.csv');
  expect(await readFile(await download.path(), 'utf8')).toMatch(/^\uFEFFday,extension,name,/);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('axe finds nothing', async ({ page, rollcall }) => {
      await answerWith(page, REPORT_OF_TODAY);
      await openReport(page, rollcall);
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      const faults = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html }) => `${id}: ${html}`),
      );
      expect(faults).toEqual([]);
    });

    test('is ink on white on paper, without anything to press', async ({ page, rollcall }) => {
      await answerWith(page, REPORT);
      await openReport(page, rollcall, '?day=2026-11-27');
      await page.emulateMedia({ media: 'print', colorScheme });
      await expect(page.getByRole('button')).toHaveCount(0);
      await expect(page.getByRole('link')).toHaveCount(0);
      await expect(page.getByRole('searchbox')).toHaveCount(0);
      const heading = page.getByRole('heading', { level: 1 });
      await expect(heading).toHaveCSS('color', 'rgb(0, 0, 0)');
      await expect(page.getByText('Availability is the share')).toHaveCSS(
        'color',
        'rgb(68, 68, 68)',
      );
      await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
      await expect(page.locator('thead').first()).toHaveCSS('display', 'table-header-group');
    });
  });
}

test('it fits a telephone’s screen', async ({ page, rollcall }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await answerWith(page, REPORT_OF_TODAY);
  await openReport(page, rollcall);
  await expect(page.getByRole('region', { name: /^Organizations/ })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
