import { describe, expect, it } from 'vitest';
import { growthIn, type Sample, trendOf } from './soak-curve.ts';

/** Noise that is the same each time, from -1 to 1. */
const noise = (nth: number) => Math.sin(nth * 12.9898) * Math.cos(nth * 78.233);

/** 20,000 polls of a page that is at rest but for noise, and what is made of each sample. */
function soak(change: (sample: Sample, nth: number) => Partial<Sample> = () => ({})): Sample[] {
  return Array.from({ length: 41 }, (_, nth) => {
    const sample = {
      polls: nth * 500,
      heapBytes: 12_000_000 + 400_000 * noise(nth),
      nodes: 4000 + Math.round(150 * noise(nth + 100)),
      listeners: 300 + Math.round(10 * noise(nth + 200)),
      documents: 1,
    };
    return { ...sample, ...change(sample, nth) };
  });
}

describe('the curve of a soak', () => {
  it('passes when the page is at rest', () => {
    expect(growthIn(soak())).toEqual([]);
  });

  it('fails when the heap grows by 200 bytes a poll, however noisy', () => {
    const leaking = soak(({ heapBytes, polls }) => ({ heapBytes: heapBytes + 200 * polls }));
    expect(growthIn(leaking)).toEqual([expect.stringMatching(/^heapBytes grows by \d+ a poll/)]);
    const { low, high } = trendOf(leaking, 'heapBytes');
    expect(low).toBeLessThan(200);
    expect(high).toBeGreaterThan(200);
  });

  it.each(['nodes', 'listeners'] as const)(
    'fails when one of %s stays with every tenth poll',
    (count) => {
      const leaking = soak((sample) => ({ [count]: sample[count] + sample.polls / 10 }));
      expect(growthIn(leaking)).toEqual([expect.stringMatching(`^${count} grows`)]);
    },
  );

  it('fails when documents pile up', () => {
    expect(growthIn(soak((_, nth) => ({ documents: 1 + nth })))).toHaveLength(1);
  });

  it('does not take what fills at first for growth', () => {
    const filling = soak(({ heapBytes, polls }) => ({
      heapBytes: heapBytes + 1000 * Math.min(polls, 9500),
    }));
    expect(growthIn(filling)).toEqual([]);
  });

  it('does not take the way out of a dip for growth', () => {
    const dipping = soak(({ nodes }, nth) => ({
      nodes: nodes - 400 * Math.max(0, 1 - Math.abs(nth - 20) / 10),
    }));
    expect(trendOf(dipping, 'nodes').low).toBeGreaterThan(0);
    expect(growthIn(dipping)).toEqual([]);
  });

  it('is not moved by a few samples that are out of line', () => {
    const disturbed = soak((_, nth) => (nth > 36 ? { heapBytes: 60_000_000 } : {}));
    expect(growthIn(disturbed)).toEqual([]);
  });

  it('passes when the page gives back what it had', () => {
    const shrinking = soak(({ nodes, polls }) => ({ nodes: nodes - polls / 10 }));
    expect(growthIn(shrinking)).toEqual([]);
  });

  it('finds the slope of a straight line', () => {
    const { slope, low, high } = trendOf(
      soak(({ polls }) => ({ nodes: 3 * polls })),
      'nodes',
    );
    expect([slope, low, high]).toEqual([3, 3, 3]);
  });
});
