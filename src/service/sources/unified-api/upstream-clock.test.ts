import { describe, expect, it } from 'vitest';
import { answeredAtMs, clockOffsetMs } from './upstream-clock.ts';

const NOW = Date.parse('2026-11-23T14:30:00.400Z');
const HOUR = 3_600_000;

/** An answer that took some milliseconds, by a clock that is ahead of ours. */
function answer({ aheadMs = 0, takesMs = 40, atMs = NOW }) {
  const dateMs = Math.floor((atMs + takesMs / 2 + aheadMs) / 1000) * 1000;
  return { dateMs, sentAtMs: atMs, receivedAtMs: atMs + takesMs };
}

describe('the clock of an upstream', () => {
  it('is right when it is within the grain of its Date', () => {
    for (const aheadMs of [-1500, -400, 0, 400, 1400]) {
      expect(clockOffsetMs(undefined, answer({ aheadMs })), `${aheadMs} ms`).toBe(0);
    }
  });

  it('is off by whole seconds', () => {
    expect(clockOffsetMs(undefined, answer({ aheadMs: HOUR }))).toBe(HOUR);
    expect(clockOffsetMs(undefined, answer({ aheadMs: -90_000 }))).toBe(-90_000);
  });

  it('does not flicker from answer to answer, however long they take', () => {
    const first = clockOffsetMs(undefined, answer({ aheadMs: 7300 }));
    for (let nth = 0; nth < 50; nth += 1) {
      const later = answer({ aheadMs: 7300, atMs: NOW + nth * 5137, takesMs: (nth % 7) * 1300 });
      expect(clockOffsetMs(first, later)).toBe(first);
    }
  });

  it('is believed anew when it was set', () => {
    expect(clockOffsetMs(0, answer({ aheadMs: HOUR }))).toBe(HOUR);
    expect(clockOffsetMs(HOUR, answer({}))).toBe(0);
  });

  it('stays as it was where an answer has no Date', () => {
    const unknown = { dateMs: null, sentAtMs: NOW, receivedAtMs: NOW + 20 };
    expect(clockOffsetMs(undefined, unknown)).toBe(0);
    expect(clockOffsetMs(HOUR, unknown)).toBe(HOUR);
    expect(answeredAtMs(unknown, HOUR)).toBe(NOW + HOUR);
  });
});
