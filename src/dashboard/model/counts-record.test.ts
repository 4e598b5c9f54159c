import { describe, expect, it } from 'vitest';
import { type CountsRecord, historyOf, RECORD_MS, record } from './counts-record.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-23T14:00:00Z');

/** What was counted, by seconds after the start; undefined is a time without data. */
function recordOf(...samples: (readonly [seconds: number, registered: number | undefined])[]) {
  let kept: CountsRecord | undefined;
  for (const [seconds, registered] of samples) {
    const counts = registered === undefined ? undefined : { registered };
    kept = record(kept, { atMs: START + seconds * 1000, counts });
  }
  if (!kept) throw new Error('Nothing was recorded.');
  return kept;
}

const read = (kept: CountsRecord, minutes: number, stepMs = MINUTE) =>
  historyOf(kept, { fromMs: START, toMs: START + minutes * MINUTE, stepMs }).steps.map(
    ({ counts }) => counts?.registered,
  );

describe('what a screen has counted', () => {
  it('holds until something else is counted', () => {
    expect(read(recordOf([0, 128], [130, 120]), 5)).toEqual([128, 128, 120, 120, 120]);
  });

  it('shows a loss that was over within its minute', () => {
    expect(read(recordOf([0, 128], [70, 119], [80, 128]), 4)).toEqual([128, 119, 128, 128]);
  });

  it('is not known before it was first seen', () => {
    expect(read(recordOf([150, 128]), 5)).toEqual([undefined, undefined, 128, 128, 128]);
  });

  it('has a gap as long as nobody knew', () => {
    const kept = recordOf([0, 128], [60, undefined], [240, 127]);
    expect(read(kept, 6)).toEqual([128, 128, undefined, undefined, 127, 127]);
    expect(read(kept, 6, 2 * MINUTE)).toEqual([128, undefined, 127]);
  });

  it('says nothing of a longer step of which less than half is known, but for the one that goes on', () => {
    const kept = recordOf([0, 128], [300, undefined], [340, 127], [350, undefined], [1500, 120]);
    const inTenMinutes = (minutes: number) => read(kept, minutes, 10 * MINUTE);
    expect(inTenMinutes(30)).toEqual([127, undefined, 120]);
    expect(inTenMinutes(31)).toEqual([127, undefined, 120, 120]);
    const longer = recordOf([0, 128], [230, undefined], [1620, 120]);
    expect(read(longer, 30, 10 * MINUTE)).toEqual([undefined, undefined, 120]);
    expect(read(longer, 31, 10 * MINUTE)).toEqual([undefined, undefined, undefined, 120]);
  });

  it('is the same record while nothing new is counted', () => {
    const kept = recordOf([0, 128]);
    expect(record(kept, { atMs: START + MINUTE, counts: { registered: 128 } })).toBe(kept);
  });

  it('does not run backwards when the clock is set back', () => {
    expect(read(recordOf([120, 128], [0, 120]), 4)).toEqual([undefined, undefined, 120, 120]);
  });
});

it('keeps a day and what it began with, however often something changes', () => {
  let kept: CountsRecord | undefined;
  const days = 3;
  for (let at = 0; at < days * RECORD_MS; at += 20_000) {
    kept = record(kept, { atMs: START + at, counts: { registered: (at / 20_000) % 7 } });
  }
  expect(kept?.minutes.length).toBeLessThanOrEqual(RECORD_MS / MINUTE + 1);
  const endMs = START + days * RECORD_MS;
  const { steps } = historyOf(kept ?? recordOf(), {
    ...{ fromMs: endMs - RECORD_MS, toMs: endMs, stepMs: MINUTE },
  });
  expect(steps).toHaveLength(1440);
  expect(steps.every(({ counts }) => counts)).toBe(true);
});
