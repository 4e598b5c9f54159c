import type { EventKind, WatchEvent, WatchedEvents } from '../../presence/events.ts';
import type { MassLoss } from '../../presence/mass-loss.ts';
import { ADDED_WITHIN_MS, MASS_LOSS_WITHIN_MS, NEWS_MS } from '../../presence/thresholds.ts';
import type { BoardItem } from '../model/board-item.ts';

export type AlarmKind = 'loss' | 'recovery';

/** Something to be told: all that was lost, or came back, together. */
export type Alarm = {
  kind: AlarmKind;
  /** When the first of it was seen; with the kind it names the alarm. */
  sinceMs: number;
  /** When the last of it was seen. */
  untilMs: number;
  numbers: readonly string[];
  /** More was added to an alarm that was told already: that is no news for the ear. */
  isAddition: boolean;
};

/** What has been told: up to which event, and the last alarm of each kind. */
export type Told = { count: number; loss?: Alarm; recovery?: Alarm };

export type AlarmInput = {
  events: WatchedEvents;
  items: ReadonlyMap<string, Pick<BoardItem, 'silence'>>;
  /** What is new now is told to nobody: this is no time to sound. */
  isPassedOver: boolean;
};

const KINDS: readonly { kind: AlarmKind; event: EventKind }[] = [
  { kind: 'loss', event: 'lost' },
  { kind: 'recovery', event: 'back' },
];

/**
 * What of the events since the last look is to be told: at most one loss and one recovery. What is silenced, flapping or
 * static is left out, and what is left out once is never told later.
 */
export function nextAlarms(
  told: Told,
  input: AlarmInput,
): { told: Told; alarms: readonly Alarm[] } {
  const { events, isPassedOver } = input;
  const next: Told = { ...told, count: events.count };
  if (isPassedOver || isAfterGap(events, told)) return { told: next, alarms: [] };
  const news = events.latest.filter((event) => event.nth > told.count && isTold(event, input));
  const alarms: Alarm[] = [];
  for (const { kind, event } of KINDS) {
    const alarm = alarmOf(
      kind,
      news.filter((one) => one.kind === event),
      {
        before: told[kind],
        massLoss: events.massLoss,
      },
    );
    if (!alarm) continue;
    next[kind] = alarm;
    alarms.push(alarm);
  }
  return { told: next, alarms };
}

/** What is new came after a time of which nobody knows anything, and may be as old. */
function isAfterGap({ gaps }: WatchedEvents, { count }: Told): boolean {
  return gaps.some(({ nth, fromMs, toMs }) => nth > count && toMs - fromMs > NEWS_MS);
}

function isTold({ number, from, to }: WatchEvent, { items }: AlarmInput): boolean {
  return from !== 'static' && to !== 'static' && items.get(number)?.silence === undefined;
}

type Earlier = { before: Alarm | undefined; massLoss: MassLoss | undefined };

function alarmOf(
  kind: AlarmKind,
  events: readonly WatchEvent[],
  { before, massLoss }: Earlier,
): Alarm | undefined {
  const last = events[events.length - 1];
  if (!last) return undefined;
  const untilMs = last.atMs;
  const numbers = events.map(({ number }) => number);
  if (before && isAddition(before, { numbers, untilMs, massLoss })) {
    return { ...before, untilMs, numbers: [...before.numbers, ...numbers], isAddition: true };
  }
  return { kind, sinceMs: untilMs, untilMs, numbers, isAddition: false };
}

type Addition = Pick<Alarm, 'numbers' | 'untilMs'> & Pick<Earlier, 'massLoss'>;

function isAddition(before: Alarm, { numbers, untilMs, massLoss }: Addition): boolean {
  if (Math.abs(untilMs - before.sinceMs) > MASS_LOSS_WITHIN_MS) return false;
  // Who is in it already has turned in between, and was told to.
  if (numbers.some((number) => before.numbers.includes(number))) return false;
  const isSoon = untilMs - before.untilMs <= ADDED_WITHIN_MS;
  return isSoon || numbers.every((number) => massLoss?.numbers.has(number));
}
