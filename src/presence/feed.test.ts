import { describe, expect, it } from 'vitest';
import { type FeedChange, type FeedEntry, feedOf } from './feed.ts';

const SECOND = 1000;
let nth = 0;
const change = (seconds: number, over: Partial<FeedChange> = {}): FeedChange => {
  nth += 1;
  return {
    key: String(nth),
    atMs: seconds * SECOND,
    number: `0003*${200 + nth}`,
    from: 'registered',
    to: 'expired',
    ...over,
  };
};
const words = (entries: readonly FeedEntry[]) =>
  entries.map((entry) => {
    if (entry.kind === 'gap') return 'gap';
    if (entry.kind === 'change') return `${entry.change.number} ${entry.change.to}`;
    const { numbers, to, withinMs, organization } = entry.group;
    return `${numbers.length} ${to} in ${withinMs / SECOND} s in ${organization}`;
  });

it('tells the latest first', () => {
  const first = change(1, { number: '0003*201', to: 'busy' });
  const second = change(2, { number: '0003*202', to: 'ringing' });
  expect(words(feedOf([first, second]))).toEqual(['0003*202 ringing', '0003*201 busy']);
});

describe('what many went through together', () => {
  it('is one line, at the time of the last, with the organization that they share', () => {
    const lost = [0, 5, 5, 20, 40].map((seconds) => change(seconds));
    const talk = change(10, { number: '0007*118', to: 'busy' });
    const inOrder = [...lost.slice(0, 3), talk, ...lost.slice(3)];
    expect(words(feedOf(inOrder))).toEqual(
      ['0007*118 busy', '5 expired in 40 s in 0003'].reverse(),
    );
  });

  it('names no organization where there are several', () => {
    const lost = ['0003*1', '0007*1', '0007*2'].map((number) => change(0, { number }));
    expect(words(feedOf(lost))).toEqual(['3 expired in 0 s in undefined']);
  });

  it('is no line of its own for two, nor for three that lie apart', () => {
    expect(feedOf([change(0), change(1)])).toHaveLength(2);
    expect(feedOf([change(0), change(100), change(200)])).toHaveLength(3);
  });

  it('is not one extension that came and went', () => {
    const same = [0, 20, 40].map((seconds) => change(seconds, { number: '0003*201' }));
    expect(feedOf(same)).toHaveLength(3);
  });

  it('takes expired and lost alike, and those that came back apart', () => {
    const lost = [change(0), change(1, { to: 'lost' }), change(2)];
    const back = [3, 4, 5].map((at) => change(at, { from: 'expired', to: 'registered' }));
    expect(words(feedOf([...lost, ...back]))).toEqual([
      '3 registered in 2 s in 0003',
      '3 expired in 2 s in 0003',
    ]);
  });

  it('is never made of calls: everybody has their own', () => {
    const talks = [0, 1, 2, 3].map((at) => change(at, { to: 'busy' }));
    const idle = [4, 5, 6].map((at) => change(at, { from: 'busy', to: 'registered' }));
    expect(feedOf([...talks, ...idle])).toHaveLength(7);
  });
});

it('puts a gap where it ended, and one that goes on before everything', () => {
  const entries = feedOf(
    [change(10, { number: '0003*1' }), change(90, { number: '0003*2' })],
    [
      { fromMs: 20 * SECOND, toMs: 60 * SECOND },
      { fromMs: 95 * SECOND, toMs: undefined },
    ],
  );
  expect(words(entries)).toEqual(['gap', '0003*2 expired', 'gap', '0003*1 expired']);
});
