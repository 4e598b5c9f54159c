import { beforeEach, describe, expect, it } from 'vitest';
import { ANN, BOB, DOOR, device, LONG_MS, OTHER, WebhookBench } from './webhook.rig.ts';

let bench: WebhookBench;
beforeEach(() => {
  bench = new WebhookBench();
});

describe('a loss', () => {
  it('is told ten seconds after the last of it, as one message', () => {
    bench.lose(ANN);
    bench.later(5);
    bench.lose(BOB);
    bench.later(9);
    expect(bench.sent).toEqual([]);
    bench.later(1);
    expect(bench.sent).toEqual([
      {
        id: expect.any(String),
        kind: 'loss',
        text: '2 lost: 0003*210 Ann, reception; 0003*211.',
        since: '2026-11-23T14:30:01Z',
        extensions: [
          { extension: ANN, name: 'Ann, reception' },
          { extension: BOB, name: '' },
        ],
        count: 2,
        organizations: ['0003'],
        shared: '',
      },
    ]);
  });

  it('is told a minute after the first of it, even while more is being lost', () => {
    const numbers = Array.from({ length: 20 }, (_, n) => `0005*${100 + n}`);
    bench.provision(numbers);
    bench.register(...numbers);
    bench.later(1);
    for (const number of numbers) {
      bench.lose(number);
      bench.later(4);
    }
    expect(bench.sent[0]).toMatchObject({ kind: 'loss', count: 12, since: '2026-11-23T14:30:02Z' });
    bench.later(10);
    expect(bench.sent.map(({ count }) => count)).toEqual([12, 8]);
  });

  it('is not told when it is back by then', () => {
    bench.lose(ANN);
    bench.later(5);
    bench.comeBack(ANN);
    bench.later(60);
    expect(bench.sent).toEqual([]);
  });

  it('is not told of what is muted or acknowledged, and not later either', () => {
    bench.silenced.add(ANN);
    bench.lose(ANN, BOB);
    bench.later(10);
    bench.silenced.clear();
    bench.later(60);
    bench.comeBack(ANN);
    bench.later(10);
    expect(bench.told()).toEqual(['loss Lost: 0003*211.']);
  });

  it('is not told of an extension that needs no registration, or is taken out', () => {
    bench.directory.registered(device(DOOR), bench.clock.now() + 5_000);
    bench.later(10);
    bench.provision([BOB, OTHER]);
    bench.later(60);
    expect(bench.sent).toEqual([]);
  });

  it('is not told of what was lost before the start, or while the machine was asleep', () => {
    bench.close();
    bench.lose(ANN);
    bench.open();
    bench.later(60);
    bench.lose(BOB);
    bench.clock.sleep(2 * LONG_MS);
    bench.later(60);
    bench.register(ANN, BOB, OTHER);
    bench.later(20);
    bench.lose(OTHER);
    bench.later(9);
    bench.clock.sleep(2 * LONG_MS);
    bench.later(60);
    expect(bench.sent).toEqual([]);
  });

  it('is told of one organization alone to whoever is its', () => {
    bench.close();
    bench.open({ kind: 'organization', organization: '0003' });
    bench.lose(OTHER);
    bench.later(10);
    expect(bench.sent).toEqual([]);
    bench.lose(OTHER, ANN);
    bench.later(10);
    expect(bench.sent).toMatchObject([{ count: 1, organizations: ['0003'] }]);
  });

  it('of an extension that flaps is told no more', () => {
    for (let n = 0; n < 4; n += 1) {
      bench.lose(ANN);
      bench.later(20);
      bench.comeBack(ANN);
      bench.later(20);
    }
    expect(bench.sent.filter(({ kind }) => kind === 'loss')).toHaveLength(3);
    expect(bench.sent.filter(({ kind }) => kind === 'recovery')).toHaveLength(3);
  });
});

it('leaves no timer behind when it is closed', () => {
  bench.lose(ANN);
  bench.close();
  bench.close();
  expect(bench.clock.waiting).toBe(0);
});
