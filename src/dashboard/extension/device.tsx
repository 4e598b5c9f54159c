import { describeAgent } from '../../presence/agent.ts';
import { type Condition, registrationConditionAt } from '../../presence/condition.ts';
import { refreshDueAtMs, rhythmMs } from '../../presence/rhythm.ts';
import type { WatchedRegistration } from '../../presence/watch.ts';
import { useNow } from '../clock/ticker.ts';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import {
  formatClock,
  formatHappened,
  formatLife,
  formatTime,
  shareLeft,
  speakTime,
  type TimeView,
  timeTold,
} from '../condition/time-text.ts';

type DeviceProps = { device: WatchedRegistration; view: TimeView };

/** One device of an extension: its own state, what it is, until when it is registered and how long that is. */
export function Device({ device, view }: DeviceProps) {
  const nowMs = useNow();
  const { condition } = registrationConditionAt(device, view.staleFromMs ?? nowMs);
  const told = timeTold({ condition, device }, view, nowMs);
  const { tone } = CONDITION_LOOKS[condition];
  const agent = describeAgent(device.registration.agent);
  return (
    <li
      className={`grid min-h-14 grid-cols-[48px_minmax(0,1fr)_auto] items-center gap-x-4 py-1.5 xl:min-h-16 ${tone}`}
    >
      <LifeRing condition={condition} share={shareLeft(device, view, nowMs)} />
      <div className="min-w-0">
        <p className="text-15 font-medium break-words">
          {agent.name || 'No agent'}{' '}
          <span className="ml-0.5 text-13 font-normal text-ink-3">{agent.version}</span>
        </p>
        <p className="text-12 text-ink-3">{sentence(condition, device, nowMs)}</p>
      </div>
      <span
        className={`text-right text-20 font-medium max-sm:text-15 ${isTold(condition) ? 'text-word' : 'text-ink'}`}
      >
        <time aria-hidden="true">{formatTime(told, nowMs)}</time>
        <span className="sr-only">{speakTime(told, nowMs)}</span>
      </span>
    </li>
  );
}

/** The times of what went wrong take its colour. */
function isTold(condition: Condition): boolean {
  return condition === 'expired' || condition === 'lost' || condition === 'late';
}

/** "Registered, expires 15:14:18, life 1 h, refreshes every 30 min". */
function sentence(condition: Condition, device: WatchedRegistration, nowMs: number): string {
  const { registration, lifeIsKnown, longestLeftMs, lostAtMs, isGone } = device;
  const { word } = CONDITION_LOOKS[condition];
  const { expiresAtMs } = registration;
  switch (registration.state) {
    case 'registered': {
      if (expiresAtMs === undefined) return `${word}, no expiry sent by the service`;
      const life = lifeIsKnown ? `, life ${formatLife(longestLeftMs)}` : '';
      return `${word}, expires ${formatHappened(expiresAtMs, nowMs)}${life}${rhythm(condition, device)}`;
    }
    case 'not-registered':
      if (isGone) return `${word}, no longer listed by the service`;
      return expiresAtMs === undefined
        ? word
        : `${word}, ended ${formatHappened(expiresAtMs, nowMs)}`;
    case 'expired':
      return lostAtMs === undefined
        ? `${word}, no expiry sent by the service`
        : `${word} at ${formatHappened(lostAtMs, nowMs)}`;
    case 'static':
      return 'No registration needed';
    case 'unknown':
      return 'The service does not know its state';
  }
}

/** ", refreshes every 30 min", and of one that is late when it should have, once its rhythm is learned. */
function rhythm(condition: Condition, device: WatchedRegistration): string {
  const { registration, longestLeftMs: lifeMs, pausesMs = [] } = device;
  const usualMs = rhythmMs(device);
  const dueAtMs = refreshDueAtMs({ expiresAtMs: registration.expiresAtMs ?? 0, lifeMs, pausesMs });
  if (usualMs === undefined || dueAtMs === undefined) return '';
  const missed = condition === 'late' ? `, missed at ${formatClock(dueAtMs)}` : '';
  return `, refreshes every ${formatLife(usualMs)}${missed}`;
}

/** The glyph of the state, in a ring of what is left; the ring is whole when nothing is. */
function LifeRing({ condition, share }: { condition: Condition; share: number | undefined }) {
  const { glyph: Glyph } = CONDITION_LOOKS[condition];
  const isLost = condition === 'expired' || condition === 'lost';
  return (
    <span aria-hidden="true" className="relative grid size-11 place-items-center xl:size-12">
      <svg
        viewBox="0 0 48 48"
        aria-hidden="true"
        className="absolute inset-0"
        fill="none"
        strokeWidth="4"
      >
        <circle cx="24" cy="24" r="22" className={isLost ? 'stroke-mark' : 'stroke-line-2'} />
        {share !== undefined && (
          <circle
            cx="24"
            cy="24"
            r="22"
            pathLength="100"
            strokeDasharray={`${share * 100} 100`}
            transform="rotate(-90 24 24)"
            className="stroke-mark"
          />
        )}
      </svg>
      <Glyph className="size-3 text-mark" />
    </span>
  );
}
