import { expect, type Page } from '@playwright/test';
import type { PresenceEntry } from '../src/contract/presence.ts';
import { acknowledged } from './alerts-stand-in.ts';
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
  resizeTo,
} from './wall-answers.ts';
import { cutOf, misplacedOf } from './wall-sight.ts';

// An answer that is still on its way when a test ends is no fault of the test.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

const HD = { width: 1920, height: 1080 };
const FOUR_K = { width: 3840, height: 2160 };
const UPRIGHT = { width: 1080, height: 1920 };
const ULTRAWIDE = { width: 2560, height: 1080 };

const AGENT = 'Yealink SIP-T46S 66.86.0.15';
/** Runs out so soon after the wall was opened that it is late a moment later. */
const SOON = new Date(MORNING.getTime() + 14_000).toJSON().replace('.000', '');

const stateOf = (extension: string, registration: '-1' | '0' | '1' | '2'): PresenceEntry => ({
  ...{ extension, status: registration === '1' ? 1 : 0 },
  registration: [{ agent: AGENT, registration, ...(registration === '1' && { expire: SOON }) }],
});

/** Every condition there is: how an extension is listed at first, and a moment later. */
const COURSES: readonly ((extension: string) => readonly [PresenceEntry, PresenceEntry])[] = [
  // Late, expired, lost, not registered.
  (one) => [stateOf(one, '1'), stateOf(one, '1')],
  (one) => [inTheMorning(one), expired(one)],
  (one) => [inTheMorning(one), stateOf(one, '-1')],
  (one) => [stateOf(one, '-1'), stateOf(one, '-1')],
  // Ringing, busy, unknown, static.
  (one) => [inTheMorning(one), { ...inTheMorning(one), status: 2 }],
  (one) => [inTheMorning(one), { ...inTheMorning(one), status: 3 }],
  (one) => [stateOf(one, '0'), stateOf(one, '0')],
  (one) => [stateOf(one, '2'), stateOf(one, '2')],
];
const CONDITIONS = 'late,expired,lost,not registered,ringing,busy,unknown,static'.split(',');

/** Lists extensions in which each condition comes once in so many, all others registered, and half of the problems known. */
async function openMixed(
  page: Page,
  address: { origin: string; token: string },
  { all, every }: { all: readonly string[]; every: number },
): Promise<void> {
  // Tiles are at their places at once.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.clock.install({ time: MORNING });
  const courses = all.map((number, nth) => {
    const course = COURSES[nth % every];
    return course ? course(number) : ([inTheMorning(number), inTheMorning(number)] as const);
  });
  const answer = await answerWith(
    page,
    courses.map(([first]) => first),
  );
  const silences = all.filter((_, nth) => nth % every < 4 && nth % 2 === 0).map(acknowledged);
  const named = all.filter((_, nth) => nth % every < 4 && nth % 4 > 1);
  const extensions = Object.fromEntries(
    named.map((number) => [number, 'Wilhelmina, reception of the north wing']),
  );
  const organizations = { '0003': 'Acme Telephone Company', '000123': 'Nowhere' };
  const date = () => page.evaluate(() => new Date().toUTCString());
  await page.route('**/alerts', async (route) =>
    route.fulfill({ json: { silences, webhooks: 0 }, headers: { date: await date() } }),
  );
  await page.route('**/directory/names', async (route) =>
    route.fulfill({ json: { extensions, organizations }, headers: { date: await date() } }),
  );
  await openWall(page, address, '&every=5');
  await passUntil(page, page.getByText('Live'));
  answer.entries = courses.map(([, then]) => then);
  await pass(page, answer, 16);
}

for (const [all, viewports] of [
  [numbers('0003', 1), [HD, UPRIGHT]],
  [numbers('0003', 12), [HD, UPRIGHT, ULTRAWIDE]],
  [numbers('0003', 40), [HD, UPRIGHT, ULTRAWIDE]],
  [numbers('0003', 128), [HD, UPRIGHT, FOUR_K, ULTRAWIDE]],
  [numbers('0003', 300), [HD, UPRIGHT, FOUR_K, ULTRAWIDE]],
  [
    [...numbers('000123', 60), ...numbers('0007', 68)].map((one) => one.replace('*', '*10')),
    [HD, UPRIGHT, ULTRAWIDE],
  ],
] as const) {
  test(`no tile cuts what it says, of ${all.length} from ${all[0]} on`, async ({
    page,
    rollcall,
  }) => {
    await openMixed(page, rollcall.addresses, { all, every: 20 });
    for (const viewport of viewports) {
      await resizeTo(page, viewport);
      await page.clock.runFor(1000);
      const told = (await page.locator('main li .sr-only').allTextContents()).join('\n');
      const missing = CONDITIONS.slice(0, all.length).filter((one) => !wordOf(one).test(told));
      expect(missing, 'conditions that are not on the wall').toEqual([]);
      const where = `${viewport.width} x ${viewport.height}`;
      expect(await cutOf(page), where).toEqual([]);
      expect(await misplacedOf(page), where).toEqual([]);
    }
  });
}

/** What a screen reader says of a condition. */
const wordOf = (condition: string) =>
  condition === 'static' ? /, not required/ : new RegExp(`, ${condition}`);

for (const count of [1300, 2000, 10_000]) {
  test(`the lamps of ${count} lie in their field, whole and apart`, async ({ page, rollcall }) => {
    test.setTimeout(180_000);
    const prefixes = Array.from({ length: Math.ceil(count / 200) }, (_, nth) => `${1000 + nth}`);
    const all = prefixes.flatMap((prefix) => numbers(prefix, 200)).slice(0, count);
    await openMixed(page, rollcall.addresses, { all, every: 200 });
    for (const viewport of [HD, UPRIGHT, FOUR_K]) {
      await resizeTo(page, viewport);
      await page.clock.runFor(1000);
      const where = `${viewport.width} x ${viewport.height}`;
      await expect(page.getByRole('img').first()).toBeVisible();
      expect(await cutOf(page), where).toEqual([]);
      expect(await misplacedOf(page), where).toEqual([]);
    }
  });
}
