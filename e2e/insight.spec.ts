import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { journalWith } from './journal-answers.ts';
import { test } from './rollcall.ts';
import { answerWith, expired, inTheMorning, MORNING, numbers, registered } from './wall-answers.ts';

const HOUR = 3_600_000;
const CONNECTION = /ERR_CONNECTION_REFUSED|Failed to load resource/;

test.use({ expectedFaults: [CONNECTION] });

// An answer that is still on its way when a test ends is no fault of the test.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

/** All of 20 registered but for one time between three and six hours ago, of which nothing is known from four to five. */
const LAST_DAY = (agoMs: number) => {
  if (agoMs > 4 * HOUR && agoMs < 5 * HOUR) return undefined;
  return agoMs > 3 * HOUR && agoMs < 6 * HOUR ? 10 : 20;
};

const chart = (page: Page, name: RegExp) => page.getByRole('region', { name });
const drawing = (page: Page, name: RegExp) =>
  chart(page, name).locator('svg.recharts-surface').first();

async function open(page: Page, { origin, token }: { origin: string; token: string }, view = '') {
  await page.goto(`${origin}/?every=1${view}#token=${token}`);
  await expect(drawing(page, /^Agents/)).toBeVisible();
}

async function boxOf(shape: Locator) {
  const box = await shape.boundingBox();
  if (!box) throw new Error('The chart does not draw this.');
  return box;
}

test('the registered are a stepped line, with a gap where nothing is known', async ({
  page,
  rollcall,
}) => {
  await answerWith(
    page,
    numbers('0003', 20).map((number) => registered(number)),
  );
  await journalWith(page, { registered: LAST_DAY });
  await open(page, rollcall.addresses);
  const registeredChart = chart(page, /^Registered/);
  await expect(registeredChart.getByText('no data')).toBeVisible();
  await expect(registeredChart.getByText(/^Lowest 10 of 20 at/)).toBeVisible();

  const line = drawing(page, /^Registered/).locator('path.recharts-area-curve');
  const shape = await line.evaluate((path: SVGPathElement) => {
    const d = path.getAttribute('d') ?? '';
    const { height } = path.getBBox();
    return { pieces: d.split('M').length - 1, isStepped: !/[CQS]/.test(d), height };
  });
  expect(shape.isStepped).toBe(true);
  expect(shape.pieces).toBe(2);
  // From nought up: half of them gone is half of the height. The baseline is the bottom of the fill.
  const fill = await boxOf(drawing(page, /^Registered/).locator('path.recharts-area-area'));
  expect(shape.height / fill.height).toBeCloseTo(0.5, 1);

  const hatch = await boxOf(drawing(page, /^Registered/).locator('.missing-data'));
  expect(hatch.width / fill.width).toBeCloseTo(1 / 24, 1);
  const fromRight = (fill.x + fill.width - (hatch.x + hatch.width)) / fill.width;
  expect(fromRight * 24).toBeGreaterThan(3.6);
  expect(fromRight * 24).toBeLessThan(4.4);
});

test('a chart is read with the keyboard and the pointer, and as a table', async ({
  page,
  rollcall,
}) => {
  await answerWith(
    page,
    numbers('0003', 20).map((number) => registered(number)),
  );
  await journalWith(page, { registered: LAST_DAY });
  await open(page, rollcall.addresses);
  const reading = page.getByRole('slider', { name: 'Registered, last 24 h' });
  await reading.focus();
  await page.keyboard.press('End');
  await expect(reading).toHaveAttribute('aria-valuetext', /^\d\d:\d\d, 20 of 20$/);
  for (let times = 0; times < 50; times += 1) await page.keyboard.press('ArrowLeft');
  await expect(reading).toHaveAttribute('aria-valuetext', /^\d\d:\d\d, no data$/);
  await expect(chart(page, /^Registered/).getByText(/^\d\d:\d\d\s+no data$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(chart(page, /^Registered/).getByText(/^\d\d:\d\d\s/)).toBeHidden();

  const { x, y, width, height } = await boxOf(reading);
  await page.mouse.move(x + width * (1 - 3.5 / 24), y + height / 2);
  await expect(chart(page, /^Registered/).getByText(/^\d\d:\d\d\s+10 of 20$/)).toBeVisible();
  await page.mouse.move(x, y - 200);
  await expect(chart(page, /^Registered/).getByText(/^\d\d:\d\d\s+10 of 20$/)).toBeHidden();

  await chart(page, /^Registered/)
    .getByRole('button', { name: 'Show as table' })
    .click();
  const table = chart(page, /^Registered/).getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(289);
  await expect(table.getByRole('row', { name: /no data/ })).toHaveCount(12);
});

test('seven days are half hours between weekdays, under the dashed line of the total', async ({
  page,
  rollcall,
}) => {
  await answerWith(
    page,
    numbers('0003', 20).map((number) => registered(number)),
  );
  await journalWith(page, { registered: LAST_DAY });
  await open(page, rollcall.addresses);
  const asked = page.waitForRequest(/journal\/counts.*step=1800/);
  await page.getByRole('combobox', { name: 'Registered over the' }).selectOption('last 7 d');
  await asked;
  await expect(page.getByRole('slider', { name: 'Registered, last 7 d' })).toBeVisible();
  const drawn = drawing(page, /^Registered/);
  await expect(drawn.getByText(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)$/).first()).toBeVisible();
  await expect(drawn.getByText(/^\d\d:\d\d$/)).toHaveCount(0);
  const total = drawn.locator('path.recharts-line-curve');
  await expect(total).toHaveAttribute('stroke-dasharray', /^2(px)?[ ,]+3(px)?$/);
  // The registered line is whole.
  const line = drawn.locator('path.recharts-area-curve');
  expect(await line.getAttribute('stroke-dasharray')).toBeNull();
});

test('the lost part of an agent is as long as it is large, and filters the board', async ({
  page,
  rollcall,
}) => {
  const gone = new Set(numbers('0003', 5));
  await answerWith(
    page,
    numbers('0003', 20).map((number) => (gone.has(number) ? expired(number) : registered(number))),
  );
  await journalWith(page, { registered: LAST_DAY });
  await open(page, rollcall.addresses);
  await expect(chart(page, /^Agents/).getByText('5 expired')).toBeVisible();
  const lost = await boxOf(drawing(page, /^Agents/).locator('.lost-share'));
  const present = await boxOf(drawing(page, /^Agents/).locator('path.recharts-rectangle'));
  expect(lost.width / (lost.width + present.width)).toBeCloseTo(5 / 20, 1);
  expect(Math.round(lost.x - (present.x + present.width))).toBe(2);

  await page.getByRole('button', { name: /^Yealink SIP-T46S, 20 extensions, 5 expired$/ }).click();
  await expect(page).toHaveURL(/agent=Yealink%20SIP-T46S/);
});

test('nothing of a chart is drawn again by an answer that changes none of its steps', async ({
  page,
  rollcall,
}) => {
  // Far from the end of a step, which is when the charts are drawn again by themselves.
  await page.clock.install({ time: MORNING });
  const list = numbers('0003', 20).map(inTheMorning);
  const answer = await answerWith(page, list);
  await journalWith(page, { registered: LAST_DAY });
  await open(page, rollcall.addresses);
  await expect(chart(page, /^Registered/).getByText(/^Lowest 10 of 20 at/)).toBeVisible();
  await page.evaluate(() => {
    Object.assign(window, { drawn: 0 });
    const count = (records: unknown[]) =>
      Object.assign(window, { drawn: Reflect.get(window, 'drawn') + records.length });
    for (const svg of Array.from(document.querySelectorAll('svg.recharts-surface'))) {
      const all = { attributes: true, childList: true, subtree: true, characterData: true };
      new MutationObserver(count).observe(svg, all);
    }
  });
  const drawn = () => page.evaluate(() => Reflect.get(window, 'drawn'));
  // Another answer, in which somebody talks: the list changes, and no chart does.
  answer.entries = list.map((entry, nth) => (nth === 3 ? { ...entry, status: 3 } : entry));
  await expect(page.getByRole('button', { name: /^0003\*203, busy/ })).toBeVisible();
  expect(await drawn()).toBe(0);
  // One in which somebody is lost: two of them do.
  answer.entries = list.map((entry, nth) => (nth === 3 ? expired('0003*203') : entry));
  await expect.poll(drawn).toBeGreaterThan(0);
});

test('the code of the charts is asked for when the list is there, and the board lives without it', async ({
  page,
  rollcall,
}) => {
  await answerWith(page, [registered('0003*210')]);
  await journalWith(page, { registered: LAST_DAY });
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/uapi/**', async (route) => {
    await answered;
    await route.fallback();
  });
  const scripts: string[] = [];
  await page.route('**/assets/drawings*.js', (route) => {
    scripts.push(route.request().url());
    return route.abort('failed');
  });
  const { origin, token } = rollcall.addresses;
  const asked = page.waitForRequest('**/uapi/**');
  await page.goto(`${origin}/?every=1#token=${token}`);
  await asked;
  await expect(page.getByRole('region', { name: 'Filter by state' })).toBeVisible();
  expect(scripts).toEqual([]);

  answer();
  await expect(page.getByRole('button', { name: /^0003\*210, Ann/ })).toBeVisible();
  await expect(
    chart(page, /^Registered/).getByText(/^The charts could not be loaded/),
  ).toBeVisible();
  expect(scripts).toHaveLength(1);
  await chart(page, /^Agents/)
    .getByRole('button', { name: 'Show as table' })
    .click();
  await expect(chart(page, /^Agents/).getByRole('row', { name: /Yealink/ })).toBeVisible();
});

test('what many went through together is one line, which finds them', async ({
  page,
  rollcall,
}) => {
  const list = numbers('0003', 20).map((number) => registered(number));
  const answer = await answerWith(page, list);
  await journalWith(page, { registered: LAST_DAY });
  await open(page, rollcall.addresses);
  answer.entries = list.map((entry, nth) => (nth < 9 ? expired(`0003*${200 + nth}`) : entry));
  const line = chart(page, /^Changes/).getByRole('button', { name: /9 expired in 0003$/ });
  await line.click();
  await expect(page).toHaveURL(/find=0003\*/);
});

test('on a telephone the charts are in a sheet', async ({ page, rollcall }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await answerWith(
    page,
    numbers('0003', 40).map((number) => registered(number)),
  );
  await journalWith(page, { registered: LAST_DAY });
  const { origin, token } = rollcall.addresses;
  await page.goto(`${origin}/?every=1#token=${token}`);
  const row = page.getByRole('button', { name: /^0003\*200, registered/ });
  await expect(row).toBeVisible();
  await page.getByRole('button', { name: 'Charts and changes' }).click();
  const sheet = page.getByRole('dialog', { name: 'Charts and changes' });
  await expect(sheet.locator('svg.recharts-surface').first()).toBeVisible();
  await sheet.getByRole('button', { name: /^Yealink/ }).click();
  await expect(sheet).toBeHidden();
  await expect(page).toHaveURL(/agent=/);
});

for (const theme of ['dark', 'light']) {
  test(`axe finds nothing on the charts (${theme})`, async ({ page, rollcall }) => {
    test.setTimeout(180_000);
    await answerWith(
      page,
      numbers('0003', 20).map((number, nth) => (nth < 4 ? expired(number) : registered(number))),
    );
    await journalWith(page, { registered: LAST_DAY });
    await open(page, rollcall.addresses, `&theme=${theme}`);
    const faults = async () => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    };
    expect(await faults()).toEqual([]);
    for (const name of [/^Registered/, /^Agents/, /^Expiring/]) {
      await chart(page, name).getByRole('button', { name: 'Show as table' }).click();
    }
    expect(await faults()).toEqual([]);
  });
}
