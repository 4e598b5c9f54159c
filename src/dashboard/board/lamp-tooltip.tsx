import { describeAgent } from '../../presence/agent.ts';
import { registrationConditionAt } from '../../presence/condition.ts';
import type { WatchedRegistration } from '../../presence/watch.ts';
import { useNow } from '../clock/ticker.ts';
import { ItemNumber } from '../condition/item-parts.tsx';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import { SilenceMark } from '../condition/silence-mark.tsx';
import { formatTime, shareLeft, type TimeView, timeTold } from '../condition/time-text.ts';
import type { BoardItem } from '../model/board-item.ts';

export const LAMP_TOOLTIP_ID = 'lamp-tooltip';

const WIDTH_PX = 280;
const GAP_PX = 8;
/** More devices than this are counted, and the extension can be opened. */
const MOST_DEVICES = 4;

type LampTooltipProps = { item: BoardItem; view: TimeView; at: DOMRect };

/** What a lamp has no room for: beside it, or on its other side where the window ends. */
export function LampTooltip({ item, view, at }: LampTooltipProps) {
  const { registrations } = item.watched;
  const { glyph: Glyph, tone, word } = CONDITION_LOOKS[item.now.condition];
  const leftPx = Math.min(at.right + GAP_PX, window.innerWidth - WIDTH_PX - GAP_PX);
  const isLow = at.top > window.innerHeight / 2;
  const vertical = isLow
    ? { bottom: window.innerHeight - at.top + GAP_PX }
    : { top: at.bottom + GAP_PX };
  return (
    <div
      id={LAMP_TOOLTIP_ID}
      role="tooltip"
      className={`fixed z-30 grid gap-1 rounded-control border border-line-3 bg-raise p-3 shadow-[0_8px_24px_#00000080] ${tone}`}
      style={{ left: Math.max(leftPx, GAP_PX), width: WIDTH_PX, ...vertical }}
    >
      <p className="flex items-center gap-2 whitespace-nowrap">
        <Glyph className="size-3.5 text-mark" />
        <ItemNumber item={item} className="text-20" prefixClassName="text-[14px]" />
        <span className="ml-auto font-semibold text-word">{word}</span>
      </p>
      {item.name !== '' && <p className="truncate font-medium">{item.name}</p>}
      {item.silence && <SilenceMark silence={item.silence} className="text-12" />}
      {registrations.slice(0, MOST_DEVICES).map((device, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the API names no device; its place is all there is.
        <Device key={place} device={device} view={view} />
      ))}
      <p className="text-12 text-ink-3">{countText(registrations.length)}</p>
    </div>
  );
}

function countText(count: number): string {
  if (count === 0) return 'No registration';
  return count === 1 ? '1 registration' : `${count} registrations`;
}

function Device({ device, view }: { device: WatchedRegistration; view: TimeView }) {
  const nowMs = useNow();
  const { condition } = registrationConditionAt(device, view.staleFromMs ?? nowMs);
  const { name, version } = describeAgent(device.registration.agent);
  const share = shareLeft(device, view, nowMs);
  const { tone } = CONDITION_LOOKS[condition];
  return (
    <div className={tone}>
      <p className="flex justify-between gap-2 text-12 leading-5 whitespace-nowrap text-ink-2">
        <span className="truncate">
          {name || 'No agent'} <span className="text-ink-3">{version}</span>
        </span>
        <span className="text-ink">
          {formatTime(timeTold({ condition, device }, view, nowMs), nowMs)}
        </span>
      </p>
      {share !== undefined && (
        <span aria-hidden="true" className="keep-colour mb-1 block h-[3px] bg-track">
          <span className="block h-full bg-bar" style={{ width: `${share * 100}%` }} />
        </span>
      )}
    </div>
  );
}
