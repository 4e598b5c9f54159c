import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { phone, watchedBoard } from './watched-board.rig.tsx';

const NUMBERS = ['0003*201', '0003*202', '0003*203'];
const all = NUMBERS.map((number) => phone(number));
/** The list with so many of its extensions expired. */
const without = (count: number) =>
  NUMBERS.map((number, at) => phone(number, at < count ? { state: 'expired' } : {}));
const said = () => screen.getByRole('status').textContent;
const alerted = () => screen.queryByRole('alert')?.textContent;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('is on the page from the start and says nothing of what it finds there', () => {
  watchedBoard({ extensions: without(2) });
  expect(said()).toBe('');
});

it('says at once what happened, and then at most one summary in ten seconds', () => {
  const board = watchedBoard({ extensions: all });
  board.give({ extensions: without(1) });
  expect(said()).toBe('0003*201 lost');

  board.pass(4);
  board.give({ extensions: without(2) });
  board.pass(4);
  board.give({ extensions: all });
  expect(said()).toBe('0003*201 lost');
  act(() => vi.advanceTimersByTime(10_000));
  expect(said()).toBe('0003*202 lost. 0003*201, 0003*202 registered again');
});

describe('that many are lost together', () => {
  const many = Array.from({ length: 8 }, (_, nth) => `0003*20${nth}`);
  const left = (count: number) =>
    many.map((number, at) => phone(number, at < count ? { state: 'expired' } : {}));

  it('is an alert at once, told once, and what is added to it is told with everything else', () => {
    const board = watchedBoard({ extensions: left(0) });
    board.give({ extensions: left(2) });
    expect(alerted()).toBeUndefined();
    board.pass(4);
    board.give({ extensions: left(4) });
    expect(alerted()).toBe('4 of 8 lost in 4 s');
    act(() => vi.advanceTimersByTime(10_000));
    expect(said()).toBe('0003*200, 0003*201 lost');

    board.pass(4);
    board.give({ extensions: left(5) });
    expect(alerted()).toBe('4 of 8 lost in 4 s');
    act(() => vi.advanceTimersByTime(10_000));
    expect(said()).toBe('5 of 8 lost in 8 s');
  });

  it('is an alert no more when they are back, and one again when others are lost', () => {
    const board = watchedBoard({ extensions: left(0) });
    board.give({ extensions: left(3) });
    expect(alerted()).toBe('3 of 8 lost');
    board.pass(20);
    board.give({ extensions: left(0) });
    expect(alerted()).toBeUndefined();
    board.pass(600);
    board.give({ extensions: left(6) });
    expect(alerted()).toBe('6 of 8 lost');
  });

  it('gives way to the alert of stale data, and is not told again after it', () => {
    const board = watchedBoard({ extensions: left(0) });
    board.give({ extensions: left(3) });
    board.give({ staleFromMs: board.nowMs() });
    expect(alerted()).toBeUndefined();
    board.give({ staleFromMs: undefined });
    expect(alerted()).toBeUndefined();
  });
});

it('says what the clock alone brings about', () => {
  const board = watchedBoard({ extensions: [phone('0003*201', { seconds: 20 })] });
  board.pass(19);
  expect(said()).toBe('0003*201 late');
});

it('keeps still when nothing happens', () => {
  const board = watchedBoard({ extensions: all });
  board.give({ extensions: without(1) });
  act(() => vi.advanceTimersByTime(60_000));
  board.give({ extensions: [...without(1)] });
  expect(said()).toBe('0003*201 lost');
});

it('says once that one flaps, and after fifteen quiet minutes that it is lost', () => {
  const board = watchedBoard({ extensions: all });
  const give = (count: number) => {
    board.pass(10);
    board.give({ extensions: without(count) });
    act(() => vi.advanceTimersByTime(10_000));
  };
  for (const count of [1, 0, 1, 0, 1]) give(count);
  expect(said()).toBe('0003*201 lost');
  give(0);
  expect(said()).toBe('0003*201 flapping');
  give(1);
  expect(said()).toBe('0003*201 flapping');

  fireEvent.change(screen.getByRole('searchbox'), { target: { value: '203' } });
  board.pass(15 * 60 - 1);
  expect(said()).toBe('0003*201 flapping');
  board.pass(1);
  expect(said()).toBe('0003*201 lost');
});
