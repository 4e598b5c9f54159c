import { beforeEach, describe, expect, it } from 'vitest';
import { changesSchema, journalCountsSchema } from '../../contract/journal.ts';
import { openMemoryDatabase } from '../database.ts';
import { openEmbeddedJournal } from '../journal/embedded-journal.ts';
import { startRecorder } from '../journal/recorder.ts';
import {
  ACME_TOKEN,
  ANN_TOKEN,
  bearer,
  NOW,
  provision,
  type RunningService,
  startService,
  textWithMark,
} from './running-service.rig.ts';

const AGENT = 'Yealink SIP-T46S 66.86.0.15';
const EVIL = '=HYPERLINK("http://evil.example","Click")';

let service: RunningService;

/** One that records: two of 0003 and one of 0004 register, and one of them is lost. */
beforeEach(async () => {
  const database = openMemoryDatabase();
  const journal = openEmbeddedJournal(database);
  service = await startService({ database, journal, now: NOW });
  const { clock, directory } = service;
  provision(service, ['0003*210', '0003*211', '0004*210']);
  const recorder = startRecorder({
    ...{ directory, journal, clock, log: { info() {}, warn() {} } },
    sourceHealth: () => ({ kind: 'registrar', asOfMs: 0, sinceMs: 0, error: null, reason: null }),
  });
  const register = (extension: string, agent: string, lifeMs: number) =>
    directory.registered({ extension, device: 'a', agent }, clock.now() + lifeMs);
  clock.advance(1000);
  register('0003*210', AGENT, 60_000);
  register('0003*211', EVIL, 600_000);
  register('0004*210', AGENT, 600_000);
  clock.advance(119_000);
  recorder.close();
});

const changesOf = async (path: string, token?: string) => {
  const response = await service.get(path, token ? { headers: bearer(token) } : {});
  expect(response.status).toBe(200);
  return changesSchema.parse(await response.json());
};

describe('/journal/changes', () => {
  it('tells the last day, the newest first', async () => {
    const { since, until, changes, next, start, gaps } = await changesOf('/journal/changes');
    expect({ since, until, next, start, gaps }).toEqual({
      since: '2026-11-22T14:32:00Z',
      until: '2026-11-23T14:32:00Z',
      ...{ next: null, start: [] },
      // Before it was first started nobody recorded anything.
      gaps: [
        {
          ...{ kind: 'not-running', lost: 0 },
          ...{ from: '2026-11-22T14:32:00Z', to: '2026-11-23T14:30:00Z' },
        },
      ],
    });
    expect(changes).toHaveLength(7);
    expect(changes[0]).toEqual({
      at: '2026-11-23T14:31:01Z',
      kind: 'expired',
      extension: '0003*210',
      agent: AGENT,
      from: 'registered',
      to: 'expired',
    });
  });

  it('is turned page by page', async () => {
    const first = await changesOf('/journal/changes?count=4');
    const second = await changesOf(`/journal/changes?count=4&cursor=${first.next}`);
    expect(second.next).toBeNull();
    const all = await changesOf('/journal/changes?count=all');
    expect([...first.changes, ...second.changes]).toEqual(all.changes);
  });

  it('tells of an extension what it was when the time began', async () => {
    const { start, changes } = await changesOf(
      '/journal/changes?extension=0003*210&since=2026-11-23T14:31:00Z',
    );
    expect(start).toEqual([{ extension: '0003*210', condition: 'registered' }]);
    expect(changes.map(({ to }) => to)).toEqual(['expired']);
  });

  it('tells nobody more than the Presence Service does', async () => {
    const seen = async (token: string, query = '') =>
      new Set(
        (await changesOf(`/journal/changes${query}`, token)).changes.map((one) => one.extension),
      );
    expect(await seen(ACME_TOKEN)).toEqual(new Set(['0003*210', '0003*211']));
    expect(await seen(ANN_TOKEN)).toEqual(new Set(['0003*210']));
    expect(await seen(ANN_TOKEN, '?extension=0003*211')).toEqual(new Set());
    const { start } = await changesOf('/journal/changes?extension=0003*211', ANN_TOKEN);
    expect(start).toEqual([]);
    expect((await service.ask('/journal/changes')).status).toBe(401);
  });

  it('sends a page once', async () => {
    const path = '/journal/changes?until=2026-11-23T14:32:00Z';
    const first = await service.get(path);
    expect(first.headers.get('Cache-Control')).toBe('no-cache, private');
    const again = await service.get(path, {
      headers: { 'If-None-Match': first.headers.get('ETag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it('is a table for a spreadsheet, which runs nothing in it', async () => {
    const response = await service.get('/journal/changes?format=csv&sortOrder=asc&kind=registered');
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('Content-Disposition')).toBe(
      'attachment; filename="rollcall-changes-20261122T143200Z-20261123T143200Z.csv"',
    );
    expect((await textWithMark(response)).split('\r\n')).toEqual([
      '\uFEFFat,until,kind,extension,agent,from,to,agentBefore,lateSeconds,lost',
      '2026-11-22T14:32:00Z,2026-11-23T14:30:00Z,gap: not-running,,,,,,,0',
      `2026-11-23T14:30:01Z,,registered,0003*210,${AGENT},not-registered,registered,,,`,
      `2026-11-23T14:30:01Z,,registered,0003*211,"'=HYPERLINK(""http://evil.example"",""Click"")",not-registered,registered,,,`,
      `2026-11-23T14:30:01Z,,registered,0004*210,${AGENT},not-registered,registered,,,`,
      '',
    ]);
  });

  it('says what is wrong with a parameter, and what would be right', async () => {
    const response = await service.get('/journal/changes?since=yesterday');
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: {
        code: 'parameter_invalid',
        message: 'Parameter since is invalid: a time such as 2026-11-23T14:30:00Z is needed.',
      },
    });
  });
});

describe('/journal/counts', () => {
  const countsOf = async (query: string, token?: string) => {
    const response = await service.get(
      `/journal/counts${query}`,
      token ? { headers: bearer(token) } : {},
    );
    return journalCountsSchema.parse(await response.json());
  };

  it('tells every minute of the last day, and null where nothing was counted', async () => {
    const { steps, from, to, step } = await countsOf('');
    expect({ from, to, step }).toEqual({
      from: '2026-11-22T14:32:00Z',
      to: '2026-11-23T14:32:00Z',
      step: 60,
    });
    expect(steps).toHaveLength(1440);
    expect(steps[0]).toEqual({ at: '2026-11-22T14:32:00Z', minutes: 0, counts: null });
    expect(steps[1438]).toMatchObject({
      at: '2026-11-23T14:30:00Z',
      minutes: 1,
      counts: [{ total: 3, registered: 3, expired: 0, lowest: 3 }],
    });
    expect(steps[1439]).toMatchObject({ counts: [{ total: 3, registered: 2, expired: 1 }] });
  });

  it('tells organizations and agents apart, each within reach', async () => {
    const last = async (query: string, token?: string) =>
      (await countsOf(query, token)).steps.at(-1)?.counts;
    expect(await last('?by=organization')).toMatchObject([
      { organization: '0003', total: 2, registered: 1 },
      { organization: '0004', total: 1, registered: 1 },
    ]);
    expect(await last('?by=organization', ACME_TOKEN)).toMatchObject([
      { organization: '0003', total: 2 },
    ]);
    expect(await last('?by=agent', ANN_TOKEN)).toMatchObject([
      {
        ...{ vendor: 'Yealink', agent: 'Yealink SIP-T46S', version: '66.86.0.15' },
        ...{ total: 1, registered: 0, expired: 1 },
      },
    ]);
  });

  it('is a table, compressed for whoever accepts it', async () => {
    const response = await service.get(
      '/journal/counts?format=csv&from=2026-11-23T14:29:00Z&by=organization&organization=0003',
      { headers: { 'Accept-Encoding': 'gzip' } },
    );
    expect(response.headers.get('Content-Encoding')).toBe('gzip');
    expect((await textWithMark(response)).split('\r\n')).toEqual([
      '\uFEFFat,minutes,organization,vendor,agent,version,total,registered,busy,ringing,late,expired,notRegistered,unknown,static,lowest',
      '2026-11-23T14:29:00Z,0,,,,,,,,,,,,,,',
      // A second before its end a registration is late.
      '2026-11-23T14:30:00Z,1,0003,,,,2,2,0,0,1,0,0,0,0,2',
      '2026-11-23T14:31:00Z,1,0003,,,,2,1,0,0,0,1,0,0,0,1',
      '',
    ]);
  });
});

describe('a table of many', () => {
  it('is sent as it is read, and ended when nobody reads on', async () => {
    const database = openMemoryDatabase();
    const journal = openEmbeddedJournal(database);
    let pages = 0;
    const watched = {
      ...journal,
      changes: (...asked: Parameters<typeof journal.changes>) => {
        pages += 1;
        return journal.changes(...asked);
      },
    };
    const agent = 'x'.repeat(2000);
    const atMs = Date.parse(NOW) - 1000;
    const change = { kind: 'expired', from: 'registered', to: 'expired' } as const;
    // Forty megabytes, which no socket takes unless somebody reads.
    journal.record({
      changes: Array.from({ length: 20_000 }, (_, nth) => ({
        ...change,
        ...{ atMs, agent, extension: `${nth}` },
      })),
      ...{ extensions: new Map(), counts: [], gaps: [], aliveAtMs: null },
    });
    const { get } = await startService({ database, journal: watched, now: NOW });
    const response = await get('/journal/changes?format=csv', {
      headers: { 'Accept-Encoding': 'identity' },
    });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(pages).toBeLessThan(40);
    const some = await (await get('/journal/changes?format=csv&count=1000')).text();
    expect(some.split('\r\n')).toHaveLength(1002);
  });
});
