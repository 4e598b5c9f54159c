import type { Page } from '@playwright/test';
import type { Change, CountsItem } from '../src/contract/journal.ts';
import { PATHS } from '../src/contract/paths.ts';

const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** What a journal of the test's own has counted: how many were registered, by how long ago; undefined is a gap. */
type Counted = (agoMs: number, organization: string) => number | undefined;

export type Journal = {
  registered: Counted;
  /** How many extensions there are, and in which organizations. */
  total?: number;
  organizations?: readonly string[];
  changes?: readonly Change[];
};

/** Puts a journal of the test's own in the place of the service's. */
export async function journalWith(page: Page, journal: Journal): Promise<void> {
  await page.route('**/journal/**', async (route) => {
    const nowMs = await page.evaluate(() => Date.now());
    const json = journalAnswer(journal, new URL(route.request().url()), nowMs);
    if (json === undefined) await route.fallback();
    else await route.fulfill({ json, headers: { date: new Date(nowMs).toUTCString() } });
  });
}

/** What such a journal answers at a time; undefined for what is neither its counts nor its changes. */
export function journalAnswer(journal: Journal, { pathname, searchParams }: URL, nowMs: number) {
  if (pathname === PATHS.journalCounts) return countsOf(journal, searchParams, nowMs);
  if (pathname !== PATHS.journalChanges) return undefined;
  const { changes = [] } = journal;
  const kind = searchParams.get('kind');
  return {
    ...{ since: instant(nowMs - 86_400_000), until: instant(nowMs), next: null },
    ...{ changes: changes.filter((change) => kind === null || change.kind === kind) },
    ...{ start: [], gaps: [] },
  };
}

function countsOf(journal: Journal, params: URLSearchParams, nowMs: number) {
  const { registered, total = 20, organizations = ['0003', '0007'] } = journal;
  const stepMs = Number(params.get('step')) * 1000;
  const down = (ms: number) => Math.floor(ms / stepMs) * stepMs;
  const [fromMs, toMs] = [down(Date.parse(params.get('from') ?? '')), down(nowMs)];
  const isByOrganization = params.get('by') === 'organization';
  const steps = [];
  for (let atMs = fromMs; atMs < toMs; atMs += stepMs) {
    const items = (isByOrganization ? organizations : ['']).flatMap((organization) => {
      const count = registered(nowMs - atMs, organization);
      return count === undefined
        ? []
        : { ...itemOf(count, total), ...(isByOrganization && { organization }) };
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

function itemOf(registered: number, total: number): CountsItem {
  return {
    ...{ total, static: 0, registered, lowest: registered, busy: 0, ringing: 0, late: 0 },
    ...{ expired: total - registered, notRegistered: 0, unknown: 0 },
  };
}
