import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useWakeLock } from './use-wake-lock.ts';

let visibility: DocumentVisibilityState;

beforeEach(() => {
  visibility = 'visible';
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  Reflect.deleteProperty(navigator, 'wakeLock');
});

/** A browser that keeps its screen awake, until it is told to let go of it. */
function fakeBrowser() {
  const locks: { lock: EventTarget; release: ReturnType<typeof vi.fn> }[] = [];
  const request = vi.fn(async () => {
    const release = vi.fn(async () => {});
    const lock = Object.assign(new EventTarget(), { release });
    locks.push({ lock, release });
    return lock;
  });
  Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: { request } });
  const see = async (next: DocumentVisibilityState) => {
    visibility = next;
    // The browser lets go by itself when nobody sees the page.
    if (next === 'hidden') locks[locks.length - 1]?.lock.dispatchEvent(new Event('release'));
    await act(async () => void document.dispatchEvent(new Event('visibilitychange')));
  };
  return { request, locks, see };
}

const keep = async () => {
  const hook = renderHook(useWakeLock);
  await act(async () => {});
  return hook;
};

it('keeps the screen awake, and asks again when the page is seen again', async () => {
  const { request, see } = fakeBrowser();
  const { result } = await keep();
  expect(result.current).toBe('held');
  expect(request).toHaveBeenCalledWith('screen');

  await see('hidden');
  expect(result.current).toBe('asking');
  expect(request).toHaveBeenCalledTimes(1);
  await see('visible');
  expect(result.current).toBe('held');
  expect(request).toHaveBeenCalledTimes(2);
});

it('says that a browser let go of it while it is seen, and asks again each minute', async () => {
  vi.useFakeTimers();
  const { request, locks, see } = fakeBrowser();
  const { result, unmount } = await keep();
  request.mockRejectedValueOnce(new DOMException('The battery is low.', 'NotAllowedError'));
  await act(async () => void locks[0]?.lock.dispatchEvent(new Event('release')));
  expect(result.current).toBe('refused');
  await act(() => vi.advanceTimersByTimeAsync(60_000));
  expect(result.current).toBe('refused');
  await act(() => vi.advanceTimersByTimeAsync(60_000));
  expect(result.current).toBe('held');
  expect(request).toHaveBeenCalledTimes(3);

  await act(() => vi.advanceTimersByTimeAsync(600_000));
  await see('hidden');
  await act(() => vi.advanceTimersByTimeAsync(600_000));
  expect(request).toHaveBeenCalledTimes(3);
  unmount();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

it('says that it was refused', async () => {
  const { request } = fakeBrowser();
  request.mockRejectedValue(new DOMException('The battery is low.', 'NotAllowedError'));
  expect((await keep()).result.current).toBe('refused');
});

it.each([
  { isSecureContext: false, told: 'insecure' },
  { isSecureContext: true, told: 'refused' },
])('says why a browser without it has none: $told', async ({ isSecureContext, told }) => {
  vi.stubGlobal('isSecureContext', isSecureContext);
  expect((await keep()).result.current).toBe(told);
  vi.unstubAllGlobals();
});

it('lets go when the wall is left, also of what was still asked for', async () => {
  const { locks, request, see } = fakeBrowser();
  const { unmount } = await keep();
  unmount();
  expect(locks[0]?.release).toHaveBeenCalledOnce();

  renderHook(useWakeLock).unmount();
  await act(async () => {});
  expect(locks[1]?.release).toHaveBeenCalledOnce();
  await see('visible');
  expect(request).toHaveBeenCalledTimes(2);
});
