import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blockStorage } from '../opened-page.rig.tsx';
import { useNewRelease } from './use-new-release.ts';

const reload = vi.fn();

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T09:16:00Z') });
  sessionStorage.clear();
  // By the time that it is a program, nobody looks whether there is one to run.
  document.head.innerHTML = '<script type="text/plain" src="/assets/old.js"></script>';
  document.querySelector('script')?.setAttribute('type', 'module');
  vi.stubGlobal('location', { reload });
  serve('new');
});
afterEach(() => {
  cleanup();
  reload.mockClear();
  document.head.innerHTML = '';
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** The service has this release. */
function serve(name: string): void {
  vi.stubGlobal('fetch', async (path: string) =>
    path === '/'
      ? new Response(`<script type="module" src="/assets/${name}.js"></script>`)
      : new Response('', { headers: { 'content-type': 'text/javascript' } }),
  );
}

/** A wall that runs `old.js`, of a service that has `new.js`. */
function open(screen: { isLive: boolean; isHeld: boolean }) {
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return renderHook(useNewRelease, { initialProps: screen, wrapper });
}

const pass = (minutes: number) => act(() => vi.advanceTimersByTimeAsync(minutes * 60_000));

describe('a new release', () => {
  it('is taken within minutes', async () => {
    open({ isLive: true, isHeld: false });
    await pass(6);
    expect(reload).toHaveBeenCalledOnce();
  });

  it('waits for news to be seen, and is taken as soon as there are none', async () => {
    const { rerender } = open({ isLive: true, isHeld: true });
    await pass(20);
    expect(reload).not.toHaveBeenCalled();
    rerender({ isLive: true, isHeld: false });
    expect(reload).toHaveBeenCalledOnce();
  });

  it('is not taken where nothing can be noted, and breaks nothing', async () => {
    blockStorage();
    open({ isLive: true, isHeld: false });
    await pass(12);
    expect(reload).not.toHaveBeenCalled();
  });

  it('waits anew when the one before was taken back', async () => {
    const { rerender } = open({ isLive: true, isHeld: true });
    await pass(20);
    serve('old');
    await pass(60);
    serve('new');
    await pass(30);
    expect(reload).not.toHaveBeenCalled();
    rerender({ isLive: true, isHeld: false });
    expect(reload).toHaveBeenCalledOnce();
  });

  it('waits an hour at most', async () => {
    open({ isLive: true, isHeld: true });
    await pass(64);
    expect(reload).not.toHaveBeenCalled();
    await pass(7);
    expect(reload).toHaveBeenCalledOnce();
  });
});
