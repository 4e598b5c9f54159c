import type { Page, Route } from '@playwright/test';
import type { Change, CountsItem } from '../src/contract/journal.ts';

const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** What a journal of the test's own has counted: how many of 20 were registered, by how long ago; undefined is a gap. */
type Counted = (agoMs: number, organization: string) => number | undefined;

type Journal = { registered: Counted; changes?: readonly Change[] };

/** Puts a journal of the test's own in the place of the service's. */
export async function journalWith(page: Page, journal: Journal): Promise<void> {
  const date = () => page.evaluate(() => Date.now());
  await page.route('**/journal/counts**', async (route) => {
    const nowMs = await date();
    await answer(route, nowMs, countsOf(journal, paramsOf(route), nowMs));
  });
  await page.route('**/journal/changes**', async (route) => {
    const nowMs = await date();
    const { changes = [] } = journal;
    const kind = paramsOf(route).get('kind');
    await answer(route, nowMs, {
      ...{ since: instant(nowMs - 86_400_000), until: instant(nowMs), next: null },
      ...{ changes: changes.filter((change) => kind === null || change.kind === kind) },
      ...{ start: [], gaps: [] },
    });
  });
}

function paramsOf(route: Route): URLSearchParams {
  return new URL(route.request().url()).searchParams;
}

function answer(route: Route, nowMs: number, json: unknown): Promise<void> {
  return route.fulfill({ json, headers: { date: new Date(nowMs).toUTCString() } });
}

function countsOf({ registered }: Journal, params: URLSearchParams, nowMs: number) {
  const stepMs = Number(params.get('step')) * 1000;
  const down = (ms: number) => Math.floor(ms / stepMs) * stepMs;
  const [fromMs, toMs] = [down(Date.parse(params.get('from') ?? '')), down(nowMs)];
  const isByOrganization = params.get('by') === 'organization';
  const steps = [];
  for (let atMs = fromMs; atMs < toMs; atMs += stepMs) {
    const items = (isByOrganization ? ['0003', '0007'] : ['']).flatMap((organization) => {
      const count = registered(nowMs - atMs, organization);
      return count === undefined ? [] : itemOf(count, isByOrganization ? organization : undefined);
    });
    steps.push({
      at: instant(atMs),
      minutes: items.length > 0 ? stepMs / 60_000 : 0,
      counts: items.length > 0 ? items : null,
    });
  }
  const by = isByOrganization ? 'organization' : 'condition';
  return { from: instant(fromMs), to: instant(toMs), step: stepMs / 1000, by, steps, gaps: [] };
}

function itemOf(registered: number, organization: string | undefined): CountsItem {
  return {
    ...{ total: 20, static: 0, registered, lowest: registered, busy: 0, ringing: 0, late: 0 },
    ...{ expired: 20 - registered, notRegistered: 0, unknown: 0 },
    ...(organization !== undefined && { organization }),
  };
}
