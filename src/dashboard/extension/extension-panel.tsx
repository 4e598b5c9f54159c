import type { ReactNode } from 'react';
import { type Condition, registrationConditionAt } from '../../presence/condition.ts';
import type { Flapping } from '../../presence/flapping.ts';
import { splitNumber } from '../../presence/organization.ts';
import type { WatchedExtension, WatchedRegistration } from '../../presence/watch.ts';
import { useNow } from '../clock/ticker.ts';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import { formatTime, type TimeView } from '../condition/time-text.ts';
import { Button } from '../ui/button.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { DEVICE_PX, Device } from './device.tsx';

const HEAD_PX = 48;
/** What holds for its alerts, and what can be done about them. */
const ALERTS_PX = 48;
const FOOT_PX = 8;
/** Devices stand side by side where there is room for so many of this width. */
const DEVICE_MIN_PX = 400;
const MOST_COLUMNS = 3;

/** How many devices of an extension stand side by side in a panel of this width. */
function columnsOf({ registrations }: WatchedExtension, widthPx: number): number {
  const fitting = Math.floor(widthPx / DEVICE_MIN_PX);
  return Math.max(Math.min(fitting, MOST_COLUMNS, registrations.length), 1);
}

/** How high the panel of an extension is. It lies in a list whose sizes are known beforehand. */
export function panelHeightPx(watched: WatchedExtension, widthPx: number): number {
  const lines = Math.ceil(watched.registrations.length / columnsOf(watched, widthPx));
  return HEAD_PX + ALERTS_PX + Math.max(lines, 1) * DEVICE_PX + FOOT_PX;
}

type ExtensionPanelProps = {
  id: string;
  watched: WatchedExtension;
  /** What people call it, '' when nobody said. */
  name: string;
  condition: Condition;
  /** Undefined unless it comes and goes. */
  flapping: Flapping | undefined;
  /** Drawn by whoever composes the page. */
  alerts: ReactNode;
  view: TimeView;
  widthPx: number;
  onClose: () => void;
};

/** An opened extension: every device with its own state, in the flow under its card. */
export function ExtensionPanel(props: ExtensionPanelProps) {
  const { id, watched, name, condition, flapping, alerts, view, widthPx, onClose } = props;
  const { number } = watched.extension;
  const { registrations } = watched;
  return (
    <section
      id={id}
      aria-label={name === '' ? number : `${number}, ${name}`}
      className="h-full overflow-hidden rounded-plate border border-line-3 bg-raise px-4 max-sm:rounded-none max-sm:border-x-0"
    >
      <header className="flex h-12 items-center gap-3 whitespace-nowrap">
        <Title number={number} name={name} condition={condition} />
        {flapping && <FlappingNote flapping={flapping} />}
        <DeviceCounts registrations={registrations} view={view} />
        <Button isIcon aria-label={`Close ${number}`} onClick={onClose} className="-mr-2">
          <CloseIcon />
        </Button>
      </header>
      <div className="h-12 border-t border-line-2">{alerts}</div>
      {registrations.length === 0 ? (
        <p className="border-t border-line-2 py-4 text-ink-2">{whyNone(watched)}</p>
      ) : (
        <ul
          className="grid gap-x-10"
          style={{
            gridTemplateColumns: `repeat(${columnsOf(watched, widthPx)}, minmax(0, 1fr))`,
          }}
        >
          {registrations.map((device, place) => (
            // The API names no device: its place in the list is all that tells two of one agent apart.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above.
            <Device key={`${place} ${device.registration.agent}`} device={device} view={view} />
          ))}
        </ul>
      )}
    </section>
  );
}

type TitleProps = { number: string; name: string; condition: Condition };

function Title({ number, name, condition }: TitleProps) {
  const { glyph: Glyph, tone, word } = CONDITION_LOOKS[condition];
  const { organization, local } = splitNumber(number);
  return (
    <div className={`flex min-w-0 flex-1 items-center gap-3 ${tone}`}>
      <Glyph className="size-4 text-mark" />
      <h3 className="text-20 font-semibold tracking-[-0.01em]">
        {organization !== '' && (
          <span className="text-15 font-normal tracking-[0] text-ink-3">{organization}*</span>
        )}
        {organization === '' ? number : local}
      </h3>
      <span className="truncate font-medium">{name}</span>
      <span className="font-semibold text-word">{word}</span>
    </div>
  );
}

/** "Flapping: lost and back 3 times since 14:16". */
function FlappingNote({ flapping: { sinceMs, times } }: { flapping: Flapping }) {
  const nowMs = useNow();
  const since = formatTime({ kind: 'since', atMs: sinceMs }, nowMs);
  return (
    <span className="min-w-0 truncate text-12 text-ink-2">
      Flapping: lost and back {times} times {since}
    </span>
  );
}

function whyNone({ extension }: WatchedExtension): string {
  return extension.registrations === undefined
    ? 'Registrations were not asked for: the request leaves the field out.'
    : 'The service lists no registration.';
}

type DeviceCountsProps = { registrations: readonly WatchedRegistration[]; view: TimeView };

/** "2 registered, 1 expired". */
function DeviceCounts({ registrations, view }: DeviceCountsProps) {
  const nowMs = useNow();
  const counts = new Map<Condition, number>();
  for (const device of registrations) {
    const { condition } = registrationConditionAt(device, view.staleFromMs ?? nowMs);
    counts.set(condition, (counts.get(condition) ?? 0) + 1);
  }
  const texts = [...counts].map(
    ([condition, count]) => `${count} ${CONDITION_LOOKS[condition].word.toLowerCase()}`,
  );
  return <span className="text-12 text-ink-3 max-sm:hidden">{texts.join(', ')}</span>;
}
