import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PollRequest, usePresencePoll } from './use-presence-poll.ts';

const START_MS = Date.parse('2026-11-23T14:30:00Z');

type Answering = (url: string, init: RequestInit) => Promise<Response>;

/** Every address that was asked for, in order. */
let asked: string[] = [];
let answering: Answering;
let client: QueryClient;

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS });
  asked = [];
  answering = async () => listOf('0003*210');
  client = new QueryClient();
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push(url);
    return answering(url, init);
  });
});

afterEach(() => {
  cleanup();
  client.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function listOf(...numbers: string[]): Response {
  const entry = numbers.map((extension) => ({
    extension,
    status: 1,
    registration: [{ agent: 'Zoiper', registration: '1', expire: '2026-11-23T15:30:00Z' }],
  }));
  const root = [
    {
      ...{ startIndex: 0, totalResults: entry.length, itemsPerPage: 5000 },
      ...{ filtered: false, sorted: false, entry },
    },
  ];
  return new Response(JSON.stringify(root), { headers: { date: new Date().toUTCString() } });
}

const never = () => new Promise<Response>(() => {});

function startPolling(request: Partial<PollRequest> = {}) {
  let renders = 0;
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const first: PollRequest = { query: {}, everySeconds: 5, isPaused: false, ...request };
  const hook = renderHook(
    (props: PollRequest) => {
      renders += 1;
      return usePresencePoll(props);
    },
    { initialProps: first, wrapper },
  );
  return {
    get poll() {
      return hook.result.current;
    },
    get renders() {
      return renders;
    },
    get numbers() {
      return hook.result.current.roll?.extensions.map(({ number }) => number);
    },
    change: (change: Partial<PollRequest>) => hook.rerender({ ...first, ...change }),
    stop: hook.unmount,
  };
}

/** Lets time pass in small steps, since what happens within one is drawn at its end. */
async function pass(seconds: number): Promise<void> {
  for (let leftMs = seconds * 1000; leftMs >= 0; leftMs -= 250) {
    await act(() => vi.advanceTimersByTimeAsync(Math.min(leftMs, 250)));
  }
}

describe('polling', () => {
  it('asks for the largest page, since the default is twenty', async () => {
    startPolling();
    await pass(0);
    expect(asked).toEqual(['/uapi/extensions/@me/@self/presence?count=5000&startIndex=0']);
  });

  it('asks again after each interval, one request at a time', async () => {
    startPolling();
    await pass(26);
    expect(asked).toHaveLength(6);
  });

  it('goes on after a request that hangs', async () => {
    const board = startPolling();
    await pass(1);
    answering = never;
    await pass(14.5);
    expect(board.poll.failure).toMatchObject({ kind: 'timeout' });
    expect(board.numbers).toEqual(['0003*210']);

    answering = async () => listOf('0003*210', '0003*211');
    await pass(10);
    expect(board.poll.failure).toBeUndefined();
    expect(board.numbers).toEqual(['0003*210', '0003*211']);
  });

  it('starts no request while one is in flight', async () => {
    let inFlight = 0;
    let most = 0;
    answering = async () => {
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
    expect(asked.length).toBeGreaterThan(5);
  });

  it('goes on while the browser thinks that it is offline', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    window.dispatchEvent(new Event('offline'));
    startPolling();
    await pass(11);
    expect(asked).toHaveLength(3);
    window.dispatchEvent(new Event('online'));
  });

  it('keeps the list when a poll fails, says why, and counts the failures', async () => {
    const board = startPolling();
    await pass(1);
    answering = async () =>
      new Response('{"error":{"code":"internal_server_error"}}', { status: 500 });
    await pass(20);
    expect(board.numbers).toEqual(['0003*210']);
    expect(board.poll.failure).toMatchObject({ kind: 'fault', httpStatus: 500 });
    expect(board.poll.failures.count).toBeGreaterThan(1);
  });

  it('calls a refused connection no connection: a browser cannot tell more', async () => {
    answering = async () => {
      throw new TypeError('Failed to fetch');
    };
    const board = startPolling();
    await pass(1);
    expect(board.poll.failure).toMatchObject({ kind: 'no-connection' });
  });

  it('takes 204, which has no body, for an empty list', async () => {
    answering = async () => new Response(null, { status: 204 });
    const board = startPolling();
    await pass(1);
    expect(board.poll.roll).toMatchObject({ status: 204, extensions: [], totalResults: 0 });
    expect(board.poll.failure).toBeUndefined();
  });

  it('stops when it is refused before any data', async () => {
    answering = async () => new Response('{}', { status: 401 });
    const board = startPolling();
    await pass(600);
    expect(asked).toHaveLength(1);
    expect(board.poll.failure).toMatchObject({ kind: 'refused' });
  });

  it('keeps the list when the session ends, and asks for a session once a minute', async () => {
    const board = startPolling();
    await pass(1);
    answering = async () => new Response('{}', { status: 401 });
    await pass(10);
    asked = [];
    await pass(180);
    expect(asked).toEqual(['/session', '/session', '/session']);
    expect(board.numbers).toEqual(['0003*210']);

    answering = async (url) =>
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
    expect(asked.length).toBeGreaterThan(10);
    expect(board.renders).toBe(renders);
    expect(board.poll.roll).toBe(roll);
  });

  it('gives an extension back by reference when another one is new beside it', async () => {
    const board = startPolling();
    await pass(1);
    const before = board.poll.roll?.extensions[0];
    answering = async () => listOf('0003*200', '0003*210');
    await pass(5);
    expect(board.numbers).toEqual(['0003*200', '0003*210']);
    expect(board.poll.roll?.extensions[1]).toBe(before);
  });

  it('leaves the service alone as long as it asks for', async () => {
    const board = startPolling();
    await pass(1);
    answering = async () => new Response('', { status: 429, headers: { 'retry-after': '45' } });
    await pass(5);
    expect(board.poll.failure).toMatchObject({ kind: 'too-many', retryAfterMs: 45_000 });
    asked = [];
    await pass(43);
    expect(asked).toEqual([]);
    await pass(5);
    expect(asked).toHaveLength(1);
  });

  it('rests while nobody sees the page, and asks when it is seen again', async () => {
    const visibility = vi.spyOn(document, 'visibilityState', 'get');
    startPolling();
    await pass(1);
    visibility.mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    await pass(60);
    expect(asked).toHaveLength(1);
    visibility.mockReturnValue('visible');
    await act(async () => {
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    });
    expect(asked).toHaveLength(2);
    await pass(6);
    expect(asked).toHaveLength(3);
  });

  it('asks at once after eight hours of sleep, though its timer slept too', async () => {
    startPolling({ everySeconds: 3600 });
    await pass(1);
    vi.setSystemTime(Date.now() + 8 * 3_600_000);
    await pass(1);
    expect(asked).toHaveLength(2);
    await pass(60);
    expect(asked).toHaveLength(2);
  });

  it('keeps plain JSON, so that what did not change can be told', async () => {
    startPolling();
    await pass(1);
    const [query] = client.getQueryCache().getAll();
    const kept = query?.state.data;
    expect(kept).toBeDefined();
    expect(JSON.parse(JSON.stringify(kept))).toEqual(kept);
  });

  it('stops while paused, and leaves no timer when it is taken away', async () => {
    const board = startPolling();
    await pass(1);
    board.change({ isPaused: true });
    await pass(60);
    expect(asked).toHaveLength(1);
    board.change({ isPaused: false });
    await pass(5);
    expect(asked.length).toBeGreaterThan(1);

    board.stop();
    asked = [];
    await pass(60);
    expect(asked).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('another filter', () => {
  const filter = (value: string) => ({ query: { filter: { op: 'startsWith', value } as const } });

  it('is asked for once when it is typed letter by letter', async () => {
    const board = startPolling();
    await pass(1);
    asked = [];
    for (const typed of ['0', '00', '000', '0007']) {
      board.change(filter(typed));
      await pass(0.1);
    }
    await pass(1);
    expect(asked.filter((url) => url.includes('filterValue'))).toEqual([
      '/uapi/extensions/@me/@self/presence?filterBy=extension&filterOp=startsWith&filterValue=0007&count=5000&startIndex=0',
    ]);
  });

  it('never shows a late answer to the one before', async () => {
    let answerLate = (_: Response) => {};
    answering = (url) =>
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
    answering = never;
    board.change(filter('0007'));
    await pass(1);
    expect(board.poll.isPlaceholder).toBe(true);
    expect(board.numbers).toEqual(['0003*210']);
  });

  it('says why it failed, and shows no list that answers something else', async () => {
    const board = startPolling();
    await pass(1);
    answering = async () => new Response('', { status: 500 });
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
    answering = async () => listOf('0007*100');
    asked = [];
    board.change({ ...filter('0007'), isPaused: true });
    await pass(30);
    expect(asked).toHaveLength(1);
    expect(board.numbers).toEqual(['0007*100']);
    expect(board.poll.isPlaceholder).toBe(false);
  });

  it('begins without the failures of the one before', async () => {
    const board = startPolling();
    await pass(1);
    answering = async () => new Response('', { status: 500 });
    await pass(10);
    answering = never;
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
    expect(client.getQueryCache().getAll().length).toBeLessThan(40);
    await pass(15);
    expect(client.getQueryCache().getAll()).toHaveLength(1);
  }, 20_000);

  it('has no time and nothing random in its key', async () => {
    startPolling(filter('0007'));
    await pass(30);
    const keys = client
      .getQueryCache()
      .getAll()
      .map(({ queryKey }) => queryKey);
    expect(keys).toEqual([
      ['presence', 'list', 'filterBy=extension&filterOp=startsWith&filterValue=0007'],
    ]);
  });
});
