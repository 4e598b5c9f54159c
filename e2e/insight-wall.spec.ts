import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { journalWith } from './journal-answers.ts';
import { test } from './rollcall.ts';
import {
  answerWith,
  expired,
  inTheMorning,
  MORNING,
  numbers,
  openWall,
  pass,
  passUntil,
  tile,
} from './wall-answers.ts';

const HOUR = 3_600_000;
const CONNECTION = /ERR_CONNECTION_REFUSED|Failed to load resource/;

test.use({ viewport: { width: 1920, height: 1080 }, expectedFaults: [CONNECTION] });

// An answer that is still on its way when a test ends is no fault of the test.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

/** Of organization 0007 half were missing three hours ago. */
const LAST_DAY = (agoMs: number, organization: string) =>
  organization !== '0003' && agoMs > 3 * HOUR && agoMs < 4 * HOUR ? 10 : 20;

const all = [...numbers('0003', 20), ...numbers('0007', 20)];

test('the last 24 hours and the agents have a page each, until something is lost', async ({
  page,
  rollcall,
}) => {
  test.setTimeout(180_000);
  await page.clock.install({ time: MORNING });
  const answer = await answerWith(page, all.map(inTheMorning));
  await journalWith(page, { registered: LAST_DAY });
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/assets/drawings')) scripts.push(request.url());
  });
  await openWall(page, rollcall.addresses, '&rotate=40&every=60');
  await passUntil(page, page.getByText('Page 1 of 3'));
  expect(scripts).toHaveLength(1);

  await pass(page, answer, 40);
  const day = page.getByRole('region', { name: 'Last 24 h' });
  await expect(day.getByText('Registered, last 24 h')).toBeVisible();
  await expect(day.getByRole('listitem').first()).toHaveText(/^0007.*10 of 20.*0\d:00$/);
  const curve = await day.locator('path.recharts-area-curve').boundingBox();
  expect(curve?.width).toBeGreaterThan(900);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await pass(page, answer, 40);
  const agents = page.getByRole('region', { name: 'Agents' });
  await expect(agents.getByRole('listitem')).toHaveText(['Yealink SIP-T46S40']);
  const bar = await agents.locator('path.recharts-rectangle').first().boundingBox();
  expect(bar?.height).toBeGreaterThan(40);
  expect(bar?.width).toBeGreaterThan(800);

  // From wherever it is, the wall goes back to the page with what was lost.
  answer.entries = all.map((number) =>
    number === '0003*205' ? expired(number) : inTheMorning(number),
  );
  await pass(page, answer, 64);
  await expect(tile(page, /^0003\*205, expired/)).toBeVisible();
  await expect(page.getByText('Rotation held')).toBeVisible();
  await expect(page.getByText('Page 1 of 3')).toBeAttached();
  // Whoever turns the pages sees the others all the same.
  await page.keyboard.press('ArrowLeft');
  await expect(agents.getByText('1 expired').first()).toBeVisible();
  expect(scripts).toHaveLength(1);
});

test('without the code of the charts, or where pages do not turn, there is the list alone', async ({
  page,
  rollcall,
}) => {
  test.setTimeout(120_000);
  await page.clock.install({ time: MORNING });
  const answer = await answerWith(page, all.map(inTheMorning));
  await journalWith(page, { registered: LAST_DAY });
  await page.route('**/assets/drawings*.js', (route) => route.abort('failed'));
  for (const view of ['&rotate=20&every=60', '&rotate=0&every=60']) {
    await openWall(page, rollcall.addresses, view);
    await passUntil(page, tile(page, /^0003\*200, registered/));
    await pass(page, answer, 64);
    await expect(tile(page, /^0003\*200, registered/)).toBeVisible();
    await expect(page.getByText(/^Page \d of/)).toBeHidden();
  }
});
