import { expect, type Page, type Route } from '@playwright/test';
import type { ConnectionFaultReason } from '../src/contract/health.ts';
import { test } from './rollcall.ts';
import { answerWith, inTheMorning, MORNING, numbers } from './wall-answers.ts';

test.use({
  viewport: { width: 1920, height: 1080 },
  expectedFaults: [/ERR_CONNECTION_REFUSED|Failed to load resource/],
});

// An answer that is still on its way when a test ends is no fault of the test.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

const SCREENS = ['board', 'wall'] as const;

type Failure = {
  name: string;
  answer: (route: Route) => Promise<void> | void;
  /** The alert, by how it begins; why; and what happens next. */
  alert: RegExp;
  cause: string | RegExp;
  next?: RegExp;
};

const with401 = { contentType: 'application/json', body: '{"error":{"code":"x","message":"y"}}' };
const SINCE = /Last answer 09:16:\d\d\./;
const NEXT = /Next try in \d+ s/;
const FAILURES: readonly Failure[] = [
  {
    name: 'a request that hangs',
    answer: () => {},
    alert: /^No answer for (1[5-9]|2\d) s$/,
    cause: 'The connection timed out after 10 s.',
  },
  {
    name: 'no connection',
    answer: (route) => route.abort('connectionrefused'),
    alert: /^No answer for (1[5-9]|2\d) s$/,
    cause: 'No connection.',
  },
  {
    name: '401',
    answer: (route) => route.fulfill({ status: 401, ...with401 }),
    alert: /^Signed out at 09:16:\d\d$/,
    cause: 'The session has ended.',
    next: /Next try in [1-6]?\d s/,
  },
  {
    name: '403',
    answer: (route) => route.fulfill({ status: 403, ...with401 }),
    alert: /^Signed out at 09:16:\d\d$/,
    cause: 'The session has ended.',
    next: /Next try in [1-6]?\d s/,
  },
  {
    name: '429',
    answer: (route) => route.fulfill({ status: 429, headers: { 'retry-after': '300' } }),
    alert: /^No data for (1[5-9]|2\d) s$/,
    cause: 'The service asks to be asked less often.',
    next: /Next try in 2[89]\d s/,
  },
  {
    name: '502',
    answer: (route) => route.fulfill({ status: 502, body: 'Bad Gateway' }),
    alert: /^No data for (1[5-9]|2\d) s$/,
    cause: 'The service answered 502.',
  },
  {
    name: 'a page of another program',
    answer: (route) => route.fulfill({ status: 200, body: '<h1>Welcome to our Wi-Fi</h1>' }),
    alert: /^No data for (1[5-9]|2\d) s$/,
    cause: 'The answer is not a list of extensions.',
  },
];

async function open(page: Page, { origin, token }: { origin: string; token: string }, view = '') {
  await page.clock.install({ time: MORNING });
  await answerWith(page, numbers('0003', 12).map(inTheMorning));
  await page.goto(`${origin}/?every=5${view}#token=${token}`);
  await passUntilSeen(page, page.getByText('Live', { exact: true }));
}

/** Lets seconds pass until something is seen, and the answers come between them. */
async function passUntilSeen(page: Page, seen: ReturnType<Page['locator']>): Promise<void> {
  const look = async () => {
    await page.clock.runFor(1000);
    return seen.isVisible();
  };
  await expect.poll(look, { intervals: [50], timeout: 20_000 }).toBe(true);
}

for (const screen of SCREENS) {
  const view = screen === 'wall' ? '&wall' : '';

  for (const { name, answer, alert, cause, next = NEXT } of FAILURES) {
    test(`${screen}, ${name}: grey, with since when, why, and what happens next`, async ({
      page,
      rollcall,
    }) => {
      await open(page, rollcall.addresses, view);
      await page.route(/\/(uapi|session)/, answer);
      await passUntilSeen(page, page.getByRole('alert'));
      await expect(page.getByRole('alert')).toHaveText(alert);
      await expect(page.getByText(cause)).toBeVisible();
      await expect(page.getByText(SINCE)).toBeVisible();
      await expect(page.getByText(next).first()).toBeVisible();
      await expect(page.getByText(/Values below are the last known\./)).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('data-live', 'stale');
      await expect(
        page
          .getByText(/^0003\*205, registered/)
          .or(page.getByLabel(/^0003\*205/))
          .first(),
      ).toBeAttached();
    });
  }

  test(`${screen}, a list that is cut says so`, async ({ page, rollcall }) => {
    await open(page, rollcall.addresses, view);
    const flags = { startIndex: 0, itemsPerPage: 12, filtered: false, sorted: false };
    const entry = numbers('0003', 12).map(inTheMorning);
    // Its second page is empty.
    await page.route('**/uapi/**', (route) => {
      const isFirst = new URL(route.request().url()).searchParams.get('startIndex') === '0';
      const listed = isFirst ? entry : [];
      return route.fulfill({ json: [{ ...flags, totalResults: 7312, entry: listed }] });
    });
    await passUntilSeen(page, page.getByText('Showing 12 of 7,312'));
    await expect(page.getByText(/^All .*registered/)).toBeHidden();
  });
}

const SOURCE_FAULTS: readonly (readonly [ConnectionFaultReason, string])[] = [
  ['refused', 'The source refuses the connection'],
  ['name-not-found', 'The name of the source is not known'],
  ['timed-out', 'The source does not answer'],
  ['tls', 'No secure connection to the source'],
];

for (const [reason, words] of SOURCE_FAULTS) {
  test(`a healthy service whose source fails (${reason}): grey on board and wall, with its reason`, async ({
    page,
    rollcall,
  }) => {
    await open(page, rollcall.addresses, '&wall');
    const error = 'db.example.net:5432 cannot be asked, and this says why.';
    const asOf = '2026-11-23T08:16:00Z';
    await page.route('**/health', async (route) => {
      const health = await (await route.fetch()).json();
      const source = { kind: 'kamailio', asOf, since: asOf, reason, error };
      await route.fulfill({ status: 503, json: { ...health, status: 'stale', source } });
    });
    await passUntilSeen(page, page.getByRole('alert'));
    const seen = async () => {
      await expect(page.getByRole('alert')).toHaveText(words);
      await expect(page.getByText(error)).toBeVisible();
      await expect(page.getByText(/The service goes on asking it\./)).toBeVisible();
      await expect(page.getByText(/Last heard from at 09:16:00, \d+ s ago\./)).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('data-live', 'stale');
    };
    await seen();
    await page.keyboard.press('w');
    await seen();
    await expect(page.getByText('Source silent')).toBeVisible();

    await page.unroute('**/health');
    await passUntilSeen(page, page.getByText('Live', { exact: true }));
    await expect(page.locator('html')).not.toHaveAttribute('data-live', 'stale');
  });
}
