import { expect, type Page, type Route } from '@playwright/test';
import { test } from './rollcall.ts';
import {
  answerWith,
  inTheMorning,
  isLive,
  isStale,
  MINUTE,
  MORNING,
  numbers,
  openWall,
  pass,
  passUntil,
  tile,
} from './wall-answers.ts';

test.use({
  viewport: { width: 1920, height: 1080 },
  expectedFaults: [/ERR_CONNECTION_REFUSED|Failed to load resource/],
});

// An answer that is still on its way when a test ends is no fault of the test.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

const changes = (page: Page) => page.getByRole('list', { name: 'Recent changes' });

test('the session is renewed while nobody looks, and when it ends the wall keeps its data and asks once a minute', async ({
  page,
  rollcall,
}) => {
  test.setTimeout(120_000);
  await page.clock.install({ time: MORNING });
  const answer = await answerWith(page, numbers('0003', 12).map(inTheMorning));
  await openWall(page, rollcall.addresses, '&every=60');
  await passUntil(page, tile(page, /^0003\*200, registered/));
  let asked = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/session') asked += 1;
  });
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.clock.fastForward('01:00:30');
  await expect.poll(() => asked).toBe(1);

  const refuse = (route: Route) =>
    route.fulfill({ status: 401, contentType: 'application/json', body: '{}' });
  await page.route(/\/(session|uapi)/, refuse);
  await pass(page, answer, 3 * MINUTE);
  await expect(page.getByRole('alert')).toHaveText(/^Signed out at \d\d:\d\d:\d\d$/);
  await expect(page.getByText(/Next try in \d+ s/)).toBeVisible();
  await expect(tile(page, /^0003\*200/)).toBeVisible();
  asked = 0;
  await pass(page, answer, 5 * MINUTE);
  expect(asked).toBeGreaterThanOrEqual(4);
  expect(asked).toBeLessThanOrEqual(6);

  await page.unroute(/\/(session|uapi)/, refuse);
  await pass(page, answer, 70);
  await isLive(page);
});

test('eight hours of sleep: stale until the answer, which comes at once and alone', async ({
  page,
  rollcall,
}) => {
  await page.clock.install({ time: MORNING });
  const answer = await answerWith(page, numbers('0003', 12).map(inTheMorning));
  await openWall(page, rollcall.addresses, '&every=5');
  await passUntil(page, tile(page, /^0003\*200, registered/));
  await expect(page.getByText(/^All registered since 09:16$/)).toBeVisible();

  let asked = 0;
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/uapi/**', async (route) => {
    asked += 1;
    await held;
    await route.fallback();
  });
  await page.clock.fastForward('08:00:00');
  await page.clock.runFor(1000);
  await isStale(page);
  await expect(page.getByRole('alert')).toHaveText(/^No (answer|data) for 8:00:\d\d$/);
  expect(asked).toBe(1);

  letThrough();
  await pass(page, answer, 2);
  await isLive(page);
  await expect(changes(page)).toContainText(/No data 09:16:\d\d to 17:16:\d\d/);
  expect(asked).toBeLessThanOrEqual(2);
});

test('the network gone for a day: grey since then, and back with the gap noted and no false calm', async ({
  page,
  rollcall,
}) => {
  test.setTimeout(120_000);
  await page.clock.install({ time: MORNING });
  const answer = await answerWith(page, numbers('0003', 12).map(inTheMorning));
  await openWall(page, rollcall.addresses, '&every=5');
  await passUntil(page, tile(page, /^0003\*200, registered/));

  await page.context().setOffline(true);
  answer.isSilent = true;
  await pass(page, answer, 40);
  for (let hours = 0; hours < 24; hours += 2) {
    await page.clock.fastForward('02:00:00');
    await expect.poll(() => answer.pending).toBe(0);
  }
  await pass(page, answer, 20);
  await isStale(page);
  await expect(page.getByRole('alert')).toHaveText(/^No answer for 24:0\d:\d\d$/);
  await expect(page.getByText(/No connection\. Last answer 23 Nov 09:16\./)).toBeVisible();
  await expect(tile(page, /^0003\*200/)).toBeVisible();

  await page.context().setOffline(false);
  answer.isSilent = false;
  answer.entries = numbers('0003', 12).map((number) => ({
    ...inTheMorning(number),
    registration: [{ agent: 'Zoiper', registration: '1', expire: '2026-11-25T09:16:00Z' }],
  }));
  await pass(page, answer, 20);
  await isLive(page);
  await expect(changes(page)).toContainText(/No data 23 Nov 09:16:\d\d to 09:1\d:\d\d/);
  await expect(page.getByText(/^All registered since 09:1[78]$/)).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /^No data 23 Nov/ })).toBeAttached();
});

for (const [minutes, words] of [
  [10, "This screen's clock is 10 min ahead of the service's"],
  [-10, "This screen's clock is 10 min behind the service's"],
] as const) {
  test(`a clock that is wrong by ${minutes} minutes counts right, and the wall says so`, async ({
    page,
    rollcall,
    plugIn,
  }) => {
    const phone = await plugIn('0003*210');
    await phone.register(300);
    await page.clock.install({ time: Date.now() + minutes * 60_000 });
    await openWall(page, rollcall.addresses, '&every=1');
    await expect(
      tile(page, /^0003\*210, Ann, reception, registered, [45] minutes left/),
    ).toBeVisible();
    await expect(page.getByText(words)).toBeVisible();
    const shown = (await page.getByRole('timer').textContent()) ?? '';
    const [hours = 0, mins = 0, seconds = 0] = shown.split(':').map(Number);
    const berlin = new Date(new Date().toLocaleString('en-US', { timeZone: 'Europe/Berlin' }));
    const now = berlin.getHours() * 3600 + berlin.getMinutes() * 60 + berlin.getSeconds();
    expect(Math.abs(hours * 3600 + mins * 60 + seconds - now) % 86_400).toBeLessThan(5);
    await isLive(page);
  });
}

test("the service's clock is set back: digits wait for two seconds, go back once by ten minutes, and the wall stays live", async ({
  page,
  rollcall,
}) => {
  test.setTimeout(120_000);
  await page.clock.install({ time: MORNING });
  let behindMs = 0;
  const answer = await answerWith(page, numbers('0003', 12).map(inTheMorning), () =>
    page
      .evaluate(() => Date.now())
      .catch(() => Date.now())
      .then((ms) => new Date(ms - behindMs).toUTCString()),
  );
  await openWall(page, rollcall.addresses, '&every=2');
  await passUntil(page, tile(page, /^0003\*200, registered/));
  /** What the clock shows in the next half minute, a second apart, in seconds of the day. */
  const shown = async () => {
    const seconds: number[] = [];
    for (let passed = 0; passed < 30; passed += 1) {
      await pass(page, answer, 1);
      const [h = 0, m = 0, s = 0] = `${await page.getByRole('timer').textContent()}`
        .split(':')
        .map(Number);
      seconds.push(h * 3600 + m * 60 + s);
      await isLive(page);
    }
    return seconds;
  };
  const stepsBack = (seconds: readonly number[]) =>
    seconds.flatMap((now, nth) => {
      const back = (seconds[nth - 1] ?? now) - now;
      return back > 0 ? [back] : [];
    });
  expect(stepsBack(await shown())).toEqual([]);

  behindMs = 2000;
  expect(stepsBack(await shown())).toEqual([]);

  behindMs = 10 * 60_000;
  const steps = stepsBack(await shown());
  expect(steps).toHaveLength(1);
  expect(Math.abs((steps[0] ?? 0) - 10 * 60)).toBeLessThan(5);
  await expect(
    page.getByText("This screen's clock is 10 min ahead of the service's"),
  ).toBeVisible();
  await expect(tile(page, /^0003\*200, registered/)).toBeVisible();
  await expect(page.getByText(/^All registered since/)).toBeVisible();
});

test('the screen is kept awake, and asked for again each time the page is seen again', async ({
  page,
  rollcall,
}) => {
  await page.addInitScript(() => {
    const asked = { count: 0, release: () => {} };
    Object.assign(window, { wakeLocks: asked });
    Object.defineProperty(navigator, 'wakeLock', {
      value: {
        request: async () => {
          asked.count += 1;
          const sentinel = new EventTarget();
          asked.release = () => sentinel.dispatchEvent(new Event('release'));
          return Object.assign(sentinel, { release: async () => asked.release() });
        },
      },
    });
  });
  await answerWith(
    page,
    numbers('0003', 12).map((number) => inTheMorning(number)),
  );
  await openWall(page, rollcall.addresses);
  const count = () => page.evaluate(() => Reflect.get(window, 'wakeLocks').count);
  // By then it is the wall with its list, which asks once more than the one that waited for it.
  await expect(tile(page, /^0003\*200/)).toBeVisible();
  const first = await count();
  expect(first).toBeGreaterThan(0);
  await page.evaluate(() => {
    let state = 'hidden';
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
    Reflect.get(window, 'wakeLocks').release();
    document.dispatchEvent(new Event('visibilitychange'));
    state = 'visible';
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(count).toBe(first + 1);
  await expect(page.getByText(/The screen may go to sleep/)).toBeHidden();
});

for (const [name, wakeLock] of [
  ['refuses to keep its screen awake', 'refuses'],
  ['knows no wake lock', 'none'],
] as const) {
  test(`a browser that ${name} has that said on the wall`, async ({ page, rollcall }) => {
    await page.addInitScript((kind) => {
      if (kind === 'none') return void Reflect.deleteProperty(Navigator.prototype, 'wakeLock');
      const request = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      Object.defineProperty(navigator, 'wakeLock', { value: { request } });
    }, wakeLock);
    await answerWith(
      page,
      numbers('0003', 12).map((number) => inTheMorning(number)),
    );
    await openWall(page, rollcall.addresses);
    await expect(
      page.getByText('The screen may go to sleep: this browser does not keep it awake'),
    ).toBeVisible();
  });
}
