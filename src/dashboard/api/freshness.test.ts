import { describe, expect, it } from 'vitest';
import type { Stamp } from '../clock/steady-clock.ts';
import { freshnessAt, type Phase } from './freshness.ts';
import type { PollFailure } from './poll-failure.ts';
import type { PollState, PresenceRoll } from './poll-state.ts';

const EVERY_SECONDS = 5;
const START: Stamp = { monotonicMs: 1000, wallMs: 1_000_000, serverMs: 2_000_000 };
const at = (seconds: number): Stamp => ({
  monotonicMs: START.monotonicMs + seconds * 1000,
  wallMs: START.wallMs + seconds * 1000,
  serverMs: START.serverMs + seconds * 1000,
});
const ROLL: PresenceRoll = {
  ...{ extensions: [], isWhole: true, atMs: START.serverMs, status: 200, totalResults: 0 },
  ...{ isTruncated: false, durationMs: 20, bytes: 100, answeredAtMs: START.monotonicMs },
};
const failure = (kind: PollFailure['kind']): PollFailure => ({ kind, atMs: START.serverMs });

/** A poll that was last answered at the start. */
function answered(failed?: PollFailure): PollState {
  return {
    outcome: {
      roll: ROLL,
      failure: failed,
      failures: { count: failed ? 1 : 0, sinceMs: failed?.atMs },
      gap: undefined,
    },
    askedAt: START,
    settledAt: START,
    answeredAt: START,
  };
}

function neverAnswered(failed: PollFailure): PollState {
  return {
    outcome: {
      roll: undefined,
      failure: failed,
      failures: { count: 3, sinceMs: failed.atMs },
      gap: undefined,
    },
    askedAt: START,
    settledAt: START,
    answeredAt: undefined,
  };
}

function phaseAt(state: PollState | undefined, now: Stamp, isPaused = false): Phase {
  const isFetching = false;
  return freshnessAt({ state, isFetching, everySeconds: EVERY_SECONDS, isPaused, now }).phase;
}

describe('how much a screen can be believed', () => {
  it('is judged by the age of its data: live, late by two missed polls, stale', () => {
    expect(phaseAt(answered(), at(4))).toBe('live');
    expect(phaseAt(answered(), at(12))).toBe('late');
    expect(phaseAt(answered(), at(16))).toBe('stale');
  });

  it('cannot be hidden by a request that hangs', () => {
    const hanging = freshnessAt({
      state: answered(),
      isFetching: true,
      everySeconds: EVERY_SECONDS,
      isPaused: false,
      now: at(16),
    });
    expect(hanging.phase).toBe('stale');
  });

  it('cannot be hidden by a clock that was set back', () => {
    const setBack = { ...at(60), wallMs: START.wallMs - 600_000 };
    expect(phaseAt(answered(), setBack)).toBe('stale');
  });

  it('cannot be hidden by sleep that the monotonic clock did not count', () => {
    const slept = { ...at(1), wallMs: START.wallMs + 8 * 3_600_000 };
    expect(phaseAt(answered(), slept)).toBe('stale');
  });

  it('keeps what it has when a poll fails, and never looks live for long', () => {
    expect(phaseAt(answered(failure('no-connection')), at(4))).toBe('live');
    expect(phaseAt(answered(failure('no-connection')), at(16))).toBe('stale');
  });

  it('turns stale, not to a sign-in form, when the session ends beside data', () => {
    expect(phaseAt(answered(failure('refused')), at(16))).toBe('stale');
  });

  it('tells before any data whether it asks, is refused or not answered', () => {
    expect(phaseAt(undefined, at(1))).toBe('asking');
    expect(phaseAt(neverAnswered(failure('refused')), at(1))).toBe('refused');
    expect(phaseAt(neverAnswered(failure('timeout')), at(1))).toBe('failed');
  });

  it('is paused, whatever the age, when a person paused it', () => {
    expect(phaseAt(answered(), at(600), true)).toBe('paused');
  });
});

describe('the next request', () => {
  const nextInMs = (state: PollState, now: Stamp) =>
    freshnessAt({ state, isFetching: false, everySeconds: EVERY_SECONDS, isPaused: false, now })
      .nextInMs;

  it('is counted from the last one', () => {
    expect(nextInMs(answered(), at(2))).toBe(3000);
  });

  it('backs off after failures, to ten seconds at most', () => {
    const failed = answered(failure('timeout'));
    const after = (count: number) => ({
      ...failed,
      outcome: { ...failed.outcome, failures: { count, sinceMs: 0 } },
    });
    expect([1, 2, 3, 50].map((count) => nextInMs(after(count), START))).toEqual([
      5000, 10_000, 10_000, 10_000,
    ]);
  });

  it('waits as long as the service asks for', () => {
    const putOff = answered({ ...failure('too-many'), retryAfterMs: 30_000 });
    expect(nextInMs(putOff, START)).toBe(30_000);
  });

  it('is a minute away once refused beside data, and none is due before any', () => {
    expect(nextInMs(answered(failure('refused')), START)).toBe(60_000);
    expect(nextInMs(neverAnswered(failure('refused')), START)).toBeUndefined();
  });
});
