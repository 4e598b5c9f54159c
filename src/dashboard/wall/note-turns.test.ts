import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteTurns, textWidth, type WallNote } from './note-turns.ts';

const SOUND = { long: 'Sound locked: press any key', short: 'Sound locked' };
const CLOCK = {
  long: "This screen's clock is 10 min behind the service's",
  short: 'Clock 10 min behind',
};
const SLEEP = {
  long: 'The screen may go to sleep: this browser does not keep it awake',
  short: 'May go to sleep',
};
const ALL = [SOUND, CLOCK, SLEEP];

describe('the notes of the foot', () => {
  it('are told in full where there is room', () => {
    expect(noteTurns(ALL, { lines: 1, width: 1856 })).toEqual([ALL.map(({ long }) => long)]);
    expect(noteTurns([], { lines: 1, width: 0 })).toEqual([[]]);
  });

  it('are shortened where there is less, the least important first', () => {
    expect(noteTurns(ALL, { lines: 1, width: 1300 })).toEqual([
      [SOUND.long, CLOCK.long, SLEEP.short],
    ]);
    expect(noteTurns(ALL, { lines: 1, width: 900 })).toEqual([
      [SOUND.long, CLOCK.short, SLEEP.short],
    ]);
    expect(noteTurns(ALL, { lines: 2, width: 600 })).toEqual([
      [SOUND.long, CLOCK.short, SLEEP.short],
    ]);
  });

  it('take turns where even short ones have no room beside each other', () => {
    expect(noteTurns(ALL, { lines: 1, width: 420 })).toEqual([
      [SOUND.short, CLOCK.short],
      [SLEEP.short],
    ]);
  });

  it('are all told, in their order, and no line is fuller than it can be', () => {
    const note = fc.record({
      long: fc.string({ maxLength: 60 }),
      short: fc.string({ maxLength: 20 }),
    });
    fc.assert(
      fc.property(
        fc.array(note, { maxLength: 9 }),
        fc.integer({ min: 260, max: 3000 }),
        (notes: readonly WallNote[], width) => {
          const turns = noteTurns(notes, { lines: 1, width });
          const told = turns.flat();
          expect(told).toHaveLength(notes.length);
          expect(told.every((text, nth) => isOf(text, notes[nth]))).toBe(true);
          for (const turn of turns) {
            const widths = turn.map(textWidth).filter((units) => units > 0);
            const used = widths.reduce((sum, units) => sum + units + 20, -20);
            expect(used).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });
});

function isOf(text: string, note: WallNote | undefined): boolean {
  return note !== undefined && (text === note.long || text === note.short);
}
