import { expect, it } from 'vitest';
import { type Database, openMemoryDatabase } from '../database.ts';
import type { AnswerSink } from '../directory/registration-sink.ts';
import { FakeClock } from '../fake-clock.rig.ts';
import type { RegistrationSource } from './registration-source.ts';

type Happened = void | Promise<void>;

/** One device of each extension, and what it says of its calls. */
type PresenceBench = {
  /** False where the source learns what is said, and not until when. */
  readonly hasEnds: boolean;
  /** It says so for so many seconds, in the place of what it said before. */
  publish(extension: string, presence: 'online' | 'ringing' | 'busy', seconds: number): Happened;
  /** It takes back what it said. */
  withdraw(extension: string): Happened;
};

/** A source among what it watches. */
export type SourceBench = {
  readonly source: RegistrationSource;
  /** The extension's one device registers, or refreshes, for so many seconds. */
  register(extension: string, seconds: number): Happened;
  unregister(extension: string): Happened;
  /** What devices say of their calls; or why the source learns of none. */
  readonly presence: PresenceBench | { readonly noneBecause: string };
  /** What happened last is reported once more. */
  repeat(): Happened;
  /** Stops what the source depends on, and lets it work again; or why there is nothing that could stop. */
  readonly breakage: { breakDown(): void; repair(): void } | { readonly noneBecause: string };
  /** Lets a source that asks do so once more, now. What happens on the bench it has asked for already. */
  ask?(): Promise<void>;
};

export type OpenSourceBench = (options: {
  sink: AnswerSink;
  clock: FakeClock;
  /** What outlives the source. */
  database: Database;
  /** False: something that the source cannot begin without is not there. */
  canStart: boolean;
}) => SourceBench;

const EXTENSION = '0003*210';
const OTHER = '0003*211';

/** The promises of `RegistrationSource` as tests. Every kind of source runs them. */
export function itKeepsThePromisesOfASource(open: OpenSourceBench): void {
  itTellsWhatHappens(open);
  itTellsPresence(open);
  itSaysHowItIs(open);
  itRemembers(open);
  itCloses(open);
}

function itTellsWhatHappens(open: OpenSourceBench): void {
  it('tells the facts about one device in the order in which they happen', async () => {
    const { bench, clock, told } = await start(open);
    await bench.register(EXTENSION, 60);
    await pass(30_000, { clock, bench });
    await bench.register(EXTENSION, 60);
    await pass(1_000, { clock, bench });
    await bench.unregister(EXTENSION);
    await bench.register(EXTENSION, 90);
    expect(told).toEqual([
      'registered 0003*210 until 60 s',
      'registered 0003*210 until 90 s',
      'unregistered 0003*210 at 31 s',
      'registered 0003*210 until 121 s',
    ]);
  });

  it('tells the same once', async () => {
    const { bench, clock, told } = await start(open);
    await bench.register(EXTENSION, 60);
    await pass(5_000, { clock, bench });
    await bench.repeat();
    expect(new Set(told)).toEqual(new Set(['registered 0003*210 until 60 s']));
  });

  it('tells when a registration will run out, and not that it has', async () => {
    const { bench, clock, told } = await start(open);
    await bench.register(EXTENSION, 60);
    clock.advance(600_000);
    expect(told).toEqual(['registered 0003*210 until 60 s']);
  });
}

function itTellsPresence(open: OpenSourceBench): void {
  it('tells what a device says each time that it says something, and when it takes it back', async ({
    skip,
  }) => {
    const { bench, clock, told } = await start(open);
    const { presence } = bench;
    if ('noneBecause' in presence) return skip(presence.noneBecause);
    const until = endIn(presence);
    await presence.publish(EXTENSION, 'ringing', 60);
    await pass(10_000, { clock, bench });
    await presence.publish(EXTENSION, 'busy', 60);
    await presence.publish(EXTENSION, 'online', 60);
    await presence.withdraw(EXTENSION);
    expect(told).toEqual([
      `ringing 0003*210 until ${until(60)} s`,
      `busy 0003*210 until ${until(70)} s`,
      `online 0003*210 until ${until(70)} s`,
      'withdrawn 0003*210',
    ]);
  });

  it('tells presence once, and not that it has run out', async ({ skip }) => {
    const { bench, clock, told } = await start(open);
    const { presence } = bench;
    if ('noneBecause' in presence) return skip(presence.noneBecause);
    await presence.publish(EXTENSION, 'busy', 60);
    await bench.repeat();
    clock.advance(600_000);
    expect(new Set(told)).toEqual(new Set([`busy 0003*210 until ${endIn(presence)(60)} s`]));
  });

  it('remembers what is still said, and nothing of what has run out', async ({ skip }) => {
    const before = await start(open);
    const { presence } = before.bench;
    if ('noneBecause' in presence) return skip(presence.noneBecause);
    await presence.publish(EXTENSION, 'busy', 60);
    await presence.publish(OTHER, 'ringing', 600);
    await before.bench.source.close();
    before.clock.advance(60_000);
    expect((await start(open, before)).told).toEqual([
      `ringing 0003*211 until ${endIn(presence)(600)} s`,
    ]);
  });
}

function itSaysHowItIs(open: OpenSourceBench): void {
  it('has no answer before it has started, and a fresh one afterwards', async () => {
    const { bench, clock } = prepare(open, {});
    const { kind } = bench.source;
    expect(bench.source.health()).toEqual({
      kind,
      asOfMs: null,
      sinceMs: null,
      reason: null,
      error: null,
    });
    await bench.source.start();
    expect(bench.source.health()).toEqual({
      kind,
      asOfMs: 0,
      sinceMs: 0,
      reason: null,
      error: null,
    });
    await bench.register(EXTENSION, 60);
    expect(bench.source.health()).toMatchObject({ asOfMs: clock.now(), error: null });
  });

  it('tells nothing while it does not work, and says since when and why', async ({ skip }) => {
    const { bench, clock, told } = await start(open);
    const { breakage } = bench;
    if ('noneBecause' in breakage) return skip(breakage.noneBecause);
    await bench.register(EXTENSION, 60);
    await pass(1_000, { clock, bench });
    breakage.breakDown();
    await bench.register(OTHER, 60);
    await pass(20_000, { clock, bench });
    expect(told).toEqual(['registered 0003*210 until 60 s']);
    expect(bench.source.health()).toMatchObject({ sinceMs: 1_000, error: expect.any(String) });
    breakage.repair();
    await bench.register(OTHER, 60);
    expect(told.at(-1)).toBe('registered 0003*211 until 81 s');
    expect(bench.source.health()).toMatchObject({ asOfMs: 21_000, error: null });
  });

  it('does not start without what it needs, and says so in a sentence', async () => {
    const { bench, clock } = prepare(open, { canStart: false });
    await expect(bench.source.start()).rejects.toThrow(/\w+ .*\.$/s);
    await bench.source.close();
    expect(clock.waiting).toBe(0);
  });
}

function itRemembers(open: OpenSourceBench): void {
  it('has told everything it remembers when it has started', async () => {
    const before = await start(open);
    await before.bench.register(EXTENSION, 60);
    await before.bench.register(OTHER, 600);
    await before.bench.source.close();
    const { told } = await start(open, before);
    expect(told.sort()).toEqual([
      'registered 0003*210 until 60 s',
      'registered 0003*211 until 600 s',
    ]);
  });

  it('tells what ran out meanwhile as it was', async () => {
    const before = await start(open);
    await before.bench.register(EXTENSION, 60);
    await before.bench.source.close();
    before.clock.advance(3_600_000);
    expect((await start(open, before)).told).toEqual(['expired 0003*210 at 60 s']);
  });
}

function itCloses(open: OpenSourceBench): void {
  it('tells nothing after it was closed, and leaves no timer', async () => {
    const { bench, clock, told } = await start(open);
    await bench.register(EXTENSION, 60);
    const before = [...told];
    await bench.source.close();
    await bench.register(EXTENSION, 90);
    clock.advance(600_000);
    expect(told).toEqual(before);
    expect(clock.waiting).toBe(0);
  });

  it('may be closed twice, at once, and while it starts', async () => {
    const { bench, clock } = prepare(open, {});
    const starting = bench.source.start();
    await Promise.all([bench.source.close(), bench.source.close(), starting]);
    await bench.source.close();
    expect(clock.waiting).toBe(0);
  });
}

type Before = { clock?: FakeClock; database?: Database; canStart?: boolean };

function endIn({ hasEnds }: PresenceBench): (second: number) => number {
  return (second) => (hasEnds ? second : Number.POSITIVE_INFINITY);
}

/** A source that reads its times off a wire knows the second, and no more. */
function secondOf(ms: number): number {
  return Math.floor(ms / 1000);
}

/** Time passes, and a source that asks has asked when it has. */
async function pass(ms: number, { clock, bench }: { clock: FakeClock; bench: SourceBench }) {
  clock.advance(ms);
  await bench.ask?.();
}

/** Times are told in seconds since the beginning of the test, which is 0. */
function prepare(open: OpenSourceBench, before: Before) {
  const { clock = new FakeClock(0), database = openMemoryDatabase(), canStart = true } = before;
  const told: string[] = [];
  const note =
    (what: string, preposition: string): AnswerSink['registered'] =>
    ({ extension }, atMs) => {
      told.push(`${what} ${extension} ${preposition} ${secondOf(atMs)} s`);
    };
  const sink: AnswerSink = {
    registered: note('registered', 'until'),
    unregistered: note('unregistered', 'at'),
    expired: note('expired', 'at'),
    unknown: note('unknown', 'at'),
    published: ({ extension, presence }, expiresAtMs) =>
      told.push(`${presence} ${extension} until ${secondOf(expiresAtMs)} s`),
    withdrawn: ({ extension }) => told.push(`withdrawn ${extension}`),
    listed: () => {},
    answered: (_, tell) => tell(),
  };
  return { bench: open({ sink, clock, database, canStart }), clock, database, told };
}

async function start(open: OpenSourceBench, before: Before = {}) {
  const prepared = prepare(open, before);
  await prepared.bench.source.start();
  return prepared;
}
