import { expect, it } from 'vitest';
import { changesBetween } from './changes.ts';
import type { Extension, Registration } from './extension.ts';
import { observe, startWatch, type Watch } from './watch.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;

const phone = (number: string, registration: Registration): Extension => ({
  number,
  registrations: [registration],
});
const live = (expiresAtMs: number): Registration => ({
  agent: 'A',
  state: 'registered',
  expiresAtMs,
});
const at = (before: Watch, minute: number, extensions: readonly Extension[]) => {
  const atMs = NOON + minute * MINUTE;
  return { watch: observe(before, { extensions, isWhole: true, atMs }), atMs };
};

it('tells what happened to each extension between two answers, in the order of the list', () => {
  const before = at(startWatch(NOON), 0, [
    phone('1', live(NOON + 60 * MINUTE)),
    phone('2', live(NOON + 60 * MINUTE)),
    phone('3', live(NOON + 60 * MINUTE)),
    phone('4', { agent: 'A', state: 'not-registered' }),
  ]);
  const after = at(before.watch, 1, [
    phone('5', { agent: '', state: 'static' }),
    phone('1', { agent: 'A', state: 'expired' }),
    phone('2', live(NOON + 61 * MINUTE)),
  ]);
  expect(changesBetween(before, after)).toEqual([
    { number: '1', from: 'registered', to: 'expired', atMs: after.atMs },
    { number: '3', from: 'registered', to: 'lost', atMs: after.atMs },
    { number: '4', from: 'not-registered', to: undefined, atMs: after.atMs },
    { number: '5', from: undefined, to: 'static', atMs: after.atMs },
  ]);
});

it('tells that a lost one came back', () => {
  const first = at(startWatch(NOON), 0, [phone('1', live(NOON + 60 * MINUTE))]);
  const lost = at(first.watch, 1, [phone('1', { agent: 'A', state: 'not-registered' })]);
  const back = at(lost.watch, 2, [phone('1', live(NOON + 62 * MINUTE))]);
  expect(changesBetween(lost, back)).toMatchObject([{ from: 'lost', to: 'registered' }]);
});

it('takes no refresh for a change, and no second look', () => {
  const before = at(startWatch(NOON), 0, [phone('1', live(NOON + 10 * MINUTE))]);
  const after = at(before.watch, 1, [phone('1', live(NOON + 11 * MINUTE))]);
  expect(changesBetween(before, after)).toEqual([]);
  expect(changesBetween(after, after)).toEqual([]);
});

it('tells what the clock alone did', () => {
  const before = at(startWatch(NOON), 0, [phone('1', live(NOON + 10 * MINUTE))]);
  const after = { watch: before.watch, atMs: NOON + 9.5 * MINUTE };
  expect(changesBetween(before, after)).toMatchObject([{ from: 'registered', to: 'late' }]);
});
