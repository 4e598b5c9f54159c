import { describe, expect, it } from 'vitest';
import { followEvents } from './events.ts';
import type { Extension, RegistrationState } from './extension.ts';
import { afterRoll, type Screen } from './replay.rig.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const phone = (state: RegistrationState): Extension[] => [
  { number: '1', registrations: [{ agent: 'A', state, expiresAtMs: NOON + 10 * HOUR }] },
];
const answer = (screen: Screen | undefined, minute: number, extensions: readonly Extension[]) =>
  afterRoll(screen, { extensions, isWhole: true, atMs: NOON + minute * MINUTE });

describe('a gap between answers', () => {
  const gap = { fromMs: NOON + MINUTE, toMs: NOON + 9 * MINUTE };
  /** What is made of the next answer, nine minutes past noon, after a time without any. */
  const afterGap = (screen: Screen, extensions: readonly Extension[], known = gap) => {
    const { watch, items } = answer(screen, 9, extensions);
    return followEvents(screen.events, {
      sinceMs: watch.sinceMs,
      items,
      atMs: NOON + 9 * MINUTE,
      gap: known,
    });
  };
  const calm = answer(answer(undefined, 0, phone('registered')), 1, phone('registered'));

  it('is told once, before what is found after it', () => {
    const events = afterGap(calm, phone('expired'));
    expect(events.gaps).toEqual([{ ...gap, nth: 1 }]);
    expect(events.latest).toMatchObject([{ nth: 2, number: '1', kind: 'lost' }]);
    expect(events.count).toBe(2);
    const items = answer(calm, 10, phone('expired')).items;
    const later = followEvents(events, { sinceMs: NOON, items, atMs: NOON + 10 * MINUTE, gap });
    expect(later.gaps).toEqual(events.gaps);
    expect(later.count).toBe(2);
  });

  it('ends what was seen of a calm: nobody knows what was lost and back in it', () => {
    expect(calm.events.allRegisteredSinceMs).toBe(NOON);
    expect(afterGap(calm, phone('registered')).allRegisteredSinceMs).toBe(gap.toMs);
  });

  it('is none of a watch that began after it', () => {
    const before = { fromMs: NOON - 9 * MINUTE, toMs: NOON - MINUTE };
    expect(afterGap(calm, phone('registered'), before)).toMatchObject({ gaps: [], count: 0 });
  });

  it('is kept with nineteen others', () => {
    let { events } = calm;
    for (let nth = 1; nth <= 30; nth += 1) {
      const toMs = NOON + nth * HOUR;
      const next = { fromMs: toMs - MINUTE, toMs };
      events = followEvents(events, { sinceMs: NOON, items: calm.items, atMs: toMs, gap: next });
    }
    expect(events.gaps.map(({ nth }) => nth)).toEqual(
      Array.from({ length: 20 }, (_, at) => 11 + at),
    );
  });
});
