import { expect, type Locator, type Page, type Request } from '@playwright/test';
import type { PresenceEntry } from '../src/contract/presence.ts';

/** A morning on which nothing dims the wall. */
export const MORNING = new Date('2026-11-23T09:16:00+01:00');

/** An answer in which these are listed; a test may change it, or let the service be silent. */
type Answer = {
  entries: readonly PresenceEntry[];
  isSilent: boolean;
  /** How often the page's program has asked for the list, or for a release, and was not answered yet. */
  pending: number;
};

const [from, to] = [MORNING, MORNING].map((at) => at.toJSON());
const EMPTY_JOURNAL = {
  ...{ from, to, step: 60, by: 'condition', steps: [] },
  ...{ since: from, until: to, changes: [], next: null, start: [] },
  gaps: [],
};

/** Puts a list of the test's own in the place of the service's, told by the page's own clock unless by another. */
export async function answerWith(
  page: Page,
  entries: readonly PresenceEntry[],
  // A page that is being left has no clock, and nobody reads the answer.
  date = () => page.evaluate(() => new Date().toUTCString()).catch(() => new Date().toUTCString()),
): Promise<Answer> {
  const answer: Answer = { entries, isSilent: false, pending: 0 };
  const count = (step: number) => (request: Request) => {
    const { pathname } = new URL(request.url());
    const isAwaited = /^\/($|assets|uapi)/.test(pathname) && request.resourceType() === 'fetch';
    if (isAwaited) answer.pending += step;
  };
  page.on('request', count(1));
  page.on('requestfinished', count(-1));
  page.on('requestfailed', count(-1));
  // Whatever the service answers tells the time, and the wall goes by it.
  await page.route(/\/(session|health|directory|alerts)/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), date: await date() } });
  });
  // A journal that has counted nothing yet, and tells no time.
  await page.route('**/journal/**', (route) => route.fulfill({ json: EMPTY_JOURNAL }));
  await page.route('**/uapi/**', async (route) => {
    if (answer.isSilent) return route.abort('connectionrefused');
    const flags = { startIndex: 0, itemsPerPage: 5000, filtered: false, sorted: false };
    const entry = answer.entries;
    await route.fulfill({
      contentType: 'application/json',
      headers: { date: await date() },
      body: JSON.stringify([{ ...flags, totalResults: entry.length, entry }]),
    });
  });
  return answer;
}

/** In seconds, as time is passed. */
export const MINUTE = 60;

export const isLive = (page: Page) =>
  expect(page.locator('html')).not.toHaveAttribute('data-live', 'stale');
export const isStale = (page: Page) =>
  expect(page.locator('html')).toHaveAttribute('data-live', 'stale');

/** No step is as long as a request may take, or all that are made in it would time out. */
const STEP_SECONDS = 8;

/** Lets time pass in steps, and the service answer between them. */
export async function pass(page: Page, answer: Answer, seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= STEP_SECONDS) {
    await page.clock.runFor(Math.min(left, STEP_SECONDS) * 1000);
    await expect.poll(() => answer.pending, { intervals: [5] }).toBe(0);
    await page.clock.runFor(1);
  }
}

/** Lets as little time pass as it takes until something is seen. */
export async function passUntil(page: Page, seen: Locator): Promise<void> {
  const look = async () => {
    await page.clock.runFor(100);
    return seen.isVisible();
  };
  await expect.poll(look).toBe(true);
}

/** Registered for another four hours of the clock that the page goes by. */
export function registered(extension: string, nowMs = Date.now()): PresenceEntry {
  const expire = `${new Date(nowMs + 4 * 3_600_000).toISOString().slice(0, 19)}Z`;
  const agent = 'Yealink SIP-T46S 66.86.0.15';
  return { extension, status: 1, registration: [{ agent, registration: '1', expire }] };
}

export const inTheMorning = (extension: string) => registered(extension, MORNING.getTime());

export function expired(extension: string): PresenceEntry {
  const agent = 'Yealink SIP-T46S 66.86.0.15';
  return { extension, status: 0, registration: [{ agent, registration: '-2' }] };
}

/** Gives the page another size, and ends when the page was told of it, which a slow machine does later. */
export async function resizeTo(page: Page, size: { width: number; height: number }): Promise<void> {
  const told = await page.evaluateHandle(() => ({
    once: new Promise<void>((tell) => addEventListener('resize', () => tell(), { once: true })),
  }));
  await page.setViewportSize(size);
  await told.evaluate(({ once }) => once);
}

/** `0003*200`, `0003*201` and so on. */
export function numbers(organization: string, count: number): string[] {
  return Array.from({ length: count }, (_, nth) => `${organization}*${200 + nth}`);
}

/** What stands at a place of the wall, by how what it says begins. */
export const tile = (page: Page, sentence: RegExp) =>
  page.getByRole('listitem').filter({ hasText: sentence });
/** Where it stands. */
export const boxOf = async (page: Page, sentence: RegExp) => {
  const box = await tile(page, sentence).boundingBox();
  if (!box) throw new Error(`Nothing on the wall says ${sentence}.`);
  return box;
};
export const exit = (page: Page) => page.getByRole('button', { name: 'Exit wall' });

/** Opens the wall as a link does; `view` is more of its address. Its pages turn only for who asks for it. */
export async function openWall(page: Page, address: { origin: string; token: string }, view = '') {
  const rotate = view.includes('rotate=') ? '' : '&rotate=0';
  // The same address again would not be a new page.
  await page.goto('about:blank');
  await page.goto(`${address.origin}/?wall${view}${rotate}#token=${address.token}`);
  await expect(exit(page)).toBeAttached();
}
