import { describe, expect, it } from 'vitest';
import type { CountedState } from '../../contract/journal.ts';
import { COUNTED_STATES } from '../../contract/journal.ts';
import { openMemoryDatabase } from '../database.ts';
import { openEmbeddedJournal } from './embedded-journal.ts';
import type { Batch, ChangesPageQuery, CountedGroup, Journal } from './journal.ts';
import { EVERYTHING, MINUTE_MS, startJournal } from './journal-bench.rig.ts';
import type { RecordedChange } from './observed-extension.ts';

const NOON_MS = Date.parse('2026-11-23T12:00:00Z');
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const YEALINK = 'Yealink SIP-T46S 66.86.0.15';
const ACME = { kind: 'organization', organization: '0003' } as const;
const ANN = { kind: 'extensions', numbers: ['0003*210'] } as const;

function loss(extension: string, atMs: number): RecordedChange {
  return { atMs, kind: 'expired', extension, agent: YEALINK, from: 'registered', to: 'expired' };
}

function journalWith(changes: readonly RecordedChange[], changesKept?: number): Journal {
  const journal = openEmbeddedJournal(openMemoryDatabase(), changesKept);
  journal.record({ ...NOTHING, changes });
  return journal;
}

const NOTHING: Batch = {
  ...{ changes: [], extensions: new Map(), counts: [], gaps: [], aliveAtMs: NOON_MS },
};

const ALL: ChangesPageQuery = {
  ...{ sinceMs: 0, untilMs: NOON_MS + DAY_MS, sortOrder: 'desc', count: 100 },
  ...{ extensions: [], organizations: [], kinds: [] },
};

const numbers = ({ changes }: { changes: readonly RecordedChange[] }) =>
  changes.map(({ extension }) => extension);

describe('a page of changes', () => {
  it('goes on where the last one ended, though others came in between', async () => {
    const journal = journalWith(
      ['1', '2', '3', '4', '5'].map((number) => loss(number, NOON_MS + Number(number))),
    );
    const first = await journal.changes(EVERYTHING, { ...ALL, count: 2 });
    expect(numbers(first)).toEqual(['5', '4']);
    journal.record({ ...NOTHING, changes: [loss('6', NOON_MS + 6)] });
    const second = await journal.changes(EVERYTHING, { ...ALL, count: 2, after: first.next });
    expect(numbers(second)).toEqual(['3', '2']);
    const last = await journal.changes(EVERYTHING, { ...ALL, count: 2, after: second.next });
    expect(numbers(last)).toEqual(['1']);
    expect(last.next).toBeUndefined();
  });

  it('tells those of one moment in the order in which they were recorded, in both directions', async () => {
    const journal = journalWith(['1', '2', '3'].map((number) => loss(number, NOON_MS)));
    const ascending = { ...ALL, sortOrder: 'asc', count: 2 } as const;
    const first = await journal.changes(EVERYTHING, ascending);
    expect(numbers(first)).toEqual(['1', '2']);
    const last = await journal.changes(EVERYTHING, { ...ascending, after: first.next });
    expect(numbers(last)).toEqual(['3']);
    expect(numbers(await journal.changes(EVERYTHING, ALL))).toEqual(['3', '2', '1']);
  });

  it.each(['asc', 'desc'] as const)('is turned through days of them (%s)', async (sortOrder) => {
    const all = Array.from({ length: 50 }, (_, nth) => loss(`${nth}`, NOON_MS - nth * 3 * HOUR_MS));
    const journal = journalWith(all);
    const turned: string[] = [];
    let after: ChangesPageQuery['after'];
    do {
      const page = await journal.changes(EVERYTHING, { ...ALL, sortOrder, count: 7, after });
      turned.push(...numbers(page));
      after = page.next;
    } while (after);
    const newestFirst = all.map(({ extension }) => extension);
    expect(turned).toEqual(sortOrder === 'desc' ? newestFirst : newestFirst.reverse());
  });

  it('lets others have their turn while it looks for what is not there', async () => {
    const all = Array.from({ length: 30 }, (_, nth) => loss(`${nth}`, NOON_MS - nth * DAY_MS));
    let isFound = false;
    let turns = 0;
    const searching = journalWith(all)
      .changes(EVERYTHING, { ...ALL, kinds: ['removed'] })
      .finally(() => {
        isFound = true;
      });
    while (!isFound) {
      turns += 1;
      await new Promise(setImmediate);
    }
    expect((await searching).changes).toEqual([]);
    expect(turns).toBeGreaterThan(29 * 24);
  });

  it('puts what came late where it happened', async () => {
    const journal = journalWith([loss('2', NOON_MS + 2), loss('1', NOON_MS + 1)]);
    expect(numbers(await journal.changes(EVERYTHING, ALL))).toEqual(['2', '1']);
  });

  it('holds what is in reach and was asked for, and of the source what nobody may not know', async () => {
    const stale: RecordedChange = {
      ...{
        atMs: NOON_MS + 9,
        kind: 'source-stale',
        extension: '',
        agent: '',
        from: null,
        to: null,
      },
    };
    const journal = journalWith([
      ...['0003*210', '0003*211', '00031*1', '0004*210', '17'].map((number, nth) =>
        loss(number, NOON_MS + nth),
      ),
      stale,
    ]);
    const asked = async (scope: Parameters<Journal['changes']>[0], query = {}) =>
      numbers(await journal.changes(scope, { ...ALL, sortOrder: 'asc', ...query }));
    expect(await asked(ACME)).toEqual(['0003*210', '0003*211', '']);
    expect(await asked(ANN)).toEqual(['0003*210', '']);
    expect(await asked(ANN, { extensions: ['0003*211', '0003*210'] })).toEqual(['0003*210']);
    expect(await asked(ACME, { extensions: ['0004*210'] })).toEqual([]);
    expect(await asked(ACME, { organizations: ['0004'] })).toEqual([]);
    expect(await asked(EVERYTHING, { organizations: ['0004', ''] })).toEqual(['0004*210', '17']);
    expect(await asked(EVERYTHING, { kinds: ['source-stale'] })).toEqual(['']);
    expect(await asked(EVERYTHING, { sinceMs: NOON_MS + 1, untilMs: NOON_MS + 3 })).toEqual([
      '0003*211',
      '00031*1',
    ]);
  });
});

describe('the condition at a time', () => {
  it('is what the next change found, or what the extension is now', async () => {
    const observed = { static: false, condition: 'busy', devices: [] } as const;
    const journal = journalWith([loss('0003*210', NOON_MS)]);
    journal.record({ ...NOTHING, extensions: new Map([['0003*211', observed]]) });
    const at = (atMs: number) => journal.conditionsAt(['0003*210', '0003*211', '9'], atMs);
    expect([...(await at(NOON_MS - 1)).values()]).toEqual(['registered', 'busy', null]);
  });
});

describe('what is kept', () => {
  it('is thirty days of changes', async () => {
    const journal = journalWith([
      loss('1', NOON_MS - 30 * DAY_MS - 1),
      loss('2', NOON_MS - 30 * DAY_MS),
    ]);
    while (journal.tidy(NOON_MS));
    expect(numbers(await journal.changes(EVERYTHING, ALL))).toEqual(['2']);
  });

  it('is no more changes than there is room for, the oldest going first', async () => {
    const many = Array.from({ length: 2000 }, (_, nth) => loss(`${nth}`, NOON_MS + nth));
    const journal = journalWith(many, 1000);
    const kept = await journal.changes(EVERYTHING, { ...ALL, count: 5000 });
    expect(kept.changes).toHaveLength(1000);
    expect(kept.changes[999]?.extension).toBe('1000');
  });

  it('counts what there was when it is opened again', async () => {
    const database = openMemoryDatabase();
    const many = Array.from({ length: 20 }, (_, nth) => loss(`${nth}`, NOON_MS + nth));
    openEmbeddedJournal(database).record({ ...NOTHING, changes: many });
    const journal = openEmbeddedJournal(database, 10);
    journal.record({ ...NOTHING, changes: [loss('20', NOON_MS + 20)] });
    while (journal.tidy(NOON_MS));
    expect(numbers(await journal.changes(EVERYTHING, ALL))).toHaveLength(10);
  });
});

const figure = (group: CountedGroup | undefined, state: CountedState) =>
  group?.cell.sums[COUNTED_STATES.indexOf(state)];

describe('counts', () => {
  const DESK = { extension: '0003*210', device: 'a', agent: YEALINK };
  const OTHER = { extension: '0004*210', device: 'a', agent: 'snomD785/10.1.184.15' };
  const started = () => {
    const started = startJournal({
      extensions: [
        ...['0003*210', '0003*211', '0004*210'],
        { number: '0004*299', name: '', static: true },
      ],
    });
    const { clock, directory } = started;
    directory.registered(DESK, clock.now() + 200 * DAY_MS);
    directory.registered(OTHER, clock.now() + 90 * MINUTE_MS);
    directory.published(
      { extension: '0003*210', publication: 'a', presence: 'busy' },
      clock.now() + 150_000,
    );
    return started;
  };

  it('are those of every minute, each at its end', async () => {
    const { clock, steps } = started();
    const fromMs = clock.now();
    clock.advance(4 * MINUTE_MS);
    const [first, second, third] = await steps({ fromMs });
    expect(first).toMatchObject({ atMs: fromMs, minutes: 1 });
    expect(first?.groups[0]?.cell.sums).toEqual([4, 2, 1, 0, 0, 0, 1, 0, 1]);
    expect(figure(second?.groups[0], 'busy')).toBe(1);
    expect(figure(third?.groups[0], 'busy')).toBe(0);
  });

  it('are told apart by organization and by agent, within reach', async () => {
    const { clock, steps } = started();
    const fromMs = clock.now();
    clock.advance(MINUTE_MS);
    const groups = async (...[query, scope]: Parameters<typeof steps>) =>
      (await steps({ fromMs, ...query }, scope))[0]?.groups.map((group) => [
        group.organization ?? group.agent?.agent,
        figure(group, 'total'),
        figure(group, 'registered'),
      ]);
    expect(await groups({ by: 'organization' })).toEqual([
      ['0003', 2, 1],
      ['0004', 2, 1],
    ]);
    expect(await groups({ by: 'agent' })).toEqual([
      ['', 2, 0],
      ['snom D785', 1, 1],
      ['Yealink SIP-T46S', 1, 1],
    ]);
    expect(await groups({ by: 'agent' }, ACME)).toEqual([
      ['', 1, 0],
      ['Yealink SIP-T46S', 1, 1],
    ]);
    expect(await groups({}, ACME)).toEqual([[undefined, 2, 1]]);
    expect(await groups({ organizations: ['0004'] }, ACME)).toEqual([[undefined, 0, 0]]);
    expect(await groups({ organizations: ['0003', '0004'] })).toEqual([[undefined, 4, 2]]);
    expect(await groups({}, ANN)).toEqual([[undefined, 1, 1]]);
    expect(await groups({ by: 'agent' }, ANN)).toEqual([['Yealink SIP-T46S', 1, 1]]);
  });

  it('are of a user what the changes of its extensions tell', async () => {
    const { clock, steps } = started();
    const fromMs = clock.now();
    clock.advance(4 * MINUTE_MS);
    const sums = (await steps({ fromMs }, ANN)).map(({ groups }) => groups[0]?.cell.sums);
    expect(sums).toEqual([
      [1, 1, 1, 0, 0, 0, 0, 0, 0],
      [1, 1, 1, 0, 0, 0, 0, 0, 0],
      [1, 1, 0, 0, 0, 0, 0, 0, 0],
      [1, 1, 0, 0, 0, 0, 0, 0, 0],
    ]);
  });

  it('are an average over a longer step, which tells the lowest too', async () => {
    const { clock, steps } = started();
    const fromMs = clock.now();
    clock.advance(2 * HOUR_MS);
    // The snom's time runs out just as the tenth of these twenty minutes ends.
    const [later] = await steps({ fromMs: fromMs + 80 * MINUTE_MS, stepSeconds: 1200 });
    expect(later).toMatchObject({ minutes: 20, groups: [{ cell: { lowest: 1 } }] });
    expect(figure(later?.groups[0], 'registered')).toBe(1.45);
    expect(figure(later?.groups[0], 'expired')).toBe(0.55);
  });

  it('are the same from hours as from the minutes that were summed up in them', async () => {
    const { clock, steps } = started();
    clock.advance(30 * MINUTE_MS);
    const fromMs = clock.now();
    clock.advance(3 * HOUR_MS + 10 * MINUTE_MS);
    for (const by of ['condition', 'organization', 'agent'] as const) {
      const inHours = await steps({ fromMs, by, stepSeconds: 3600 });
      expect(inHours.map(({ minutes }) => minutes)).toEqual([60, 60, 60, 10]);
      const halves = await steps({ fromMs, by, stepSeconds: 1800 });
      for (const [nth, hour] of inHours.slice(0, 3).entries()) {
        const [one, other] = halves.slice(2 * nth, 2 * nth + 2);
        for (const group of hour.groups) {
          const key = group.organization ?? group.agent?.agent;
          const half = (step: typeof one) =>
            figure(
              step?.groups.find((two) => (two.organization ?? two.agent?.agent) === key),
              'registered',
            ) ?? 0;
          expect(figure(group, 'registered')).toBeCloseTo((half(one) + half(other)) / 2, 1);
        }
      }
    }
  });

  it('are kept for seven days as minutes and for ninety as hours', async () => {
    const { clock, database, journal, recorder } = started();
    clock.advance(2 * HOUR_MS);
    recorder.close();
    const rows = (table: string) => database.prepare(`SELECT 1 FROM ${table}`).all().length;
    const later = (days: number) => {
      while (journal.tidy(clock.now() + days * DAY_MS));
      return { minutes: rows('journal_minute'), hours: rows('journal_hour') };
    };
    expect(later(6)).toEqual({ minutes: 120, hours: 3 });
    expect(later(8)).toEqual({ minutes: 0, hours: 3 });
    expect(later(91)).toEqual({ minutes: 0, hours: 0 });
  });
});
