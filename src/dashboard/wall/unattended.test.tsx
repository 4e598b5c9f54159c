import { act, cleanup, fireEvent, render, renderHook, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SteadyClock } from '../clock/steady-clock.ts';
import { createTicker, TickerContext } from '../clock/ticker.ts';
import { isNight } from './night.ts';
import { pixelShift } from './pixel-shift.ts';
import { useAttention } from './use-attention.ts';
import { type Room, useHeldRoom } from './use-held-room.ts';
import { useRotation } from './use-rotation.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 14, 0) });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const pass = (seconds: number) => {
  for (let passed = 0; passed < seconds; passed += 1) act(() => vi.advanceTimersByTime(1000));
};

describe('the room that a layout is computed for', () => {
  const held = (needed: Room) => {
    const clock = new SteadyClock({
      monotonicMs: () => performance.now(),
      wallMs: () => Date.now(),
    });
    const ticker = createTicker({
      clock,
      setTimeout: (callback, ms) => window.setTimeout(callback, ms),
      clearTimeout: (timer) => window.clearTimeout(timer),
      document,
    });
    const wrapper = ({ children }: { children: ReactNode }) => (
      <TickerContext value={ticker}>{children}</TickerContext>
    );
    return renderHook((now: Room) => useHeldRoom(now), { initialProps: needed, wrapper });
  };

  it('grows at once and shrinks when less was needed for half a minute', () => {
    const { result, rerender } = held({ tiles: 128, problems: 0 });
    rerender({ tiles: 128, problems: 13 });
    expect(result.current).toEqual({ tiles: 128, problems: 13 });
    rerender({ tiles: 128, problems: 4 });
    pass(28);
    expect(result.current.problems).toBe(13);
    pass(3);
    expect(result.current.problems).toBe(4);
  });

  it('begins anew when as much was needed in between', () => {
    const { result, rerender } = held({ tiles: 128, problems: 13 });
    rerender({ tiles: 128, problems: 4 });
    pass(20);
    rerender({ tiles: 128, problems: 13 });
    pass(5);
    rerender({ tiles: 128, problems: 4 });
    pass(20);
    expect(result.current.problems).toBe(13);
    pass(12);
    expect(result.current.problems).toBe(4);
  });

  it('leaves no timer behind', () => {
    const { rerender, unmount } = held({ tiles: 128, problems: 13 });
    rerender({ tiles: 128, problems: 4 });
    unmount();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('rotation', () => {
  const rotate = (isStopped = false, over = {}) =>
    renderHook(
      (props: { isStopped: boolean; pageCount: number }) =>
        useRotation({ everySeconds: 20, ...props, ...over }),
      { initialProps: { isStopped, pageCount: 3 } },
    );

  it('shows each page for as long as the address says, and begins again', () => {
    const { result } = rotate();
    const seen = [0, 20, 20, 20].map((seconds) => {
      pass(seconds);
      return result.current.page;
    });
    expect(seen).toEqual([0, 1, 2, 0]);
  });

  it('stands while it is stopped, and gives the page all of its time afterwards', () => {
    const { result, rerender } = rotate();
    pass(15);
    rerender({ isStopped: true, pageCount: 3 });
    pass(600);
    expect(result.current.page).toBe(0);
    rerender({ isStopped: false, pageCount: 3 });
    pass(19);
    expect(result.current.page).toBe(0);
    pass(1);
    expect(result.current.page).toBe(1);
  });

  it('never turns with 0 seconds, and has no timer for one page', () => {
    const { result } = rotate(false, { everySeconds: 0 });
    pass(600);
    expect(result.current.page).toBe(0);
    rotate(false, { pageCount: 1 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('turns either way by hand, and comes back when the page has gone', () => {
    const { result, rerender } = rotate(true);
    act(() => result.current.turn(-1));
    expect(result.current.page).toBe(2);
    rerender({ isStopped: true, pageCount: 2 });
    expect(result.current.page).toBe(0);
  });
});

it('goes back to the pages that it is kept to, and turns from there', () => {
  const { result, rerender } = renderHook(
    (props: { keptTo?: number }) =>
      useRotation({ everySeconds: 20, pageCount: 4, isStopped: true, ...props }),
    { initialProps: {} },
  );
  act(() => result.current.turn(-1));
  expect(result.current.page).toBe(3);
  rerender({ keptTo: 2 });
  expect(result.current.page).toBe(0);
  rerender({});
  act(() => result.current.turn(1));
  expect(result.current.page).toBe(1);
});

describe('whether somebody is at the screen', () => {
  function Screen({ hasButton = true }: { hasButton?: boolean }) {
    const { isPointerShown, isAttended } = useAttention();
    return (
      <main>
        <output>
          {`${isPointerShown ? 'pointer' : ''} ${isAttended ? 'somebody' : ''}`.trim()}
        </output>
        {hasButton && <button type="button">Exit</button>}
      </main>
    );
  }
  const seen = () => screen.getByRole('status').textContent;
  const move = (screenX: number) => fireEvent.pointerMove(document, { screenX });

  it('shows the pointer for 3 s after it moved, and lets its owner read for a minute', () => {
    render(<Screen />);
    expect(seen()).toBe('');
    move(10);
    expect(seen()).toBe('pointer somebody');
    pass(3);
    expect(seen()).toBe('somebody');
    pass(57);
    expect(seen()).toBe('');
  });

  it('is not fooled by a pointer that only lies there', () => {
    render(<Screen />);
    move(10);
    pass(60);
    move(10);
    expect(seen()).toBe('');
  });

  it('takes a key for somebody, and the focus for as long as it stays', () => {
    render(<Screen />);
    fireEvent.keyDown(document, { key: 'ArrowRight' });
    expect(seen()).toBe('somebody');
    pass(60);
    expect(seen()).toBe('');
    act(() => screen.getByRole('button').focus());
    pass(600);
    expect(seen()).toBe('somebody');
    act(() => screen.getByRole('button').blur());
    expect(seen()).toBe('');
  });

  it('sees that the focus went with what had it', () => {
    const { rerender } = render(<Screen />);
    act(() => screen.getByRole('button').focus());
    expect(seen()).toBe('somebody');
    rerender(<Screen hasButton={false} />);
    pass(1);
    expect(seen()).toBe('');
  });

  it('leaves neither timer nor listener behind', () => {
    const removed = vi.spyOn(document, 'removeEventListener');
    const { unmount } = render(<Screen />);
    move(10);
    unmount();
    expect(vi.getTimerCount()).toBe(0);
    expect(removed.mock.calls.map(([type]) => type)).toEqual(
      expect.arrayContaining(['pointermove', 'keydown', 'focusin', 'focusout']),
    );
  });
});

describe('the shift of the picture', () => {
  const hour = Array.from({ length: 60 }, (_, minute) => pixelShift(minute * 60_000));

  it('is another one each minute and the same all through it, never farther than 24', () => {
    expect(pixelShift(59_999)).toEqual(pixelShift(0));
    for (const { x, y } of hour) {
      expect(Math.hypot(x, y)).toBeLessThanOrEqual(25);
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(24);
    }
    const places = new Set(hour.map(({ x, y }) => `${x} ${y}`));
    expect(places.size).toBeGreaterThanOrEqual(55);
  });

  it('moves edges well apart, and to every side', () => {
    for (const axis of ['x', 'y'] as const) {
      const places = hour.map((shift) => shift[axis]);
      expect(Math.min(...places)).toBeLessThan(-15);
      expect(Math.max(...places)).toBeGreaterThan(15);
    }
  });
});

describe('the night', () => {
  it.each([
    [21, 59, false],
    [22, 0, true],
    [3, 0, true],
    [5, 59, true],
    [6, 0, false],
    [12, 0, false],
  ])('%i:%i is night: %s', (hours, minutes, expected) => {
    expect(isNight(new Date(2026, 10, 23, hours, minutes).getTime())).toBe(expected);
  });
});
