import { describe, expect, it } from 'vitest';
import type { Stamp } from '../clock/steady-clock.ts';
import type { PollFailure } from './poll-failure.ts';
import { afterAnswer, afterFailure, type PollState, type PresenceRoll } from './poll-state.ts';
import { dueInMs, isOverdue } from './poll-timing.ts';

const at = (ms: number, sleptMs = 0): Stamp => ({
  monotonicMs: ms,
  wallMs: 1_000_000 + ms + sleptMs,
  serverMs: 2_000_000 + ms,
});
const ROLL: PresenceRoll = {
  extensions: [],
  isWhole: true,
  atMs: 0,
  status: 200,
  totalResults: 0,
  isTruncated: false,
  durationMs: 40,
  bytes: 100,
  answeredAtMs: 0,
};

const answered = (durationMs = 40) =>
  afterAnswer(undefined, ROLL, { askedAt: at(0), settledAt: at(durationMs), staleMs: 15_000 });

/** The poll after so many failures of a kind, the last of them settled at 10 s. */
function failed(failure: Partial<PollFailure>, { times = 1, before = answered() } = {}): PollState {
  const asked = { askedAt: at(0), settledAt: at(10_000) };
  let state = before;
  for (let time = 0; time < times; time += 1) {
    state = afterFailure(state, { kind: 'fault', atMs: 7, ...failure }, asked);
  }
  return state;
}

describe('the next poll', () => {
  it('keeps its rhythm, however long an answer takes', () => {
    expect(dueInMs(answered(40), 5, at(40))).toBe(4960);
    expect(dueInMs(answered(3000), 5, at(3000))).toBe(2000);
  });

  it('waits a moment after an answer that was slower than the interval', () => {
    expect(dueInMs(answered(9000), 5, at(9000))).toBe(100);
  });

  it.each([
    [1, [1, 2, 4, 8, 10, 10]],
    [3, [3, 6, 10, 10, 10, 10]],
    [60, [10, 10, 10, 10, 10, 10]],
  ])('backs off after failures, from %i s to 10 s at most', (everySeconds, seconds) => {
    const waits = [1, 2, 3, 4, 5, 2000].map(
      (times) => dueInMs(failed({}, { times }), everySeconds, at(10_000)) ?? 0,
    );
    expect(waits.map((ms) => ms / 1000)).toEqual(seconds);
  });

  it.each([
    [90_000, 90_000],
    [2000, 5000],
    [7 * 24 * 3_600_000, 3_600_000],
  ])('waits as long as a 429 asks for (%i ms), but not for ever', (retryAfterMs, ms) => {
    expect(dueInMs(failed({ kind: 'too-many', retryAfterMs }), 5, at(10_000))).toBe(ms);
  });

  it('backs off from a 429 that does not say for how long', () => {
    expect(dueInMs(failed({ kind: 'too-many' }), 5, at(10_000))).toBe(5000);
  });
});

describe('an overdue poll', () => {
  it('is one that should have been made seconds ago', () => {
    expect(isOverdue(answered(), 5, at(5900))).toBe(false);
    expect(isOverdue(answered(), 5, at(6100))).toBe(true);
  });

  it('is one after a sleep that the monotonic clock did not count', () => {
    expect(isOverdue(answered(), 3600, at(1000, 8 * 3_600_000))).toBe(true);
  });

  it('is none before the back-off is over, and none when the board stopped', () => {
    expect(isOverdue(failed({}, { times: 9 }), 1, at(19_000))).toBe(false);
    const stopped = afterFailure(
      undefined,
      { kind: 'refused', atMs: 0 },
      { askedAt: at(0), settledAt: at(0) },
    );
    expect(isOverdue(stopped, 5, at(3_600_000))).toBe(false);
  });
});

describe('what is kept of a poll', () => {
  it('counts the failures since the last answer, and from when', () => {
    const twice = failed({ atMs: 9 }, { before: failed({ atMs: 7 }) });
    expect(twice.outcome).toMatchObject({ roll: ROLL, failures: { count: 2, sinceMs: 7 } });
    const again = afterAnswer(twice, ROLL, {
      askedAt: at(20_000),
      settledAt: at(20_040),
      staleMs: 30_000,
    });
    expect(again.outcome).toEqual({
      roll: ROLL,
      failure: undefined,
      failures: { count: 0, sinceMs: undefined },
      gap: undefined,
    });
  });

  it('has the same outcome after an answer that says nothing new, and a new time', () => {
    const before = answered();
    const after = afterAnswer(before, ROLL, {
      askedAt: at(5000),
      settledAt: at(5040),
      staleMs: 15_000,
    });
    expect(after.outcome).toBe(before.outcome);
    expect(after.answeredAt).toEqual(at(5040));
  });

  it('has the time without an answer once that was longer than data may be shown for', () => {
    const answeredAgain = (ms: number, before = failed({})) =>
      afterAnswer(before, ROLL, { askedAt: at(ms), settledAt: at(ms), staleMs: 15_000 });
    expect(answeredAgain(15_040).outcome.gap).toBeUndefined();
    const after = answeredAgain(15_041);
    expect(after.outcome.gap).toEqual({ fromMs: at(40).serverMs, toMs: at(15_041).serverMs });
    expect(answeredAgain(20_000, after).outcome).toBe(after.outcome);
    const slept = { askedAt: at(1000, 8 * 3_600_000), settledAt: at(1000, 8 * 3_600_000) };
    expect(afterAnswer(answered(), ROLL, { ...slept, staleMs: 15_000 }).outcome.gap).toBeDefined();
  });

  it('has the age of the last answer after a failure', () => {
    expect(failed({}).answeredAt).toEqual(at(40));
  });
});
