import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followEvents } from '../presence/events.ts';
import type { MassLoss } from '../presence/mass-loss.ts';
import type { State } from '../presence/summary.ts';
import { observe, startWatch } from '../presence/watch.ts';
import { SteadyClock } from './clock/steady-clock.ts';
import { createTicker, type Ticker, TickerContext } from './clock/ticker.ts';
import { figureNote } from './figure-notes.tsx';
import { boardModel } from './model/board-model.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const NINE_LOST: MassLoss = {
  numbers: new Set(Array.from({ length: 9 }, (_, nth) => `0003*20${nth}`)),
  ...{ sinceMs: NOON, withinMs: 40_000, shared: {}, count: 9, total: 20 },
};

let ticker: Ticker;

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  ticker = createTicker({
    clock: new SteadyClock({ monotonicMs: () => performance.now(), wallMs: () => Date.now() }),
    setTimeout: (callback, ms) => window.setTimeout(callback, ms),
    clearTimeout: (timer) => window.clearTimeout(timer),
    document,
  });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** A board since noon, of extensions that had so many seconds left then, as it stands now. */
function boardOf(secondsLeft: readonly number[], massLoss?: MassLoss) {
  const extensions = secondsLeft.map((seconds, nth) => ({
    number: `0003*${200 + nth}`,
    registrations: [
      { agent: 'Zoiper', state: 'registered' as const, expiresAtMs: NOON + seconds * 1000 },
    ],
  }));
  const watch = observe(startWatch(NOON), { extensions, isWhole: true, atMs: NOON });
  const judgedAtMs = Date.now();
  const model = boardModel({
    watch,
    names: { extensions: {}, organizations: {} },
    refinements: { group: 'none', order: 'extension', states: [], agent: '', find: '' },
    judgedAtMs,
    orderedAtMs: judgedAtMs,
  });
  const events = {
    ...followEvents(undefined, { sinceMs: NOON, items: model.items, atMs: judgedAtMs }),
    massLoss,
  };
  return { query: {}, watch, model, events, judgedAtMs };
}

function noteOf(state: State, board: ReturnType<typeof boardOf>, isHeld = false) {
  const { container } = render(
    <TickerContext value={ticker}>{figureNote(board, isHeld)(state)}</TickerContext>,
  );
  return container;
}

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

it('says how many were lost together, at what they left and at what they came to', () => {
  const board = boardOf([3600], NINE_LOST);
  expect(noteOf('registered', board).textContent).toBe('−9 in 40 s');
  expect(noteOf('expired', board).textContent).toBe('+9 in 40 s');
  expect(noteOf('busy', board).textContent).toBe('');
  expect(noteOf('registered', boardOf([3600])).textContent).toBe('');
});

it('counts down what the late one has left that ends first, and not below nought', () => {
  pass(92_000);
  const note = noteOf('late', boardOf([105, 100, 3600]));
  expect(note.textContent).toBe('oldest 0:08');
  pass(3000);
  expect(note.textContent).toBe('oldest 0:05');
  pass(60_000);
  expect(note.textContent).toBe('oldest 0:00');
});

it('says nothing of the late while nobody is, nor anything while the data is old', () => {
  expect(noteOf('late', boardOf([3600])).textContent).toBe('');
  pass(92_000);
  const board = boardOf([100], NINE_LOST);
  for (const state of ['late', 'registered', 'expired'] as const) {
    expect(noteOf(state, board, true).textContent).toBe('');
  }
});
