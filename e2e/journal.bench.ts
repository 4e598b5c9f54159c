import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openDatabase } from '../src/service/database.ts';
import { countMinute, createAgentKeys } from '../src/service/journal/counted-cells.ts';
import { openEmbeddedJournal } from '../src/service/journal/embedded-journal.ts';
import type { Journal } from '../src/service/journal/journal.ts';
import type { RecordedChange } from '../src/service/journal/observed-extension.ts';

// How long the journal takes to answer for a day, among thirty days of a thousand extensions. No server and no browser.

const EXTENSIONS = 1000;
const DAYS = 30;
/** Losses and returns, and a dozen calls. */
const CHANGES_A_DAY = 40;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const END_MS = Date.parse('2026-11-23T00:00:00Z');
const START_MS = END_MS - DAYS * DAY_MS;
const AGENTS = ['Yealink SIP-T46S 66.86.0.15', 'snomD785/10.1.184.15', 'Zoiper rv2.10.20.4'];

const NOTHING = { changes: [], extensions: new Map(), counts: [], gaps: [], aliveAtMs: null };

const numberOf = (nth: number) =>
  `${String(1 + (nth % 32)).padStart(4, '0')}*${200 + Math.floor(nth / 32)}`;
const agentOf = (nth: number) => AGENTS[nth % AGENTS.length] ?? '';

function changesOfDay(dayMs: number): RecordedChange[] {
  const changes: RecordedChange[] = [];
  for (let nth = 0; nth < EXTENSIONS; nth += 1) {
    for (let turn = 0; turn < CHANGES_A_DAY; turn += 1) {
      const atMs = dayMs + ((nth * 7919 + turn * 2_160_013) % DAY_MS);
      const extension = numberOf(nth);
      const isBack = turn % 2 === 1;
      const [from, to] = isBack
        ? (['busy', 'registered'] as const)
        : (['registered', 'busy'] as const);
      changes.push(
        turn < 4
          ? {
              ...{ atMs, extension, agent: agentOf(nth) },
              ...(isBack
                ? { kind: 'registered', from: 'expired', to: 'registered' }
                : { kind: 'expired', from: 'registered', to: 'expired' }),
            }
          : { atMs, kind: 'presence-changed', extension, agent: '', from, to },
      );
    }
  }
  return changes;
}

function fillChanges(journal: Journal): void {
  for (let dayMs = START_MS; dayMs < END_MS; dayMs += DAY_MS) {
    journal.record({ ...NOTHING, changes: changesOfDay(dayMs) });
  }
}

function fillCounts(journal: Journal): void {
  const watched = Array.from({ length: EXTENSIONS }, (_, nth) => ({
    extension: { number: numberOf(nth), presence: 'online' as const },
    registrations: [
      {
        registration: {
          ...{ agent: agentOf(nth), state: 'registered' as const },
          expiresAtMs: END_MS + DAY_MS,
        },
        longestLeftMs: DAY_MS,
        lifeIsKnown: true,
      },
    ],
  }));
  const agentKey = createAgentKeys();
  for (let atMs = END_MS - 7 * DAY_MS; atMs < END_MS; atMs += MINUTE_MS) {
    const nowMs = atMs + MINUTE_MS;
    const counts = [countMinute(watched, { atMs, nowMs, agentOf: agentKey })];
    journal.record({ ...NOTHING, counts });
  }
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 9; turn += 1) {
    const startedMs = performance.now();
    await work();
    times.push(performance.now() - startedMs);
  }
  return times.sort((a, b) => a - b)[4] ?? Number.NaN;
}

test('the journal answers for a day among thirty of a thousand extensions', async () => {
  test.setTimeout(600_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
  const database = openDatabase(dataDir);
  try {
    const journal = openEmbeddedJournal(database);
    const megabytes = () =>
      (statSync(database.file).size + statSync(`${database.file}-wal`).size) / 1e6;
    fillChanges(journal);
    const ofChanges = megabytes();
    fillCounts(journal);
    const ofCounts = megabytes() - ofChanges;
    const day = { sinceMs: END_MS - DAY_MS, untilMs: END_MS, sortOrder: 'desc' as const };
    const none = { extensions: [], organizations: [], kinds: [] };
    const all = { kind: 'all' } as const;
    const acme = { kind: 'organization', organization: '0003' } as const;
    const ann = { kind: 'extensions', numbers: ['0003*201', '0003*202'] } as const;
    const page = { ...day, ...none, count: 100 };
    const steps = { fromMs: day.sinceMs, toMs: END_MS, stepSeconds: 60, organizations: [] };
    const counts = async (scope: Parameters<Journal['counts']>[0], query: object) => {
      for await (const _ of journal.counts(scope, { ...steps, by: 'condition', ...query }));
    };
    const measured = {
      'a page of a day': await medianMs(() => journal.changes(all, page)),
      'a day of an extension': await medianMs(() =>
        journal.changes(all, { ...page, extensions: ['0003*205'], count: 5000 }),
      ),
      'a page of an organization': await medianMs(() => journal.changes(acme, page)),
      'a day of losses': await medianMs(() =>
        journal.changes(all, { ...page, kinds: ['expired'], count: 5000 }),
      ),
      'a kind that never happened': await medianMs(() =>
        journal.changes(all, { ...page, kinds: ['refreshed-late'] }),
      ),
      'counts of a day': await medianMs(() => counts(all, {})),
      'counts of a day by organization': await medianMs(() => counts(all, { by: 'organization' })),
      'counts of a day by agent': await medianMs(() => counts(all, { by: 'agent' })),
      'counts of a day of an organization': await medianMs(() => counts(acme, {})),
      'counts of a day of a user': await medianMs(() => counts(ann, {})),
      'counts of a week': await medianMs(() =>
        counts(all, { fromMs: END_MS - 7 * DAY_MS, stepSeconds: 300 }),
      ),
    };
    for (const [what, ms] of Object.entries(measured)) {
      process.stdout.write(`${what.padEnd(40)} ${ms.toFixed(1).padStart(8)} ms\n`);
    }
    process.stdout.write(`1,200,000 changes: ${ofChanges.toFixed(0)} MB\n`);
    process.stdout.write(`a week of minutes: ${ofCounts.toFixed(0)} MB\n`);
    for (const what of ['a page of a day', 'a day of an extension', 'counts of a day'] as const) {
      expect(measured[what], what).toBeLessThan(50);
    }
  } finally {
    database.close();
    rmSync(dataDir, { recursive: true });
  }
});
