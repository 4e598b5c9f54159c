import { describe, expect, it } from 'vitest';
import { changesBetween } from './changes.ts';
import type { Extension } from './extension.ts';
import { observe, startWatch, type Watch } from './watch.ts';

const START_MS = Date.parse('2026-11-23T14:30:00Z');
const live = (number: string, seconds: number): Extension => ({
  number,
  presence: 'online',
  registrations: [{ agent: 'Zoiper', state: 'registered', expiresAtMs: START_MS + seconds * 1000 }],
});
const signedOff = (number: string): Extension => ({
  number,
  presence: 'unknown',
  registrations: [{ agent: 'Zoiper', state: 'not-registered' }],
});

function watching(before: Watch, extensions: readonly Extension[], atMs: number) {
  return { watch: observe(before, { extensions, isWhole: true, atMs }), atMs };
}

describe('changes between two rolls', () => {
  const first = watching(startWatch(START_MS), [live('1', 600), live('2', 600)], START_MS);

  it('are none when both say the same', () => {
    const second = watching(first.watch, [live('1', 600), live('2', 600)], START_MS + 5000);
    expect(changesBetween(first, second)).toEqual([]);
  });

  it('name what was lost, and what came back', () => {
    const second = watching(first.watch, [live('1', 600), signedOff('2')], START_MS + 5000);
    expect(changesBetween(first, second)).toEqual([
      { number: '2', from: 'registered', to: 'lost', atMs: START_MS + 5000 },
    ]);
    const third = watching(second.watch, [live('1', 600), live('2', 900)], START_MS + 10_000);
    expect(changesBetween(second, third)).toEqual([
      { number: '2', from: 'lost', to: 'registered', atMs: START_MS + 10_000 },
    ]);
  });

  it('take a refresh for no change', () => {
    const second = watching(first.watch, [live('1', 1200), live('2', 600)], START_MS + 5000);
    expect(changesBetween(first, second)).toEqual([]);
  });

  it('name what is new on the list', () => {
    const second = watching(
      first.watch,
      [live('1', 600), live('2', 600), live('3', 600)],
      START_MS + 5000,
    );
    expect(changesBetween(first, second)).toMatchObject([
      { number: '3', from: undefined, to: 'registered' },
    ]);
  });
});
