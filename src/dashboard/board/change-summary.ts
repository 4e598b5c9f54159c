import type { SeenGap, WatchEvent } from '../../presence/events.ts';
import type { MassLoss } from '../../presence/mass-loss.ts';
import { massLossLines } from '../../presence/mass-loss-text.ts';
import { gapText } from '../condition/time-text.ts';

/** More than these are counted, not named. */
const MOST_NAMED = 3;

/** What has happened since the last summary. */
type Untold = { events: readonly WatchEvent[]; gaps: readonly SeenGap[] };

/**
 * What happened, in one sentence that can be listened to: "9 of 12 lost in 40 s, all Yealink SIP-T46S 66.86.0.15". An
 * empty string when nothing did that is worth interrupting for.
 */
export function changeSummary({ events, gaps }: Untold, massLoss: MassLoss | undefined): string {
  const lost = numbersOf(events, ({ kind }) => kind === 'lost');
  const together = lost.filter((number) => massLoss?.numbers.has(number));
  const others = lost.filter((number) => !massLoss?.numbers.has(number));
  const parts = [
    // They are told as they end.
    ...gaps.map((gap) => gapText(gap, gap.toMs)),
    massLoss && together.length > 0 ? massLossText(massLoss) : '',
    named(others, 'lost'),
    named(
      numbersOf(events, ({ kind }) => kind === 'flapping'),
      'flapping',
    ),
    named(
      numbersOf(events, ({ to }) => to === 'late'),
      'late',
    ),
    named(numbersOf(events, isBack), 'registered again'),
  ];
  return parts.filter((text) => text !== '').join('. ');
}

function isBack({ kind, from, to }: WatchEvent): boolean {
  const isRegistered = to === 'registered' || to === 'late';
  return kind === 'back' || (from === 'not-registered' && isRegistered);
}

/** Each extension once, however often it happened to it. */
function numbersOf(
  events: readonly WatchEvent[],
  isMeant: (event: WatchEvent) => boolean,
): readonly string[] {
  return [...new Set(events.filter(isMeant).map(({ number }) => number))];
}

/** "9 of 12 lost in 40 s, all Yealink SIP-T46S 66.86.0.15". */
export function massLossText(massLoss: MassLoss): string {
  return massLossLines(massLoss)
    .filter((line) => line !== '')
    .join(', ');
}

function named(numbers: readonly string[], word: string): string {
  if (numbers.length === 0) return '';
  const who = numbers.length > MOST_NAMED ? `${numbers.length}` : numbers.join(', ');
  return `${who} ${word}`;
}
