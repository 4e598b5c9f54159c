import { expect, type Page } from '@playwright/test';
import { journalWith } from './journal-answers.ts';
import { test } from './rollcall.ts';
import { answerWith, expired, MORNING, numbers, pass, registered } from './wall-answers.ts';

const HOUR = 3_600_000;

test.use({ expectedFaults: [/ERR_CONNECTION_REFUSED|Failed to load resource/] });

// An answer that is still on its way when a test ends is no fault of the test.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

const chart = (page: Page, name: RegExp) => page.getByRole('region', { name });

/** Of the last day there is an hour of which nothing is known. */
const anHourMissing = (agoMs: number) => (agoMs > 4 * HOUR && agoMs < 5 * HOUR ? undefined : 15);

/** Five of 20 are expired. */
async function openBoard(page: Page, { origin, token }: { origin: string; token: string }) {
  await answerWith(
    page,
    numbers('0003', 20).map((number, nth) => (nth < 5 ? expired(number) : registered(number))),
  );
  await journalWith(page, { registered: anHourMissing });
  await page.goto(`${origin}/?every=1#token=${token}`);
}

/** What a shape of a chart is drawn with, as the browser works it out. */
const inkOf = (page: Page, name: RegExp, shape: string) =>
  chart(page, name)
    .locator(`svg.recharts-surface ${shape}`)
    .first()
    .evaluate((element) => {
      const { fill, stroke } = getComputedStyle(element);
      return { fill, stroke };
    });

test.describe('under a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 560 } });

  test('a chart is read by a tap and by sliding sideways, and scrolls by sliding up', async ({
    page,
    rollcall,
  }) => {
    await openBoard(page, rollcall.addresses);
    await page.getByRole('button', { name: 'Charts and changes' }).tap();
    const sheet = page.getByRole('dialog', { name: 'Charts and changes' });
    const reading = sheet.getByRole('slider', { name: /^Registered/ });
    await expect(reading).toBeVisible();
    const note = chart(page, /^Registered/).getByText(/^\d\d:\d\d\s/);
    const box = await reading.boundingBox();
    if (!box) throw new Error('The chart has no place.');
    const at = (share: number, fromTop = box.height / 2) => ({
      x: box.x + box.width * share,
      y: box.y + fromTop,
    });
    const { x, y } = at(1 - 4.5 / 24);
    await page.touchscreen.tap(x, y);
    await expect(note).toHaveText(/no data$/);

    const client = await page.context().newCDPSession(page);
    const slide = async (points: { x: number; y: number }[]) => {
      for (const [nth, point] of points.entries()) {
        const type = nth === 0 ? 'touchStart' : 'touchMove';
        await client.send('Input.dispatchTouchEvent', { type, touchPoints: [point] });
      }
      await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    await slide([at(0.75), at(0.7), at(0.6), at(0.5)]);
    await expect(note).toHaveText(/15 of 20$/);
    await expect(reading).toHaveAttribute('aria-valuenow', /^14\d$/);
    await sheet.getByRole('heading', { name: 'Charts and changes' }).tap();
    await expect(note).toBeHidden();

    const heading = sheet.getByRole('heading', { name: /^Registered/ });
    const before = (await heading.boundingBox())?.y ?? 0;
    await slide([at(0.5, 100), at(0.5, 60), at(0.5, 0), at(0.5, -60)]);
    await expect.poll(async () => (await heading.boundingBox())?.y ?? 0).toBeLessThan(before - 50);
    await expect(note).toBeHidden();
  });
});

test('on paper the charts are ink on white, whole, and without what cannot be pressed', async ({
  page,
  rollcall,
}) => {
  await openBoard(page, rollcall.addresses);
  await expect(chart(page, /^Expiring/).locator('svg.recharts-surface')).toBeVisible();
  const view = page.getByRole('group', { name: 'View' });
  await expect(view).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 794, height: 1123 });
  const line = await inkOf(page, /^Registered/, '.recharts-area-curve');
  const area = await inkOf(page, /^Registered/, '.recharts-area-area');
  expect([line.stroke, area.fill]).toEqual(['rgb(0, 0, 0)', 'rgb(221, 221, 221)']);
  const paper = await page.evaluate(
    () => getComputedStyle(document.documentElement).backgroundColor,
  );
  expect(paper).toBe('rgb(255, 255, 255)');

  for (const name of [/^Wall$/, /^Legend$/, /^Theme/, /^Pause$/, /^Copy/, /^Show as table$/]) {
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  }
  await expect(view).toBeHidden();
  const clipped = () =>
    page.locator('svg.recharts-surface, button[data-stop]').evaluateAll((drawn) =>
      drawn.flatMap((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left < 0 || right > window.innerWidth ? [element.outerHTML] : [];
      }),
    );
  await expect.poll(clipped).toEqual([]);
});

test('in forced colours the parts of a chart are told apart by their edges and stripes', async ({
  page,
  rollcall,
}) => {
  await page.clock.install({ time: MORNING });
  const lifeOf = (number: string, seconds: number) =>
    registered(number, MORNING.getTime() - 4 * HOUR + seconds * 1000);
  const answer = await answerWith(
    page,
    numbers('0003', 20).map((number, nth) =>
      nth < 5 ? expired(number) : lifeOf(number, nth < 7 ? 100 : 240),
    ),
  );
  await journalWith(page, { registered: anHourMissing });
  const { origin, token } = rollcall.addresses;
  await page.goto(`${origin}/?every=5#token=${token}`);
  const expiring = chart(page, /^Expiring/);
  await expect(expiring.locator('svg.recharts-surface')).toBeVisible();
  await pass(page, answer, 92);
  await expect(expiring.locator('.late-bar path')).toBeVisible();
  await page.emulateMedia({ forcedColors: 'active' });
  const [text, ground] = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.documentElement);
    return [color, backgroundColor];
  });
  expect(await inkOf(page, /^Registered/, '.recharts-area-curve')).toMatchObject({ stroke: text });
  expect(await inkOf(page, /^Registered/, '.recharts-area-area')).toMatchObject({ fill: ground });
  for (const [name, hatched] of [
    [/^Registered/, '.missing-data path'],
    [/^Agents/, '.lost-share'],
  ] as const) {
    expect((await inkOf(page, name, hatched)).fill).toMatch(/^url/);
  }
  const stripe = await inkOf(page, /^Registered/, 'pattern path');
  expect(stripe.stroke).not.toBe(ground);
  expect(await inkOf(page, /^Expiring/, '.late-bar path')).toEqual({ fill: ground, stroke: text });
});
