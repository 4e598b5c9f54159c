import type { KeyboardEvent, ReactNode } from 'react';
import { type Condition, registrationConditionAt } from '../../presence/condition.ts';
import type { Flapping } from '../../presence/flapping.ts';
import type { History } from '../../presence/history.ts';
import type { WatchedExtension, WatchedRegistration } from '../../presence/watch.ts';
import { useNow } from '../clock/ticker.ts';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import type { TimeView } from '../condition/time-text.ts';
import { Drawer } from '../ui/drawer.tsx';
import { ChangeLog } from './change-log.tsx';
import { DayStrip } from './day-strip.tsx';
import { Device } from './device.tsx';
import { DrawerHead, FlappingNote, type Neighbours, NowWords } from './drawer-head.tsx';
import { DrawerPart } from './drawer-part.tsx';
import { conditionSinceMs } from './history-text.ts';
import { RawAnswer } from './raw-answer.tsx';

/** What is told of an extension that the list has. */
export type OpenedExtension = {
  watched: WatchedExtension;
  /** What people call it, '' when nobody said. */
  name: string;
  condition: Condition;
  /** Undefined unless it comes and goes. */
  flapping: Flapping | undefined;
  view: TimeView;
  history: History;
  /** Its entry as it came; undefined when the last answer has none. */
  entry: unknown;
};

type ExtensionDrawerProps = {
  number: string;
  /** Undefined when the list does not have it. */
  opened: OpenedExtension | undefined;
  neighbours: Neighbours;
  /** What can be done about it. */
  actions?: ReactNode;
  onOpen: (number: string) => void;
  onClose: () => void;
};

/** An opened extension: each of its devices, its last day, what happened to it, and what the service says. */
export function ExtensionDrawer(props: ExtensionDrawerProps) {
  const { number, opened, neighbours, actions, onOpen, onClose } = props;
  const { name = '' } = opened ?? {};
  const step = (event: KeyboardEvent) => {
    const to = STEPS[event.key];
    const next = to && neighbours[to];
    if (next !== undefined) onOpen(next);
  };
  return (
    <Drawer label={name === '' ? number : `${number}, ${name}`} onClose={onClose} onKeyDown={step}>
      <DrawerHead {...{ number, neighbours, onOpen, onClose }}>
        {opened && (
          <NowWords
            condition={opened.condition}
            sinceMs={conditionSinceMs(opened.history, opened.condition)}
            isStale={opened.view.staleFromMs !== undefined}
          />
        )}
      </DrawerHead>
      {opened ? <Told opened={opened} actions={actions} /> : <NotListed />}
    </Drawer>
  );
}

/** The keys that go through the list. */
const STEPS: Partial<Record<string, keyof Neighbours>> = {
  ArrowLeft: 'previous',
  k: 'previous',
  ArrowRight: 'next',
  j: 'next',
};

function NotListed() {
  return (
    <div className="border-t border-line-2 py-3 text-ink-2">
      <p className="font-medium text-ink">This list has no such extension</p>
      <p>It does not exist, or the request leaves it out.</p>
    </div>
  );
}

function Told({ opened, actions }: { opened: OpenedExtension; actions: ReactNode }) {
  const { watched, name, flapping, view, history, entry } = opened;
  const { registrations } = watched;
  return (
    <>
      {(name !== '' || flapping) && (
        <div className="pb-3">
          <p className="truncate text-15 font-medium">{name}</p>
          {flapping && <FlappingNote flapping={flapping} />}
        </div>
      )}
      {actions && <div className="pb-3">{actions}</div>}
      <DrawerPart
        title="Registrations"
        aside={<DeviceCounts registrations={registrations} view={view} />}
      >
        {registrations.length === 0 ? (
          <p className="text-ink-2">{whyNone(watched)}</p>
        ) : (
          <ul>
            {registrations.map((device, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: its place is all that tells two of one agent apart.
              <Device key={`${place} ${device.registration.agent}`} device={device} view={view} />
            ))}
          </ul>
        )}
      </DrawerPart>
      <DayStrip history={history} />
      <ChangeLog history={history} />
      <RawAnswer entry={entry} />
    </>
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
  return <>{texts.join(', ')}</>;
}
