import { describe, expect, it } from 'vitest';
import { elapsedMs, SteadyClock } from './steady-clock.ts';

const SERVER_NOON = Date.parse('2026-11-23T12:00:00Z');
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A browser whose wall clock is off by `wrongByMs`, and a server that tells the time to the second. */
class Network {
  monotonicMs = 5000;
  wallMs: number;
  serverMs = SERVER_NOON;
  readonly clock: SteadyClock;

  constructor(wrongByMs = 0) {
    this.wallMs = SERVER_NOON + wrongByMs;
    this.clock = new SteadyClock({
      monotonicMs: () => this.monotonicMs,
      wallMs: () => this.wallMs,
    });
  }

  pass(ms: number): void {
    this.monotonicMs += ms;
    this.wallMs += ms;
    this.serverMs += ms;
  }

  /** Sleep: the server and the wall clock go on, and the monotonic clock in some browsers. */
  sleep(ms: number, { isCounted }: { isCounted: boolean }): void {
    this.pass(ms);
    if (!isCounted) this.monotonicMs -= ms;
  }

  /** One request: the Date header is cut down to its second. */
  poll({ thereMs = 20, backMs = 20 } = {}): void {
    const sentAt = this.clock.stamp();
    this.pass(thereMs);
    const serverDateMs = Math.floor(this.serverMs / SECOND) * SECOND;
    this.pass(backMs);
    this.clock.addSample({ sentAt, answeredAt: this.clock.stamp(), serverDateMs });
  }

  pollEvery(ms: number, times: number): void {
    for (let poll = 0; poll < times; poll += 1) {
      this.poll();
      this.pass(ms - 40);
    }
  }

  get errorMs(): number {
    return this.clock.nowMs() - this.serverMs;
  }
}

describe('the server’s time', () => {
  it('is the screen’s own before the first answer', () => {
    expect(new Network(10 * MINUTE).errorMs).toBe(10 * MINUTE);
  });

  it.each([
    ['10 minutes fast', 10 * MINUTE],
    ['10 minutes slow', -10 * MINUTE],
    ['right', 0],
    ['from before the first time set: a television without NTP', -Date.parse('2026-01-01')],
  ])('is known to the second on a screen whose clock is %s', (_what, wrongByMs) => {
    const network = new Network(wrongByMs);
    network.pollEvery(5 * SECOND, 6);
    expect(Math.abs(network.errorMs)).toBeLessThanOrEqual(SECOND / 2);
    expect(Math.abs(network.clock.skewMs() - wrongByMs)).toBeLessThanOrEqual(SECOND / 2);
  });

  it('is taken at the request’s midpoint, half a second into the second that the header names', () => {
    const network = new Network();
    network.poll({ thereMs: 1000, backMs: 1000 });
    expect(network.clock.nowMs()).toBe(SERVER_NOON + SECOND + 500 + SECOND);
  });

  it('does not follow one odd answer: it is the median of several', () => {
    const network = new Network();
    network.pollEvery(5 * SECOND, 5);
    const error = network.errorMs;
    network.serverMs += HOUR;
    network.poll();
    network.serverMs -= HOUR;
    expect(Math.abs(network.errorMs - error)).toBeLessThanOrEqual(SECOND);
  });

  it('is not moved by one slow answer', () => {
    const network = new Network();
    network.pollEvery(5 * SECOND, 4);
    network.poll({ thereMs: 8900, backMs: 100 });
    expect(Math.abs(network.errorMs)).toBeLessThanOrEqual(SECOND / 2 + 100);
  });

  it('follows a server whose clock was set', () => {
    const network = new Network();
    network.pollEvery(5 * SECOND, 5);
    network.serverMs -= 10 * MINUTE;
    network.pollEvery(5 * SECOND, 3);
    expect(Math.abs(network.errorMs)).toBeLessThanOrEqual(SECOND / 2);
  });
});

describe('a screen whose clock is set while it shows the board', () => {
  it.each([
    ['back', -10 * MINUTE],
    ['forward', 10 * MINUTE],
  ])('counts on without a jump when it is set %s', (_what, stepMs) => {
    const network = new Network();
    network.pollEvery(5 * SECOND, 5);
    const before = network.errorMs;
    network.wallMs += stepMs;
    expect(network.errorMs).toBe(before);
    network.pollEvery(5 * SECOND, 1);
    expect(Math.abs(network.errorMs)).toBeLessThanOrEqual(SECOND);
    expect(network.clock.skewMs() / stepMs).toBeCloseTo(1, 2);
  });

  it('trusts the next answer alone', () => {
    const network = new Network();
    network.pollEvery(5 * SECOND, 5);
    network.wallMs += 10 * MINUTE;
    network.serverMs += 10 * MINUTE;
    network.poll();
    expect(Math.abs(network.errorMs)).toBeLessThanOrEqual(SECOND / 2);
  });
});

describe('eight hours of sleep', () => {
  it.each([
    ['counts', true],
    ['does not count', false],
  ])(
    'are over with the first answer, on a browser whose monotonic clock %s them',
    (_what, isCounted) => {
      const network = new Network(-10 * MINUTE);
      network.pollEvery(5 * SECOND, 5);
      network.sleep(8 * HOUR, { isCounted });
      network.poll();
      expect(Math.abs(network.errorMs)).toBeLessThanOrEqual(SECOND / 2);
      expect(network.clock.skewMs() / (-10 * MINUTE)).toBeCloseTo(1, 2);
    },
  );

  it.each([true, false])(
    'are not hidden by an answer that slept too (monotonic clock counts them: %s)',
    (isCounted) => {
      const network = new Network();
      network.pollEvery(5 * SECOND, 5);
      const sentAt = network.clock.stamp();
      const serverDateMs = network.serverMs;
      network.sleep(8 * HOUR, { isCounted });
      const answeredAt = network.clock.stamp();
      network.clock.addSample({ sentAt, answeredAt, serverDateMs });
      network.poll();
      expect(Math.abs(network.errorMs)).toBeLessThanOrEqual(SECOND / 2);
    },
  );

  it.each([true, false])(
    'are in the age of the data (monotonic clock counts them: %s)',
    (isCounted) => {
      const network = new Network();
      const since = network.clock.stamp();
      network.sleep(8 * HOUR, { isCounted });
      expect(elapsedMs(since, network.clock.stamp())).toBe(8 * HOUR);
    },
  );
});

describe('digits', () => {
  it('never run backwards when the estimate falls back a little', () => {
    const network = new Network();
    network.serverMs += 900;
    network.poll();
    const shown: number[] = [];
    for (let look = 0; look < 300; look += 1) {
      network.pass(37);
      if (look % 20 === 0) network.poll({ thereMs: (look * 7) % 400, backMs: 5 });
      shown.push(network.clock.nowMs());
    }
    expect(shown).toEqual([...shown].sort((a, b) => a - b));
  });

  it('go back when they were wrong by more than seconds', () => {
    const network = new Network(10 * MINUTE);
    expect(network.errorMs).toBe(10 * MINUTE);
    network.poll();
    expect(Math.abs(network.errorMs)).toBeLessThanOrEqual(SECOND / 2);
  });
});

describe('the skew', () => {
  it('is not told before the server has told the time', () => {
    expect(new Network(10 * MINUTE).clock.skewMs()).toBe(0);
  });

  it('is positive for a screen that is ahead', () => {
    const network = new Network(MINUTE);
    network.poll();
    expect(network.clock.skewMs()).toBeGreaterThan(59 * SECOND);
  });
});

it('measures an age by whichever clock says longer, and never less than nothing', () => {
  const since = { monotonicMs: 100, wallMs: 100, serverMs: 0 };
  const at = (monotonicMs: number, wallMs: number) =>
    elapsedMs(since, { monotonicMs, wallMs, serverMs: 0 });
  expect([at(300, 200), at(200, 300), at(50, 50), at(200, -900)]).toEqual([200, 200, 0, 100]);
});
