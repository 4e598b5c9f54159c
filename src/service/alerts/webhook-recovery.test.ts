import { beforeEach, describe, expect, it } from 'vitest';
import { ANN, BOB, OTHER, WebhookBench } from './webhook.rig.ts';

let bench: WebhookBench;
beforeEach(() => {
  bench = new WebhookBench();
});

describe('a recovery', () => {
  it('is told once, with the id of its loss, when all of it has been back for ten seconds', () => {
    bench.lose(ANN, BOB);
    bench.later(10);
    bench.comeBack(BOB);
    bench.later(60);
    expect(bench.sent).toHaveLength(1);
    bench.comeBack(ANN);
    bench.later(9);
    expect(bench.sent).toHaveLength(1);
    bench.later(1);
    const [loss, recovery, ...more] = bench.sent;
    expect(more).toEqual([]);
    expect(recovery).toEqual({
      ...loss,
      kind: 'recovery',
      text: 'All 2 are back: 0003*210 Ann, reception; 0003*211.',
      since: '2026-11-23T14:30:12Z',
    });
  });

  it('waits for what is lost again at once, which is no loss of its own', () => {
    bench.lose(ANN);
    bench.later(10);
    bench.comeBack(ANN);
    bench.later(5);
    bench.lose(ANN);
    bench.later(60);
    expect(bench.told()).toEqual(['loss Lost: 0003*210 Ann, reception.']);
    bench.comeBack(ANN);
    bench.later(10);
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['loss', 'recovery']);
  });

  it('is not waited for by what is back for good and is lost again', () => {
    bench.lose(ANN, BOB);
    bench.later(10);
    bench.comeBack(ANN);
    bench.later(60);
    bench.lose(ANN);
    bench.later(10);
    expect(bench.told()).toEqual([
      'loss 2 lost: 0003*210 Ann, reception; 0003*211.',
      'loss Lost: 0003*210 Ann, reception.',
    ]);
  });

  it('is told of what was muted since, so that whoever was told hears of the end', () => {
    bench.lose(ANN);
    bench.later(10);
    bench.silenced.add(ANN);
    bench.comeBack(ANN);
    bench.later(10);
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['loss', 'recovery']);
  });

  it('does not wait for what is taken out of the configuration', () => {
    bench.lose(ANN, BOB);
    bench.later(10);
    bench.comeBack(BOB);
    bench.later(60);
    bench.provision([BOB, OTHER]);
    bench.later(1);
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['loss', 'recovery']);
  });

  it('is not told where everything of the loss is taken out', () => {
    bench.lose(ANN);
    bench.later(10);
    bench.provision([BOB, OTHER]);
    bench.later(60);
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['loss']);
    bench.close();
    bench.open();
    bench.comeBack(ANN);
    bench.later(60);
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['loss']);
  });

  it('is told after a restart, also of what came back while the service was down', () => {
    bench.lose(ANN, BOB);
    bench.later(10);
    bench.comeBack(BOB);
    bench.later(10);
    bench.close();
    bench.register(ANN);
    bench.open();
    bench.later(10);
    expect(bench.sent).toMatchObject([
      { kind: 'loss', count: 2 },
      { kind: 'recovery', id: bench.sent[0]?.id, count: 2, since: '2026-11-23T14:30:12Z' },
    ]);
    bench.close();
    bench.open();
    bench.later(60);
    expect(bench.sent).toHaveLength(2);
  });

  it('is told after a sleep of the machine that came between a return and its news, and so is what follows', () => {
    bench.lose(ANN);
    bench.later(10);
    bench.comeBack(ANN);
    bench.later(3);
    bench.clock.sleep(600_000);
    bench.later(20);
    expect(bench.told()).toEqual([
      'loss Lost: 0003*210 Ann, reception.',
      'recovery Back: 0003*210 Ann, reception.',
    ]);
    bench.lose(BOB);
    bench.later(11);
    expect(bench.told()[2]).toBe('loss Lost: 0003*211.');
  });

  it('is told while the database takes nothing', () => {
    bench.database.prepare('PRAGMA query_only = 1').get();
    bench.lose(ANN);
    bench.later(10);
    bench.comeBack(ANN);
    bench.later(10);
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['loss', 'recovery']);
  });
});
