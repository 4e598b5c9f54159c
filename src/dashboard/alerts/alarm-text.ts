import type { WatchedEvents } from '../../presence/events.ts';
import { massLossLines } from '../../presence/mass-loss-text.ts';
import type { BoardItem } from '../model/board-item.ts';
import type { Alarm } from './alarm.ts';

/** More than these are counted, not named. */
const MOST_NAMED = 3;

export type AlarmText = { title: string; body: string };

/** What an alarm says, and its cause as far as the data show one: "9 of 12 lost in 40 s", "all Yealink SIP-T46S". */
export function alarmText(
  { kind, numbers }: Alarm,
  { massLoss }: Pick<WatchedEvents, 'massLoss'>,
  items: ReadonlyMap<string, Pick<BoardItem, 'name' | 'agent'>>,
): AlarmText {
  if (kind === 'loss' && massLoss && numbers.every((number) => massLoss.numbers.has(number))) {
    const [title, body] = massLossLines(massLoss);
    return { title, body };
  }
  const who = numbers.length > MOST_NAMED ? `${numbers.length} extensions` : numbers.join(', ');
  const [only] = numbers;
  const item = numbers.length === 1 && only !== undefined ? items.get(only) : undefined;
  return {
    title: `${who} ${kind === 'loss' ? 'lost' : 'registered again'}`,
    body: [item?.name, item?.agent.name].filter(Boolean).join(', '),
  };
}
