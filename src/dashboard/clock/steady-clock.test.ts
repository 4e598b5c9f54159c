import { describe, expect, it } from 'vitest';
import { elapsedMs, SteadyClock } from './steady-clock.ts';

const SERVER_MS = Date.parse('2026-11-23T14:30:00Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** A browser and a server with clocks that a test moves. The server's Date header is cut down to its second. */
function makeWorld({ wallAheadMs = 0, monotonicSleeps = true } = {}) {
  const browser = { monotonicMs: 5000, wallMs: SERVER_MS + wallAheadMs };
  let serverMs = SERVER_MS;
  const clock = new SteadyClock({
    monotonicMs: () => browser.monotonicMs,
    wallMs: () => browser.wallMs,
  });
  const pass = (ms: number) => {
    browser.monotonicMs += ms;
    browser.wallMs += ms;
    serverMs += ms;
  };
  return {
    clock,
    pass,
    get serverMs() {
      return serverMs;
    },
    setWallClock(byMs: number) {
      browser.wallMs += byMs;
    },
    sleep(ms: number) {
      browser.wallMs += ms;
      serverMs += ms;
      if (!monotonicSleeps) browser.monotonicMs += ms;
    },
    /** One request: half of the time on the way there, half on the way back. */
    ask(durationMs = 40) {
      const sentAtMs = browser.monotonicMs;
      pass(durationMs / 2);
      const serverDateMs = Math.floor(serverMs / 1000) * 1000;
      pass(durationMs / 2);
      clock.addSample({ sentAtMs, answeredAtMs: browser.monotonicMs, serverDateMs });
    },
  };
}

/** As near as a header of whole seconds allows. */
function expectServerTime({ clock, serverMs }: { clock: SteadyClock; serverMs: number }): void {
  expect(Math.abs(clock.nowMs() - serverMs)).toBeLessThanOrEqual(600);
}

describe('the clock of a board', () => {
  it.each([10 * MINUTE_MS, -10 * MINUTE_MS, 3 * 365 * 24 * HOUR_MS, 0])(
    'tells the time of the server on a screen whose own is off by %i ms',
    (wallAheadMs) => {
      const world = makeWorld({ wallAheadMs });
      world.ask();
      expectServerTime(world);
      expect(Math.abs(world.clock.skewMs() - wallAheadMs)).toBeLessThanOrEqual(600);
    },
  );

  it('takes the median of several answers, so that one slow answer moves nothing', () => {
    const world = makeWorld();
    for (let poll = 0; poll < 4; poll++) {
      world.ask();
      world.pass(5000);
    }
    world.ask(9000);
    expectServerTime(world);
  });

  it('is not moved by somebody who sets the clock of the screen back', () => {
    const world = makeWorld();
    world.ask();
    const before = world.clock.nowMs();
    world.setWallClock(-10 * MINUTE_MS);
    world.pass(1000);
    expect(world.clock.nowMs() - before).toBe(1000);
  });

  it.each([true, false])(
    'is right after eight hours of sleep and one answer (a monotonic clock that stands still: %s)',
    (monotonicSleeps) => {
      const world = makeWorld({ monotonicSleeps });
      for (let poll = 0; poll < 5; poll++) {
        world.ask();
        world.pass(5000);
      }
      world.sleep(8 * HOUR_MS);
      world.clock.nowMs();
      world.ask();
      expectServerTime(world);
    },
  );

  it('takes nothing from a request that slept with the computer', () => {
    const world = makeWorld();
    world.ask();
    const sentAtMs = world.clock.stamp().monotonicMs;
    const serverDateMs = world.serverMs;
    world.pass(20);
    world.sleep(8 * HOUR_MS);
    world.clock.addSample({
      sentAtMs,
      answeredAtMs: world.clock.stamp().monotonicMs,
      serverDateMs,
    });
    world.pass(100);
    world.ask();
    expectServerTime(world);
  });

  it('never runs backwards by jitter', () => {
    const world = makeWorld();
    let last = world.clock.nowMs();
    for (const durationMs of [40, 1900, 15, 800, 2400, 10, 30]) {
      world.ask(durationMs);
      expect(world.clock.nowMs()).toBeGreaterThanOrEqual(last);
      last = world.clock.nowMs();
      world.pass(1000);
    }
  });
});

describe('how long ago something was', () => {
  const then = { monotonicMs: 1000, wallMs: 1_000_000, serverMs: 0 };

  it('counts sleep that the monotonic clock did not', () => {
    expect(elapsedMs(then, { monotonicMs: 2000, wallMs: 1_000_000 + HOUR_MS, serverMs: 0 })).toBe(
      HOUR_MS,
    );
  });

  it('is not hidden by a wall clock that was set back', () => {
    expect(elapsedMs(then, { monotonicMs: 61_000, wallMs: 500_000, serverMs: 0 })).toBe(60_000);
  });
});
