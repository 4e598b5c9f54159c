import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase, openMemoryDatabase } from '../database.ts';
import { FakeClock } from '../fake-clock.rig.ts';
import { agentKey, type Cell, type CountRow } from './counted-cells.ts';
import { openEmbeddedJournal } from './embedded-journal.ts';
import type { Batch } from './journal.ts';
import { MINUTE_MS, startJournal } from './journal-bench.rig.ts';
import type { RecordedChange } from './observed-extension.ts';

const NOW_MS = new FakeClock().now();
const DAY_MS = 24 * 60 * MINUTE_MS;

const NOTHING: Batch = {
  ...{ changes: [], extensions: new Map(), counts: [], gaps: [], aliveAtMs: NOW_MS },
};

const YEALINK = 'Yealink SIP-T46S 66.86.0.15';

function loss(extension: string, atMs: number): RecordedChange {
  return { atMs, kind: 'expired', extension, agent: YEALINK, from: 'registered', to: 'expired' };
}

function minuteAt(atMs: number): CountRow {
  const cell: Cell = { sums: [1, 1, 0, 0, 0, 0, 0, 0, 0], lowest: 1 };
  const agent = agentKey({ vendor: 'Yealink', agent: 'Yealink SIP-T46S', version: '66.86.0.15' });
  return {
    ...{ atMs, minutes: 1, total: cell },
    organizations: new Map([['0003', cell]]),
    agents: new Map([['0003', new Map([[agent, cell]])]]),
  };
}

const countOf = (database: Database, table: string) =>
  database.prepare(`SELECT 1 FROM ${table}`).all().length;

describe('a journal that is written', () => {
  it('removes by itself what is over thirty days of changes and seven of minutes', async () => {
    const database = openMemoryDatabase();
    const minutes = [8 * DAY_MS, 6 * DAY_MS].map((agoMs) => minuteAt(NOW_MS - agoMs));
    openEmbeddedJournal(database).record({
      ...NOTHING,
      changes: [loss('1', NOW_MS - 31 * DAY_MS), loss('2', NOW_MS - 29 * DAY_MS)],
      counts: minutes,
    });
    const { clock, recorder, told } = startJournal({ database });
    clock.advance(2 * MINUTE_MS);
    recorder.close();
    expect(await told({ extensions: ['1', '2'] })).toHaveLength(1);
    expect(await told({ extensions: ['2'] })).toHaveLength(1);
    const left = database.prepare('SELECT at_ms FROM journal_minute WHERE at_ms < ?').all(NOW_MS);
    expect(left).toEqual([{ at_ms: minutes[1]?.atMs }]);
    expect(countOf(database, 'journal_hour')).toBe(3);
  });

  it('lets go of gaps that ended long ago, and of the oldest where there are too many', async () => {
    const database = openMemoryDatabase();
    const journal = openEmbeddedJournal(database);
    const gapAt = (fromMs: number) =>
      ({ kind: 'not-running', fromMs, toMs: fromMs + 1, lost: 0 }) as const;
    const gaps = Array.from({ length: 10_050 }, (_, nth) => gapAt(NOW_MS + 10 * nth));
    journal.record({ ...NOTHING, gaps: [gapAt(NOW_MS - 91 * DAY_MS), gapAt(NOW_MS - DAY_MS)] });
    while (journal.tidy(NOW_MS));
    expect(await journal.gaps(0, NOW_MS)).toMatchObject([{ fromMs: NOW_MS - DAY_MS }]);
    journal.record({ ...NOTHING, gaps });
    while (journal.tidy(NOW_MS));
    expect(countOf(database, 'journal_gap')).toBe(10_000);
    expect(await journal.gaps(0, NOW_MS + 500)).toEqual([]);
  });

  it('never has more changes than there is room for, however fast they come', () => {
    const database = openMemoryDatabase();
    const journal = openEmbeddedJournal(database, 1000);
    for (let second = 0; second < 5; second += 1) {
      const changes = Array.from({ length: 1500 }, (_, nth) =>
        loss(`${nth}`, NOW_MS + second * 1000 + nth / 2),
      );
      journal.record({ ...NOTHING, changes });
      expect(countOf(database, 'journal_change')).toBe(1000);
    }
    const oldest = database.prepare('SELECT min(at_ms) AS atMs FROM journal_change').get();
    expect(oldest).toEqual({ atMs: NOW_MS + 4250 });
  });
});

describe('the file', () => {
  let directory: string | undefined;
  let database: Database | undefined;
  afterEach(() => {
    database?.close();
    if (directory) rmSync(directory, { recursive: true });
  });

  it('grows no more once as much goes as comes', () => {
    directory = mkdtempSync(join(tmpdir(), 'rollcall-'));
    database = openDatabase(directory);
    const journal = openEmbeddedJournal(database);
    const files = ['rollcall.db', 'rollcall.db-wal'].map((name) => join(`${directory}`, name));
    const bytes = () => files.reduce((sum, file) => sum + statSync(file).size, 0);
    /** Lets go of what is too old by then, and writes as much. */
    const fill = (fromMs: number) => {
      while (journal.tidy(fromMs));
      for (let minute = 0; minute < 20; minute += 1) {
        const atMs = fromMs + minute * MINUTE_MS;
        const changes = Array.from({ length: 1000 }, (_, nth) => loss(`0003*${nth}`, atMs));
        journal.record({ ...NOTHING, changes, counts: [minuteAt(atMs)] });
      }
    };
    fill(NOW_MS);
    fill(NOW_MS + 31 * DAY_MS);
    const full = bytes();
    fill(NOW_MS + 62 * DAY_MS);
    fill(NOW_MS + 93 * DAY_MS);
    expect(bytes() / full).toBeLessThan(1.1);
    expect(countOf(database, 'journal_change')).toBe(20_000);
  });
});
