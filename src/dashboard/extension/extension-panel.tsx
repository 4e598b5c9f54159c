import { describeAgent } from '../../presence/agent.ts';
import { type Condition, registrationConditionAt } from '../../presence/condition.ts';
import type { WatchedExtension, WatchedRegistration } from '../../presence/watch.ts';
import { useNow } from '../clock/ticker.ts';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import {
  formatClock,
  formatLife,
  formatTime,
  shareLeft,
  speakTime,
  type TimeView,
  timeTold,
} from '../condition/time-text.ts';
import { Button } from '../ui/button.tsx';
import { CloseIcon } from '../ui/icons.tsx';

const HEAD_PX = 44;
const DEVICE_PX = 56;
const FOOT_PX = 8;

/** How high the panel of an extension is. It lies in a list whose sizes are known beforehand. */
export function panelHeightPx({ registrations }: WatchedExtension): number {
  return HEAD_PX + Math.max(registrations.length, 1) * DEVICE_PX + FOOT_PX;
}

type ExtensionPanelProps = {
  id: string;
  watched: WatchedExtension;
  /** What people call it, '' when nobody said. */
  name: string;
  view: TimeView;
  onClose: () => void;
};

/** An opened extension: every device with its own state, in the flow under its card. */
export function ExtensionPanel({ id, watched, name, view, onClose }: ExtensionPanelProps) {
  const { extension, registrations } = watched;
  const title = name === '' ? extension.number : `${extension.number}, ${name}`;
  return (
    <section
      id={id}
      aria-label={title}
      className="overflow-hidden rounded-plate border border-accent bg-raise px-4 max-sm:rounded-none"
      style={{ height: panelHeightPx(watched) }}
    >
      <header className="flex h-11 items-center gap-3 text-12">
        <h3 className="truncate text-13 font-semibold">{title}</h3>
        <DeviceCounts watched={watched} />
        <Button isIcon aria-label={`Close ${extension.number}`} onClick={onClose} className="-mr-2">
          <CloseIcon />
        </Button>
      </header>
      {registrations.length === 0 ? (
        <p className="border-t border-line py-4 text-ink-2">{whyNone(watched)}</p>
      ) : (
        <ul>
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

function whyNone({ extension }: WatchedExtension): string {
  return extension.registrations === undefined
    ? 'Registrations were not asked for: the request leaves the field out.'
    : 'The service lists no registration.';
}

function DeviceCounts({ watched }: { watched: WatchedExtension }) {
  const nowMs = useNow();
  const counts = new Map<Condition, number>();
  for (const device of watched.registrations) {
    const { condition } = registrationConditionAt(device, nowMs);
    counts.set(condition, (counts.get(condition) ?? 0) + 1);
  }
  const text = [...counts].map(
    ([condition, count]) => `${count} ${CONDITION_LOOKS[condition].word.toLowerCase()}`,
  );
  return <span className="ml-auto whitespace-nowrap text-ink-3">{text.join(', ')}</span>;
}

type DeviceProps = { device: WatchedRegistration; view: TimeView };

function Device({ device, view }: DeviceProps) {
  const nowMs = useNow();
  const { condition } = registrationConditionAt(device, view.staleFromMs ?? nowMs);
  const told = timeTold({ condition, device }, view, nowMs);
  const { tone, time } = CONDITION_LOOKS[condition];
  const agent = describeAgent(device.registration.agent);
  return (
    <li
      className={`grid h-14 grid-cols-[40px_minmax(0,1fr)_auto] items-center gap-x-4 border-t border-line ${tone}`}
    >
      <LifeRing condition={condition} share={shareLeft(device, view, nowMs)} />
      <div className="min-w-0">
        <p className="truncate text-15 font-semibold">
          {agent.name || 'No agent'}{' '}
          <span className="text-13 font-normal text-ink-3">{agent.version}</span>
        </p>
        <p className="truncate text-12 text-ink-2">{sentence(condition, device)}</p>
      </div>
      <span className={`text-20 ${time}`}>
        <time aria-hidden="true">{formatTime(told, nowMs)}</time>
        <span className="sr-only">{speakTime(told, nowMs)}</span>
      </span>
    </li>
  );
}

/** "Registered, expires 15:14:18, life 1 h". */
function sentence(condition: Condition, device: WatchedRegistration): string {
  const { expiresAtMs, state } = device.registration;
  const { word } = CONDITION_LOOKS[condition];
  if (state === 'registered' && expiresAtMs !== undefined) {
    const life = device.lifeIsKnown ? `, life ${formatLife(device.longestLeftMs)}` : '';
    return `${word}, expires ${formatClock(expiresAtMs)}${life}`;
  }
  if (state === 'expired') return `${word}, no expiry sent by the service`;
  return device.isGone ? `${word}, no longer listed by the service` : word;
}

/** The glyph of the state in a ring of what is left. */
function LifeRing({ condition, share }: { condition: Condition; share: number | undefined }) {
  const { glyph: Glyph } = CONDITION_LOOKS[condition];
  return (
    <span aria-hidden="true" className="relative grid size-10 place-items-center">
      <svg
        viewBox="0 0 40 40"
        aria-hidden="true"
        className="absolute inset-0"
        fill="none"
        strokeWidth="3"
      >
        <circle cx="20" cy="20" r="18" className="stroke-line-2" />
        <circle
          cx="20"
          cy="20"
          r="18"
          pathLength="100"
          strokeDasharray={`${(share ?? 0) * 100} 100`}
          transform="rotate(-90 20 20)"
          className="stroke-bar"
        />
      </svg>
      <Glyph className="size-4 text-mark" />
    </span>
  );
}
