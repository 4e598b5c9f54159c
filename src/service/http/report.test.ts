import { beforeAll, describe, expect, it } from 'vitest';
import { type Report, reportSchema } from '../../contract/report.ts';
import { at, type RawEvent, simulateDay } from '../../presence/simulated-day.rig.ts';
import type { Recorder } from '../journal/recorder.ts';
import { type Recorded, startRecorded } from './recorded-service.rig.ts';
import {
  ACME_TOKEN,
  ANN_TOKEN,
  bearer,
  type RunningService,
  textWithMark,
} from './running-service.rig.ts';

// A day of sixty telephones, told to a directory and recorded by the journal, and its report worked out once more
// from what they told, second by second, with nothing of what is tested.

const SECOND = 1000;
// Without one organization of forty, at which nothing happens that does not happen elsewhere: every second counts.
const raw = simulateDay().raw.filter(({ number }) => !number.startsWith('0007*'));
/** Nobody recorded; the source did not answer. */
const NOT_RUNNING = { fromMs: at(14), toMs: at(14, 4) };
const STALE = { fromMs: at(20), toMs: at(20, 10) };
const DAY = '/journal/report?day=2026-11-23&zone=UTC';

const provisioned = new Set<string>();
function tell({ directory }: RunningService, event: RawEvent): void {
  if (!('agent' in event)) {
    if (event.kind === 'added') provisioned.add(event.number);
    else provisioned.delete(event.number);
    directory.provision([...provisioned].map((number) => ({ number, name: '', static: false })));
  } else if (provisioned.has(event.number)) {
    const { number, agent } = event;
    const device = { extension: number, device: agent, agent };
    if (event.kind === 'registered') directory.registered(device, event.atMs + event.lifeMs);
    else directory.unregistered(device, event.atMs);
  }
}

/** Lives the day up to a time, with what nobody recorded of it. */
function live(recorded: Recorded, untilMs: number): Recorder {
  const { clock, record, setStale } = recorded;
  let recorder = record();
  const moments = [
    ...raw.map((event) => ({ atMs: event.atMs, happens: () => tell(recorded, event) })),
    { atMs: NOT_RUNNING.fromMs, happens: () => recorder.close() },
    {
      atMs: NOT_RUNNING.toMs,
      happens: () => {
        recorder = record();
      },
    },
    { atMs: STALE.fromMs, happens: () => setStale(true) },
    { atMs: STALE.toMs, happens: () => setStale(false) },
  ];
  for (const { atMs, happens } of moments.sort((a, b) => a.atMs - b.atMs)) {
    if (atMs >= untilMs) break;
    clock.advance(atMs - clock.now());
    happens();
  }
  clock.advance(untilMs - clock.now());
  return recorder;
}

/** What a service answers, read at once: it is closed after the first test. */
async function answersOf({ ask, get }: RunningService) {
  const read = async (response: Promise<Response>) =>
    reportSchema.parse(await (await response).json());
  const table = await get(`${DAY}&format=csv`);
  return {
    report: await read(get(DAY)),
    acme: await read(ask(DAY, { headers: bearer(ACME_TOKEN) })),
    ann: await read(ask(DAY, { headers: bearer(ANN_TOKEN) })),
    twoOrganizations: await read(get(`${DAY}&organization=0003,0021`)),
    inBerlin: await read(get('/journal/report?day=2026-11-23&zone=Europe/Berlin')),
    table: { headers: table.headers, text: await textWithMark(table) },
  };
}

// What follows uses the raw events alone.

const isKnown = (ms: number) =>
  ![NOT_RUNNING, STALE].some(({ fromMs, toMs }) => ms >= fromMs && ms < toMs);

/** What one extension was in each second of the day. */
function* secondsOf(
  number: string,
): Generator<{ ms: number; state: 'up' | 'expired' | 'off' | undefined }> {
  const own = raw.filter((event) => event.number === number);
  const ends = new Map<string, number>();
  const signedOff = new Set<string>();
  let exists = false;
  let next = 0;
  for (let ms = at(-2); ms < at(24); ms += SECOND) {
    for (let event = own[next]; event && event.atMs <= ms; event = own[next]) {
      next += 1;
      if (!('agent' in event)) exists = event.kind === 'added';
      else if (event.kind === 'registered') {
        ends.set(event.agent, event.atMs + event.lifeMs);
        signedOff.delete(event.agent);
      } else {
        ends.delete(event.agent);
        signedOff.add(event.agent);
      }
    }
    if (ms < at(0)) continue;
    const lives = [...ends.values()];
    const state = lives.some((end) => end > ms) ? 'up' : lives.length > 0 ? 'expired' : 'off';
    yield { ms, state: exists ? state : undefined };
  }
}

function figures(number: string) {
  const sums = { known: 0, away: 0, signedOff: 0, outages: 0, longest: 0, wasInUse: false };
  let awayFor = 0;
  for (const { ms, state } of secondsOf(number)) {
    const counts = state !== undefined && isKnown(ms);
    const isAway = counts && state !== 'up';
    if (counts) sums.known += 1;
    if (counts && state !== 'off') sums.wasInUse = true;
    if (isAway) sums.away += 1;
    if (isAway && state === 'off') sums.signedOff += 1;
    if (isAway && awayFor === 0) sums.outages += 1;
    awayFor = isAway ? awayFor + 1 : 0;
    sums.longest = Math.max(sums.longest, awayFor);
  }
  return sums;
}

const numbers = [...new Set(raw.map(({ number }) => number))];

describe('the report of a simulated day', () => {
  const expected = new Map(numbers.map((number) => [number, figures(number)]));
  let answers: Awaited<ReturnType<typeof answersOf>>;
  let report: Report;

  beforeAll(async () => {
    provisioned.clear();
    const service = await startRecorded('2026-11-22T22:00:00Z');
    live(service, at(24, 0, 5)).close();
    answers = await answersOf(service);
    report = answers.report;
  }, 60_000);

  it('tells of every extension that was in use what its seconds add up to', () => {
    const told = new Map(
      report.extensions.map((one) => [
        one.extension,
        {
          ...{ known: one.knownSeconds, away: one.awaySeconds, signedOff: one.signedOffSeconds },
          ...{ outages: one.outages, longest: one.longest?.seconds ?? 0, wasInUse: true },
        },
      ]),
    );
    const inUse = [...expected].filter(([, { wasInUse }]) => wasInUse).sort();
    expect([...told].sort()).toEqual(inUse);
    expect(inUse.filter(([, { away }]) => away > 0).length).toBeGreaterThan(20);
  });

  it('tells shares of the known time, the worst first', () => {
    for (const { extension, availability } of report.extensions) {
      const { known = 0, away = 0 } = expected.get(extension) ?? {};
      expect(availability, extension).toBeCloseTo(1 - away / known, 12);
    }
    const shares = report.extensions.map(({ availability }) => availability ?? 2);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('tells of organizations what their extensions add up to', () => {
    for (const told of report.organizations) {
      const own = [...expected].filter(([number]) => number.startsWith(`${told.organization}*`));
      const inUse = own.map(([, one]) => one).filter(({ wasInUse }) => wasInUse);
      const sum = (of: 'known' | 'away' | 'outages') =>
        inUse.reduce((before, one) => before + one[of], 0);
      expect(told).toMatchObject({
        ...{ knownSeconds: sum('known'), awaySeconds: sum('away'), outages: sum('outages') },
        ...{ extensions: inUse.length, unused: own.length - inUse.length },
        longest: { seconds: Math.max(...inUse.map(({ longest }) => longest)) },
      });
      expect(told.availability).toBeCloseTo(1 - sum('away') / sum('known'), 12);
    }
    expect(report.organizations.map(({ organization }) => organization).sort()).toEqual([
      ...['0003', '0012', '0021'],
    ]);
  });

  it('leaves out what nobody knows, and tells it', () => {
    expect(report.gaps).toEqual([
      {
        ...{ kind: 'not-running', from: '2026-11-23T14:00:00Z', to: '2026-11-23T14:04:00Z' },
        lost: 0,
      },
      {
        ...{ kind: 'source-stale', from: '2026-11-23T20:00:00Z', to: '2026-11-23T20:10:00Z' },
        lost: 0,
      },
    ]);
    expect(report.gapSeconds).toBe(14 * 60);
    expect(report.knownSeconds + report.gapSeconds).toBe(24 * 3600);
  });

  it('lists what came and went', () => {
    expect(report.flapping.map(({ extension, times }) => [extension, times])).toEqual([
      ['0012*300', 11],
      ['0012*302', 6],
      ['0012*301', 4],
    ]);
    const [first] = report.flapping;
    // The registration of two minutes ran out in its time: the first loss is not when the telephone went.
    expect(Date.parse(first?.from ?? '')).toBeGreaterThan(at(13));
    expect(Date.parse(first?.to ?? '')).toBeLessThan(at(13) + 11 * 210 * SECOND);
  });

  it('knows of a day that is over how many of each agent were registered at its end', () => {
    const { at: atTime, items } = report.agents;
    expect(atTime).toBe('2026-11-24T00:00:00Z');
    expect(items.map(({ agent, count, extensions }) => [agent, count, extensions])).toEqual([
      ['Grandstream GXP2170', 15, null],
      ['Poly Edge E450', 22, null],
      ['snom D785', 1, null],
      ['Yealink SIP-T46S', 13, null],
    ]);
  });

  it('tells an organization and a user no more than is theirs', () => {
    const { acme, ann } = answers;
    expect(acme.organizations.map(({ organization }) => organization)).toEqual(['0003']);
    expect(acme.extensions).toEqual(
      report.extensions.filter(({ extension }) => extension.startsWith('0003*')),
    );
    expect(ann.extensions.map(({ extension }) => extension)).toEqual(['0003*210']);
  });

  it('is of the organizations that are asked for', () => {
    const { extensions, flapping } = answers.twoOrganizations;
    expect(extensions).toEqual(
      report.extensions.filter(({ extension }) => !extension.startsWith('0012*')),
    );
    expect(flapping).toEqual([]);
  });

  it('is a table for a spreadsheet too, with a line for each extension', () => {
    const { headers, text } = answers.table;
    expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('Content-Disposition')).toBe(
      'attachment; filename="rollcall-report-2026-11-23.csv"',
    );
    const [head, first, ...others] = text.split('\r\n');
    expect(head).toBe(
      '\uFEFFday,extension,name,organization,availability,knownSeconds,awaySeconds,signedOffSeconds,outages,longestFrom,longestTo,longestSeconds,flappingTimes',
    );
    const [worst] = report.extensions;
    expect(first).toContain(`2026-11-23,${worst?.extension},,`);
    expect(others.pop()).toBe('');
    expect(others.length + 1).toBe(report.extensions.length + report.unused.length);
  });

  it('begins and ends with the day of the time zone that is asked for', () => {
    const { from, to, isOver, zone } = answers.inBerlin;
    expect([from, to, isOver, zone]).toEqual([
      ...['2026-11-22T23:00:00Z', '2026-11-23T23:00:00Z', true, 'Europe/Berlin'],
    ]);
  });
});
