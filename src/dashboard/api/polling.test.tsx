import { act } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { listOf, never, pass, serveEachTest, service, startPolling } from './polled-board.rig.tsx';

serveEachTest();

describe('polling', () => {
  it('asks for the largest page, since the default is twenty', async () => {
    startPolling();
    await pass(0);
    expect(service.asked).toEqual(['/uapi/extensions/@me/@self/presence?count=5000&startIndex=0']);
  });

  it('asks again after each interval, one request at a time', async () => {
    startPolling();
    await pass(26);
    expect(service.asked).toHaveLength(6);
  });

  it('goes on after a request that hangs', async () => {
    const board = startPolling();
    await pass(1);
    service.answering = never;
    await pass(14.5);
    expect(board.poll.failure).toMatchObject({ kind: 'timeout' });
    expect(board.numbers).toEqual(['0003*210']);

    service.answering = async () => listOf('0003*210', '0003*211');
    await pass(10);
    expect(board.poll.failure).toBeUndefined();
    expect(board.numbers).toEqual(['0003*210', '0003*211']);
  });

  it('starts no request while one is in flight', async () => {
    let inFlight = 0;
    let most = 0;
    service.answering = async () => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await new Promise((resolve) => setTimeout(resolve, 4000));
      inFlight -= 1;
      return listOf('0003*210');
    };
    const board = startPolling({ everySeconds: 1 });
    await pass(1);
    await act(async () => board.poll.tryNow());
    await pass(40);
    expect(most).toBe(1);
    expect(service.asked.length).toBeGreaterThan(5);
  });

  it('goes on while the browser thinks that it is offline', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    window.dispatchEvent(new Event('offline'));
    startPolling();
    await pass(11);
    expect(service.asked).toHaveLength(3);
    window.dispatchEvent(new Event('online'));
  });

  it('keeps the list when a poll fails, says why, and counts the failures', async () => {
    const board = startPolling();
    await pass(1);
    service.answering = async () =>
      new Response('{"error":{"code":"internal_server_error"}}', { status: 500 });
    await pass(20);
    expect(board.numbers).toEqual(['0003*210']);
    expect(board.poll.failure).toMatchObject({ kind: 'fault', httpStatus: 500 });
    expect(board.poll.failures.count).toBeGreaterThan(1);
  });

  it('calls a refused connection no connection: a browser cannot tell more', async () => {
    service.answering = async () => {
      throw new TypeError('Failed to fetch');
    };
    const board = startPolling();
    await pass(1);
    expect(board.poll.failure).toMatchObject({ kind: 'no-connection' });
  });

  it('takes 204, which has no body, for an empty list', async () => {
    service.answering = async () => new Response(null, { status: 204 });
    const board = startPolling();
    await pass(1);
    expect(board.poll.roll).toMatchObject({ status: 204, extensions: [], totalResults: 0 });
    expect(board.poll.failure).toBeUndefined();
  });

  it('stops when it is refused before any data', async () => {
    service.answering = async () => new Response('{}', { status: 401 });
    const board = startPolling();
    await pass(600);
    expect(service.asked).toHaveLength(1);
    expect(board.poll.failure).toMatchObject({ kind: 'refused' });
  });

  it('keeps the list when the session ends, and asks for a session once a minute', async () => {
    const board = startPolling();
    await pass(1);
    service.answering = async () => new Response('{}', { status: 401 });
    await pass(10);
    service.asked = [];
    await pass(180);
    expect(service.asked).toEqual(['/session', '/session', '/session']);
    expect(board.numbers).toEqual(['0003*210']);

    service.answering = async (url) =>
      url === '/session'
        ? new Response(
            JSON.stringify({
              account: { id: 0, name: 'Administrator', role: 'administrator' },
              expiresAt: '2026-12-23T14:30:00Z',
            }),
          )
        : listOf('0003*211');
    await pass(61);
    expect(board.numbers).toEqual(['0003*211']);
    expect(board.poll.failure).toBeUndefined();
  });

  it('renders nothing when the answer says nothing new, and keeps the very objects', async () => {
    const board = startPolling();
    await pass(1);
    const { renders } = board;
    const roll = board.poll.roll;
    await pass(60);
    expect(service.asked.length).toBeGreaterThan(10);
    expect(board.renders).toBe(renders);
    expect(board.poll.roll).toBe(roll);
  });

  it('gives an extension back by reference when another one is new beside it', async () => {
    const board = startPolling();
    await pass(1);
    const before = board.poll.roll?.extensions[0];
    service.answering = async () => listOf('0003*200', '0003*210');
    await pass(5);
    expect(board.numbers).toEqual(['0003*200', '0003*210']);
    expect(board.poll.roll?.extensions[1]).toBe(before);
  });

  it('leaves the service alone as long as it asks for', async () => {
    const board = startPolling();
    await pass(1);
    service.answering = async () =>
      new Response('', { status: 429, headers: { 'retry-after': '45' } });
    await pass(5);
    expect(board.poll.failure).toMatchObject({ kind: 'too-many', retryAfterMs: 45_000 });
    service.asked = [];
    await pass(43);
    expect(service.asked).toEqual([]);
    await pass(5);
    expect(service.asked).toHaveLength(1);
  });

  it('rests while nobody sees the page, and asks when it is seen again', async () => {
    const visibility = vi.spyOn(document, 'visibilityState', 'get');
    startPolling();
    await pass(1);
    visibility.mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    await pass(60);
    expect(service.asked).toHaveLength(1);
    visibility.mockReturnValue('visible');
    await act(async () => {
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    });
    expect(service.asked).toHaveLength(2);
    await pass(6);
    expect(service.asked).toHaveLength(3);
  });

  it('goes on while hidden where nobody attends the screen', async () => {
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    startPolling({ isUnattended: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    await pass(61);
    expect(service.asked).toHaveLength(13);
    visibility.mockRestore();
  });

  it('asks at once after eight hours of sleep, though its timer slept too', async () => {
    startPolling({ everySeconds: 3600 });
    await pass(1);
    vi.setSystemTime(Date.now() + 8 * 3_600_000);
    await pass(1);
    expect(service.asked).toHaveLength(2);
    await pass(60);
    expect(service.asked).toHaveLength(2);
  });

  it('keeps plain JSON, so that what did not change can be told', async () => {
    startPolling();
    await pass(1);
    const [query] = service.client.getQueryCache().getAll();
    const kept = query?.state.data;
    expect(kept).toBeDefined();
    expect(JSON.parse(JSON.stringify(kept))).toEqual(kept);
  });

  it('stops while paused, and leaves no timer when it is taken away', async () => {
    const board = startPolling();
    await pass(1);
    board.change({ isPaused: true });
    await pass(60);
    expect(service.asked).toHaveLength(1);
    board.change({ isPaused: false });
    await pass(5);
    expect(service.asked.length).toBeGreaterThan(1);

    board.stop();
    service.asked = [];
    await pass(60);
    expect(service.asked).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
