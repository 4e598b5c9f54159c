import { useEachSecond } from '../clock/ticker.ts';
import type { BoardItem } from '../model/board-item.ts';
import { SquareX } from '../ui/glyphs.tsx';
import { CONDITION_LOOKS } from './looks.ts';
import { speakSilence } from './silence-text.ts';
import { formatTime, shareLeft, speakTime, type TimeView, timeTold } from './time-text.ts';

type NumberProps = { item: BoardItem; className: string; prefixClassName: string };

/** The number, its organization dimmed before it. */
export function ItemNumber({ item, className, prefixClassName }: NumberProps) {
  const { number } = CONDITION_LOOKS[item.now.condition];
  return (
    <span aria-hidden="true" className={`${number} ${className}`}>
      {item.organization !== '' && (
        <span className={`mr-px font-normal tracking-[0] text-ink-3 ${prefixClassName}`}>
          {item.organization}*
        </span>
      )}
      {item.organization === '' ? item.number : item.local}
    </span>
  );
}

/** Who it is, and with what. The version goes first when there is no room. */
export function ItemAgent({ item, hasName }: { item: BoardItem; hasName: boolean }) {
  const { agent, name } = item;
  return (
    <>
      {hasName && name !== '' && <span className="mr-1.5 font-medium text-ink">{name}</span>}
      {agent.name === '' ? (
        <span className="text-ink-3">{hasName && name !== '' ? '' : missingAgent(item)}</span>
      ) : (
        <span>
          {agent.name} <span className="text-ink-3">{agent.version}</span>
        </span>
      )}
    </>
  );
}

function missingAgent({ watched, now }: BoardItem): string {
  if (watched.extension.registrations === undefined) return 'Registration not asked';
  return now.condition === 'static' ? 'Static' : 'No agent';
}

/** How many devices there are besides the one shown; or, when some of them were lost, how many. */
export function MoreDevices({ item, className = '' }: { item: BoardItem; className?: string }) {
  const more = item.watched.registrations.length - 1;
  const { partlyLost } = item.now;
  if (partlyLost > 0) {
    return (
      <span
        aria-hidden="true"
        className={`tone-lost inline-flex flex-none items-center gap-1 font-medium text-word ${className}`}
      >
        <SquareX className="size-3 text-mark" />
        {partlyLost}
      </span>
    );
  }
  return more > 0 ? (
    <span
      aria-hidden="true"
      className={`flex-none rounded-chip border border-line-2 px-1 font-medium text-ink-2 ${className}`}
    >
      +{more}
    </span>
  ) : null;
}

type TimeProps = { item: BoardItem; view: TimeView; className?: string };

/** The time as it counts. It is not read out: the name of the item says it in words. */
export function ItemTime({ item, view, className = '' }: TimeProps) {
  const text = useItemTime(item, view);
  const { time } = CONDITION_LOOKS[item.now.condition];
  return (
    <time aria-hidden="true" className={`${time} ${className}`}>
      {text}
    </time>
  );
}

/** The time alone: "42:11", "1:18 ago". */
export function useItemTime(item: BoardItem, view: TimeView): string {
  return useEachSecond((nowMs) => formatTime(timeTold(subjectOf(item), view, nowMs), nowMs));
}

/** The accessible name: "0003*224, late, 8 seconds left, Poly Edge E450". */
export function ItemSentence({ item, view }: TimeProps) {
  const sentence = useEachSecond((nowMs) =>
    [
      item.number,
      item.name,
      CONDITION_LOOKS[item.now.condition].word.toLowerCase(),
      speakTime(timeTold(subjectOf(item), view, nowMs), nowMs),
      item.silence ? speakSilence(item.silence, nowMs) : '',
      item.agent.name,
      speakDevices(item),
    ]
      .filter((part) => part !== '')
      .join(', '),
  );
  return <span className="sr-only">{sentence}</span>;
}

function speakDevices({ watched, now }: BoardItem): string {
  const devices = watched.registrations.length;
  if (now.partlyLost > 0) return `${now.partlyLost} of ${devices} devices lost`;
  return devices > 1 ? `${devices} devices` : '';
}

/**
 * What is left of the registration's life, as a bar that steps once a second. Until the life is known there is a track
 * alone; while the data is stale it is dashed, and stands still.
 */
export function Drain({ item, view, className = '' }: TimeProps) {
  const { main } = item.now;
  const isLive = main?.registration.state === 'registered';
  if (!isLive || main.registration.expiresAtMs === undefined) return null;
  return (
    <span aria-hidden="true" className={`keep-colour overflow-hidden bg-track ${className}`}>
      <DrainBar item={item} view={view} />
    </span>
  );
}

function DrainBar({ item, view }: TimeProps) {
  const perMille = useEachSecond((nowMs) => {
    const share = item.now.main && shareLeft(item.now.main, view, nowMs);
    return share && Math.round(share * 1000);
  });
  if (perMille === undefined) return null;
  const look = view.staleFromMs === undefined ? 'bg-bar' : 'dashed-bar';
  return <span className={`block h-full ${look}`} style={{ width: `${perMille / 10}%` }} />;
}

function subjectOf({ now }: BoardItem) {
  return { condition: now.condition, device: now.main };
}
