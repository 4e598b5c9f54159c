import { describe, expect, it } from 'vitest';
import { listOf, never, pass, serveEachTest, service, startPolling } from './polled-board.rig.tsx';

serveEachTest();

describe('another filter', () => {
  const filter = (value: string) => ({ query: { filter: { op: 'startsWith', value } as const } });

  it('is asked for once when it is typed letter by letter', async () => {
    const board = startPolling();
    await pass(1);
    service.asked = [];
    for (const typed of ['0', '00', '000', '0007']) {
      board.change(filter(typed));
      await pass(0.1);
    }
    await pass(1);
    expect(service.asked.filter((url) => url.includes('filterValue'))).toEqual([
      '/uapi/extensions/@me/@self/presence?filterBy=extension&filterOp=startsWith&filterValue=0007&count=5000&startIndex=0',
    ]);
  });

  it('never shows a late answer to the one before', async () => {
    let answerLate = (_: Response) => {};
    service.answering = (url) =>
      url.includes('0003')
        ? new Promise((resolve) => {
            answerLate = resolve;
          })
        : Promise.resolve(listOf('0007*100'));
    const board = startPolling(filter('0003'));
    await pass(1);
    board.change(filter('0007'));
    await pass(1);
    expect(board.numbers).toEqual(['0007*100']);
    answerLate(listOf('0003*210'));
    await pass(1);
    expect(board.numbers).toEqual(['0007*100']);
  });

  it('shows what was there as a placeholder until its answer comes', async () => {
    const board = startPolling();
    await pass(1);
    service.answering = never;
    board.change(filter('0007'));
    await pass(1);
    expect(board.poll.isPlaceholder).toBe(true);
    expect(board.numbers).toEqual(['0003*210']);
  });

  it('says why it failed, and shows no list that answers something else', async () => {
    const board = startPolling();
    await pass(1);
    service.answering = async () => new Response('', { status: 500 });
    board.change(filter('0007'));
    await pass(1);
    expect(board.poll).toMatchObject({ failure: { kind: 'fault' }, isPlaceholder: false });
    expect(board.poll.roll).toBeUndefined();
    await pass(30);
    expect(board.poll.failures.count).toBeGreaterThan(2);
  });

  it('is asked for once while paused', async () => {
    const board = startPolling();
    await pass(1);
    board.change({ isPaused: true });
    service.answering = async () => listOf('0007*100');
    service.asked = [];
    board.change({ ...filter('0007'), isPaused: true });
    await pass(30);
    expect(service.asked).toHaveLength(1);
    expect(board.numbers).toEqual(['0007*100']);
    expect(board.poll.isPlaceholder).toBe(false);
  });

  it('begins without the failures of the one before', async () => {
    const board = startPolling();
    await pass(1);
    service.answering = async () => new Response('', { status: 500 });
    await pass(10);
    service.answering = never;
    board.change(filter('0007'));
    await pass(1);
    expect(board.poll).toMatchObject({ failures: { count: 0 }, isAsking: true });
    expect(board.poll.failure).toBeUndefined();
  });

  it('does not grow the cache, however often it is edited', async () => {
    const board = startPolling();
    await pass(1);
    for (let edit = 0; edit < 2000; edit++) {
      board.change(filter(String(1000 + edit)));
      if (edit % 20 === 0) await pass(0.5);
    }
    expect(service.client.getQueryCache().getAll().length).toBeLessThan(40);
    await pass(15);
    expect(service.client.getQueryCache().getAll()).toHaveLength(1);
  }, 20_000);

  it('has no time and nothing random in its key', async () => {
    startPolling(filter('0007'));
    await pass(30);
    const keys = service.client
      .getQueryCache()
      .getAll()
      .map(({ queryKey }) => queryKey);
    expect(keys).toEqual([
      ['presence', 'list', 'filterBy=extension&filterOp=startsWith&filterValue=0007'],
    ]);
  });
});
