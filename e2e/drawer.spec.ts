import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Changes } from '../src/contract/journal.ts';
import { PASSWORD, test } from './rollcall.ts';
import { answerWith, expired, numbers, registered } from './wall-answers.ts';

test.use({
  configuration: {
    extensions: ['0003*201', '0003*210', '0003*211', '0003*212'].map((number) => ({
      ...{ number, password: PASSWORD },
      ...(number === '0003*210' && { name: 'Ann, reception' }),
    })),
  },
});

const card = (page: Page, number: string) => page.locator(`button[data-stop="${number}"]`);
const drawer = (page: Page) => page.getByRole('dialog', { name: /^0003/ });

const openedIn = (address: string) => new URL(address).searchParams.get('extension');

const instant = (minutesAgo: number) =>
  `${new Date(Date.now() - minutesAgo * 60_000).toISOString().slice(0, 19)}Z`;

/** What a journal has of the last day of every extension that is asked for. */
function recorded(extension: string): Changes {
  const change = { extension, agent: 'Zoiper rv2.10.20.4', from: 'registered', to: 'registered' };
  return {
    since: instant(1440),
    until: instant(0),
    changes: [
      { ...change, at: instant(30), kind: 'expired', from: 'registered', to: 'expired' },
      { ...change, at: instant(40), kind: 'registered', from: 'not-registered', to: 'registered' },
    ],
    next: null,
    start: [{ extension, condition: 'not-registered' }],
    gaps: [{ kind: 'not-running', from: instant(172), to: instant(100), lost: 0 }],
  };
}

/** The service keeps a journal, or none. */
async function withJournal(page: Page, hasJournal: boolean) {
  await page.route('**/journal/changes?*', (route) => {
    const extension = new URL(route.request().url()).searchParams.get('extension') ?? '';
    return route.fulfill(
      hasJournal
        ? { json: recorded(extension) }
        : { status: 500, json: { error: { code: 'internal_server_error', message: '' } } },
    );
  });
}

async function openBoard(
  page: Page,
  { origin, token }: { origin: string; token: string },
  view = '',
) {
  await page.goto(`${origin}/?every=1&order=extension${view}#token=${token}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
}

test.describe('where the service keeps a journal', () => {
  test.beforeEach(({ page }) => withJournal(page, true));

  test('opens with a press and with Enter, goes through the list, and gives the focus back', async ({
    page,
    rollcall,
  }) => {
    await openBoard(page, rollcall.addresses);
    await card(page, '0003*201').click();
    await expect(drawer(page)).toHaveAccessibleName('0003*201');
    await page.keyboard.press('ArrowRight');
    await expect(drawer(page)).toHaveAccessibleName('0003*210, Ann, reception');
    await expect.poll(() => openedIn(page.url())).toBe('0003*210');
    await page.getByRole('button', { name: 'Next extension' }).click();
    await expect(drawer(page)).toHaveAccessibleName('0003*211');
    await page.keyboard.press('k');
    await expect(drawer(page)).toHaveAccessibleName('0003*210, Ann, reception');

    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
    await expect(card(page, '0003*210')).toBeFocused();
    await expect.poll(() => openedIn(page.url())).toBeNull();
    await page.keyboard.press('Enter');
    await expect(drawer(page)).toBeVisible();
    // Beside it.
    await page.mouse.click(100, 400);
    await expect(drawer(page)).toBeHidden();
    await expect(card(page, '0003*210')).toBeFocused();
  });

  test('keeps the opened card clear of it and above the scrim', async ({ page, rollcall }) => {
    // Two columns, the second under the drawer.
    await page.setViewportSize({ width: 700, height: 700 });
    await openBoard(page, rollcall.addresses, '&view=tiles');
    for (const number of ['0003*201', '0003*210', '0003*211', '0003*212']) {
      await page.goto(page.url().replace(/(&extension=[^&]*)?$/, `&extension=${number}`));
      await expect(drawer(page)).toBeVisible();
      await expect
        .poll(async () => {
          const [item, edge] = [
            await card(page, number).boundingBox(),
            await drawer(page).boundingBox(),
          ];
          return item && edge && item.x >= 0 && item.x + item.width <= edge.x;
        })
        .toBe(true);
    }
    const onTop = await card(page, '0003*212').evaluate((button) => {
      const dialog = document.querySelector('dialog');
      dialog?.close();
      const { x, y } = button.getBoundingClientRect();
      return button.contains(document.elementFromPoint(x + 9, y + 9));
    });
    expect(onTop).toBe(true);
  });

  test('tells the day as the journal has it', async ({ page, rollcall }) => {
    await openBoard(page, rollcall.addresses, '&extension=0003*211');
    const day = drawer(page).getByRole('region', { name: 'Last 24 h' });
    await expect(day.getByText(/^registered \d+\.\d %, no data 1 h 12 min$/)).toBeVisible();
    await expect(day.getByRole('listitem')).toHaveText([
      /^Not registered /,
      /^No data /,
      /^Not registered /,
      /^Registered /,
      /^Expired .* to now$/,
    ]);
    const log = drawer(page).getByRole('region', { name: 'Changes' });
    await expect(log.getByRole('listitem')).toHaveText([
      /Zoiper expired.*lived 10:00/,
      /Zoiper registered.*was Not registered/,
      /No data for 1 h 12 min.*the service was not running/,
    ]);
  });

  test('shows the entry as the service sent it, and copies it', async ({
    page,
    context,
    plugIn,
    rollcall,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const phone = await plugIn('0003*210', { agent: '=HYPERLINK("http://evil.example")' });
    await phone.register(600);
    const download = page.waitForEvent('download');
    await openBoard(page, rollcall.addresses, '&extension=0003*210');
    const copy = drawer(page).getByRole('button', { name: 'Copy JSON' });
    await copy.click();
    await expect(drawer(page).getByText('Copied')).toBeAttached();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(JSON.parse(text)).toMatchObject({
      extension: '0003*210',
      status: 1,
      registration: [{ agent: '=HYPERLINK("http://evil.example")', registration: '1' }],
    });

    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('button', { name: 'CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^rollcall-\d{4}-\d\d-\d\d-\d{4}\.csv$/);
    const rows = (await readFile(await file.path(), 'utf8')).split('\r\n');
    expect(rows[0]).toMatch(/^\uFEFFextension,name,/);
    expect(rows[2]).toMatch(/^0003\*210,"Ann, reception",0003,registered,online,"'=HYPERLINK\(/);
  });

  test('says so when the list has no such extension', async ({ page, rollcall }) => {
    await openBoard(page, rollcall.addresses, '&extension=0003*999');
    await expect(drawer(page).getByText('This list has no such extension')).toBeVisible();
  });

  test('is the whole screen of a telephone, with room for a finger', async ({ page, rollcall }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await openBoard(page, rollcall.addresses, '&extension=0003*210');
    await expect(drawer(page)).toBeVisible();
    expect(await drawer(page).boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    for (const button of await drawer(page)
      .getByRole('button', { name: /extension|Close/ })
      .all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    await drawer(page).evaluate((dialog) => dialog.scrollTo(0, 10_000));
    await expect(drawer(page).getByRole('button', { name: 'Close' })).toBeInViewport();
  });

  for (const theme of ['dark', 'light']) {
    for (const width of [1440, 390]) {
      test(`axe finds nothing in the drawer (${theme}, ${width})`, async ({ page, rollcall }) => {
        await page.setViewportSize({ width, height: 900 });
        await openBoard(page, rollcall.addresses, `&theme=${theme}&extension=0003*210`);
        await expect(drawer(page).getByText('No data for 1 h 12 min')).toBeVisible();
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect(
          violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
        ).toEqual([]);
      });
    }
  }
});

test("tells what the service's own journal recorded before this browser came", async ({
  page,
  plugIn,
  rollcall,
}) => {
  const phone = await plugIn('0003*211');
  await phone.register(600);
  await phone.unregister();
  const { origin, token } = rollcall.addresses;
  const recorded = async () => {
    const headers = { Authorization: `Bearer ${token}` };
    const answer = await fetch(`${origin}/journal/changes?extension=0003*211`, { headers });
    return answer.text();
  };
  await expect.poll(recorded).toContain('"unregistered"');
  await openBoard(page, rollcall.addresses, '&extension=0003*211');
  const log = drawer(page).getByRole('region', { name: 'Changes' });
  await expect(log.getByText('Yealink SIP-T46S signed off')).toBeVisible();
  await expect(log.getByText('Yealink SIP-T46S registered')).toBeVisible();
  await expect(drawer(page).getByText(/as seen by this browser/)).toHaveCount(0);
});

test.describe('where the journal cannot be read', () => {
  test.use({ expectedFaults: [/500 \(Internal Server Error\)/] });
  test.beforeEach(({ page }) => withJournal(page, false));

  test('tells what this browser saw, and that nobody else did', async ({
    page,
    plugIn,
    rollcall,
  }) => {
    const phone = await plugIn('0003*211');
    await openBoard(page, rollcall.addresses, '&extension=0003*211');
    const log = drawer(page).getByRole('region', { name: 'Changes' });
    await expect(log.getByText('None')).toBeVisible();
    await phone.register(600);
    await expect(log.getByRole('listitem')).toHaveText([
      /^\d\d:\d\d:\d\dRegisteredwas Not registered$/,
    ]);
    await expect(drawer(page).getByText(/for 0:0\d/)).toBeVisible();
    await phone.unregister();
    await expect(log.getByRole('listitem')).toHaveText([
      /Lostwas Registered$/,
      /Registeredfor 0:\d\d$/,
    ]);
    await expect(drawer(page).getByText(/as seen by this browser since \d\d:\d\d$/)).toHaveCount(2);
  });
});

test('what moves while the drawer is open leaves no hole in the list', async ({
  page,
  rollcall,
}) => {
  const answer = await answerWith(page, []);
  const { origin, token } = rollcall.addresses;
  await page.goto(`${origin}/?every=1&extension=0003*212#token=${token}`);
  await expect(drawer(page)).toBeVisible();
  // One after another from anywhere in the list: each goes to its front, and comes back.
  for (const lost of [['0003*231'], ['0003*231', '0003*205', '0003*212'], ['0003*238'], []]) {
    answer.entries = numbers('0003', 40).map((number) =>
      lost.includes(number) ? expired(number) : registered(number),
    );
    await expect(card(page, '0003*231')).toHaveAccessibleName(
      lost.includes('0003*231') ? /expired/ : /registered/,
    );
    await expect.poll(() => holes(page)).toEqual([]);
  }
});

/** Places of the grid of cards, down to the last card that is drawn, where no card lies or more than one. */
function holes(page: Page): Promise<string[]> {
  return page.locator('button[data-stop*="*"]').evaluateAll((buttons) => {
    const boxes = buttons.map((button) => button.getBoundingClientRect());
    const lefts = [...new Set(boxes.map(({ left }) => Math.round(left)))].sort((a, b) => a - b);
    const tops = [...new Set(boxes.map(({ top }) => Math.round(top)))].sort((a, b) => a - b);
    const places = tops.flatMap((top) => lefts.map((left) => `${left},${top}`));
    const taken = boxes.map(({ left, top }) => `${Math.round(left)},${Math.round(top)}`);
    const doubled = taken.filter((place, nth) => taken.indexOf(place) !== nth);
    return [...doubled, ...places.slice(0, taken.length).filter((place) => !taken.includes(place))];
  });
}
