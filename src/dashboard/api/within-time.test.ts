import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { boardClock } from '../clock/board-clock.ts';
import { withinTime } from './within-time.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function start(work: (signal: AbortSignal) => Promise<string>, signal?: AbortSignal) {
  const outcome = vi.fn();
  withinTime(work, { signal, timeoutMs: 10_000, clock: boardClock }).then(outcome, outcome);
  return outcome;
}
const never = () => new Promise<string>(() => {});
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('work within a time', () => {
  it('brings what it brings, and leaves no timer', async () => {
    const outcome = start(async () => 'done');
    await pass(0);
    expect(outcome).toHaveBeenCalledWith('done');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('fails as it fails, and leaves no timer', async () => {
    const outcome = start(() => Promise.reject(new TypeError('Failed to fetch')));
    await pass(0);
    expect(outcome).toHaveBeenCalledWith(new TypeError('Failed to fetch'));
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is given up after its time, though it never settles and heeds no signal', async () => {
    const outcome = start(never);
    await pass(9999);
    expect(outcome).not.toHaveBeenCalled();
    await pass(1);
    expect(outcome).toHaveBeenCalledWith(
      expect.objectContaining({
        failure: expect.objectContaining({ kind: 'timeout', timeoutMs: 10_000 }),
      }),
    );
  });

  it('is told to stop after its time', async () => {
    let within: AbortSignal | undefined;
    start((signal) => {
      within = signal;
      return never();
    });
    await pass(9999);
    expect(within?.aborted).toBe(false);
    await pass(1);
    expect(within?.aborted).toBe(true);
  });

  it('is given up when its signal says so, before and while it is done', async () => {
    const controller = new AbortController();
    const early = start(never, controller.signal);
    controller.abort();
    const late = start(never, controller.signal);
    await pass(0);
    for (const outcome of [early, late]) {
      expect(outcome).toHaveBeenCalledWith(expect.objectContaining({ name: 'AbortError' }));
    }
  });

  it('no longer listens to the signal once it is done', async () => {
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    start(async () => 'done', controller.signal);
    await pass(0);
    expect(removed).toHaveBeenCalledOnce();
  });
});
