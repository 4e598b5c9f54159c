import { describe, expect, it } from 'vitest';
import { chooseBatch, mostInTrouble, nextMishap, pauseUntilBatchMs } from './mishaps.ts';
import { seededRandom } from './random.ts';

const candidates = (
  count: number,
  like: { organization?: string; agent?: string; expiresSeconds?: number },
) =>
  Array.from({ length: count }, (_, index) => ({
    number: `${like.organization ?? '0003'}*${200 + index}`,
    agent: like.agent ?? 'Yealink SIP-T46S 66.86.0.15',
    expiresSeconds: like.expiresSeconds ?? 90,
  }));

describe('nextMishap', () => {
  it('knows all three kinds, and lets nobody be away for more than three minutes', () => {
    const random = seededRandom(1);
    const [candidate] = candidates(1, {});
    const seen = new Set<string>();
    for (let at = 0; at < 200 && candidate; at++) {
      const mishap = nextMishap(random, candidate);
      seen.add(mishap.kind);
      if (mishap.kind !== 'hangs') expect(mishap.awayMs).toBeLessThanOrEqual(180_000);
    }
    expect(seen).toEqual(new Set(['signs-off', 'crashes', 'hangs']));
  });

  it('lets nobody crash whose registration would outlive the demonstration', () => {
    const random = seededRandom(1);
    const [candidate] = candidates(1, { expiresSeconds: 3600 });
    for (let at = 0; at < 200 && candidate; at++) {
      expect(nextMishap(random, candidate).kind).toBe('signs-off');
    }
  });
});

describe('chooseBatch', () => {
  it('takes nine of the largest group first: one model, one firmware, one organization', () => {
    const department = candidates(12, {});
    const others = [
      ...candidates(8, { organization: '0007' }),
      ...candidates(5, { agent: 'Yealink SIP-T46S 66.84.0.15' }),
      ...candidates(20, { agent: 'Cisco-CP-8841-3PCC/12.0.5', expiresSeconds: 3600 }),
    ];
    const batch = chooseBatch(seededRandom(1), [...others, ...department], {
      extensions: 128,
      isFirst: true,
    });
    expect(batch).toEqual(department.slice(0, 9));
  });

  it('takes other large groups later', () => {
    const random = seededRandom(1);
    const phones = [
      ...candidates(12, {}),
      ...candidates(8, { organization: '0007' }),
      ...candidates(5, { organization: '0012' }),
    ];
    const sizes = Array.from(
      { length: 20 },
      () => chooseBatch(random, phones, { extensions: 128, isFirst: false }).length,
    );
    expect(new Set(sizes)).toEqual(new Set([9, 8]));
  });

  it('takes nobody where no three are alike', () => {
    const phones = [...candidates(2, {}), ...candidates(2, { organization: '0007' })];
    expect(chooseBatch(seededRandom(1), phones, { extensions: 4, isFirst: false })).toEqual([]);
  });
});

it('lets the first batch drop after two to four minutes, and the next after about fifteen', () => {
  const random = seededRandom(5);
  for (let at = 0; at < 50; at++) {
    const firstMinutes = pauseUntilBatchMs(random, true) / 60_000;
    expect(firstMinutes).toBeGreaterThanOrEqual(2);
    expect(firstMinutes).toBeLessThanOrEqual(4);
    const nextMinutes = pauseUntilBatchMs(random, false) / 60_000;
    expect(Math.abs(nextMinutes - 15)).toBeLessThanOrEqual(2);
  }
});

it('lets so few be in trouble that, with a batch, a static and an empty desk, 20 of 128 are never missing', () => {
  expect(mostInTrouble(128) + 9 + 3 + 1).toBeLessThan(20);
});
