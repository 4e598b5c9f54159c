/** What whoever believes the wall has to know besides; `short` is the same where there is little room. */
export type WallNote = { long: string; short: string };

/** Where notes have room: so many lines, each so wide, in units of the wall. */
export type NoteRoom = { lines: number; width: number };

/** Between two notes. */
const NOTE_GAP = 20;
/** A character of the foot's text, on the average of any note; what a text has more than that is less than one more. */
const CHARACTER = 12;

/** How wide a text of the foot is at most, in units. */
export function textWidth(text: string): number {
  return text === '' ? 0 : (text.length + 1) * CHARACTER;
}

/**
 * The notes as there is room for them, in the order of their importance: all of them at once, the least important
 * shortened first, or else, all of them short, some after others.
 */
export function noteTurns(notes: readonly WallNote[], room: NoteRoom): readonly string[][] {
  for (let long = notes.length; long >= 0; long -= 1) {
    const texts = notes.map((note, nth) => (nth < long ? note.long : note.short));
    if (isRoomFor(texts, room)) return [texts];
  }
  const turns: string[][] = [];
  for (const { short } of notes) {
    const turn = turns[turns.length - 1];
    if (turn && isRoomFor([...turn, short], room)) turn.push(short);
    else turns.push([short]);
  }
  return turns;
}

/** Whether texts fit as lines are filled: one after the other, and none of them broken. */
function isRoomFor(texts: readonly string[], { lines, width }: NoteRoom): boolean {
  let line = 1;
  let end = 0;
  for (const text of texts) {
    const beside = end === 0 ? 0 : end + NOTE_GAP;
    const isBroken = beside + textWidth(text) > width;
    if (isBroken && end > 0) line += 1;
    end = (isBroken ? 0 : beside) + textWidth(text);
    if (end > width) return false;
  }
  return line <= lines;
}
