import { act, render } from '@testing-library/react';
import { useState } from 'react';
import { vi } from 'vitest';
import type { Names } from '../../contract/names.ts';
import type { Extension, Registration } from '../../presence/extension.ts';
import type { Roll } from '../../presence/watch.ts';
import { type BoardAddress, DEFAULT_ADDRESS } from '../address/board-address.ts';
import { SteadyClock } from '../clock/steady-clock.ts';
import { type Ticker, TickerContext } from '../clock/ticker.ts';
import { useBoard } from '../model/use-board.ts';
import { Announcer } from './announcer.tsx';
import { Board } from './board.tsx';
import { ShownHere } from './shown-here.tsx';
import { Summary } from './summary.tsx';

/** 14:31:26, local. */
export const NOW = new Date(2026, 10, 23, 14, 31, 26).getTime();

const SECOND = 1000;

/** An extension with one device; `seconds` is what is left of its registration at `atMs`. */
export function phone(
  number: string,
  { seconds = 2520, atMs = NOW, ...over }: Partial<Registration> & PhoneTimes = {},
): Extension {
  const device: Registration = { agent: 'Zoiper rv2.10.20.4', state: 'registered', ...over };
  const isLive = device.state === 'registered';
  const expires = isLive ? { expiresAtMs: atMs + seconds * SECOND } : {};
  return { number, presence: 'online', registrations: [{ ...device, ...expires }] };
}

type PhoneTimes = { seconds?: number; atMs?: number };

type Given = {
  extensions: readonly Extension[];
  names?: Names;
  address?: Partial<BoardAddress>;
  isHeld?: boolean;
  staleFromMs?: number | undefined;
};

const NO_NAMES: Names = { extensions: {}, organizations: {} };

/** A ticker whose time a test turns. */
function fakeTicker() {
  const listeners = new Set<() => void>();
  let nowMs = NOW;
  const clock = new SteadyClock({ monotonicMs: () => nowMs, wallMs: () => nowMs });
  const ticker: Ticker = {
    clock,
    nowMs: () => nowMs,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const pass = (seconds: number) => {
    for (let passed = 0; passed < seconds; passed += 1) {
      nowMs += SECOND;
      for (const listener of listeners) listener();
    }
  };
  return { ticker, pass };
}

/**
 * Draws the parts of a board as the page composes them, 1400 wide and 900 high, on a clock and with answers that the
 * test gives.
 */
export function watchedBoard(given: Given) {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1400);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(900);
  const { ticker, pass } = fakeTicker();
  let address: BoardAddress = { ...DEFAULT_ADDRESS, ...given.address };
  let change: (part: Partial<BoardAddress>) => void = () => {};

  function Page({ roll, ...now }: Given & { roll: Roll }) {
    const [chosen, setChosen] = useState(address);
    const { names = NO_NAMES, isHeld = false } = now;
    const board = useBoard({
      ...{ roll, isPlaceholder: false, address: chosen, names, isHeld },
      isSourceSilent: false,
      gap: undefined,
    });
    change = (part) => {
      address = { ...address, ...part };
      setChosen(address);
    };
    return (
      <>
        <Announcer board={board} isStale={now.staleFromMs !== undefined} />
        <Summary
          summary={board?.model.summary}
          states={chosen.states}
          onStates={(states) => change({ states })}
        />
        <ShownHere {...{ change }} model={board?.model} address={chosen} onExport={() => {}} />
        {board && <Board {...{ board, change, address: chosen }} staleFromMs={now.staleFromMs} />}
      </>
    );
  }

  const page = (now: Given) => (
    <TickerContext value={ticker}>
      <Page {...now} roll={rollOf(now.extensions)} />
    </TickerContext>
  );
  let last: { extensions: readonly Extension[]; roll: Roll } | undefined;
  const rollOf = (extensions: readonly Extension[]) => {
    // As the poll does it: the same list is the same answer.
    if (last?.extensions !== extensions) {
      last = { extensions, roll: { extensions, isWhole: true, atMs: ticker.nowMs() } };
    }
    return last.roll;
  };
  const { rerender } = render(page(given));
  let current = given;
  return {
    /** The address as the page has changed it. */
    address: () => address,
    nowMs: ticker.nowMs,
    pass: (seconds: number) => act(() => pass(seconds)),
    /** Changes the address, as what lies over the list does. */
    change: (part: Partial<BoardAddress>) => act(() => change(part)),
    /** Gives another answer, or changes anything else about the page. */
    give(next: Partial<Given>) {
      current = { ...current, ...next };
      rerender(page(current));
    },
  };
}
