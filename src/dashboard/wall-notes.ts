import type { Health } from '../contract/health.ts';
import type { Alarms } from './alarms.tsx';
import type { UnknownSource } from './api/use-service-health.ts';
import { useClockSkewSeconds, useToday } from './clock/ticker.ts';
import { formatHappened } from './condition/time-text.ts';
import { unknownSourceText } from './frame/failure-words.ts';
import { shortSkewText, skewText } from './frame/skew-text.ts';
import type { BoardState } from './model/use-board.ts';
import { type ListPart, partText } from './wall/list-part.ts';
import type { WallNote } from './wall/note-turns.ts';

type NotesInput = {
  /** What of the list is here, where nothing else on the wall says so. */
  part: ListPart | undefined;
  board: BoardState | undefined;
  health: Health | undefined;
  /** Whether the source still answers has not been said for too long. */
  unknownSource: UnknownSource | undefined;
  /** Whether alerts are heard; undefined where nobody asked for sound. */
  alarms: Alarms | undefined;
  /** What of the address was not understood. */
  ignored: readonly string[];
};

/** What the board says in notices, in a few words: what somebody who believes the wall has to know, the gravest first. */
export function useWallNotes(input: NotesInput): WallNote[] {
  const { part, board, health, unknownSource, alarms, ignored } = input;
  const skewSeconds = useClockSkewSeconds();
  const todayMs = useToday();
  const { shown, total } = board?.model ?? { shown: 0, total: 0 };
  const isFleet = (health?.fleet ?? 0) > 0;
  const isRefused = (health?.configuration.faults.length ?? 0) > 0;
  return [
    ...(unknownSource
      ? [note(unknownSourceText(unknownSource.sinceMs, todayMs), 'Source unknown')]
      : []),
    ...storageNotes(health, todayMs),
    ...(part ? [note(partText(part))] : []),
    ...(shown < total ? [note(`${counted(shown)} of ${counted(total)} shown`)] : []),
    ...(isFleet ? [note('Demonstration fleet')] : []),
    // What is in the way of the sound, or what to press, is told after a colon.
    ...(alarms ? [note(alarms.soundWords, alarms.soundWords.split(': ')[0])] : []),
    ...(ignored.length > 0 ? [ignoredNote(ignored)] : []),
    ...(isRefused ? [note('The changed configuration was refused', 'Configuration refused')] : []),
    ...(skewSeconds === 0 ? [] : [note(skewText(skewSeconds), shortSkewText(skewSeconds))]),
  ];
}

function note(long: string, short = long): WallNote {
  return { long, short };
}

const counted = (count: number) => count.toLocaleString('en');

function storageNotes(health: Health | undefined, todayMs: number): WallNote[] {
  const { error = null, since = null } = health?.storage ?? {};
  if (error === null) return [];
  const at = since === null ? '' : ` since ${formatHappened(Date.parse(since), todayMs)}`;
  return [note(`Registrations are kept in memory only${at}`, 'Kept in memory only')];
}

/** An address can be long, and so can each value in it. */
const NAMED_MOST = 2;
const VALUE_MOST = 24;
const NAME_MOST = 12;

/** "Ignored in the address: rotate=abc, every=x, 2 more", or "Ignored: rotate, 3 more". */
function ignoredNote(ignored: readonly string[]): WallNote {
  const named = ignored.slice(0, NAMED_MOST).map((pair) => cut(pair, VALUE_MOST));
  const [name = ''] = ignored[0]?.split('=') ?? [];
  return note(
    `Ignored in the address: ${withMore(named, ignored.length)}`,
    `Ignored: ${withMore([cut(name, NAME_MOST)], ignored.length)}`,
  );
}

function withMore(named: readonly string[], count: number): string {
  const more = count - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
