import {
  COUNT_DEFAULT,
  type Filter,
  matchesFilter,
  type PresenceQuery,
} from '../../contract/query.ts';
import type { Clock } from '../clock.ts';
import { createDeviceBook, type DeviceBook } from './device-book.ts';
import { arrange, type Devices, end, register } from './devices.ts';
import { publish, withdraw } from './publications.ts';
import type { AnswerSink } from './registration-sink.ts';
import { createRoll, type ProvisionedExtension } from './roll.ts';
import type { Scope } from './scope.ts';
import { type Standing, standingOf } from './standing.ts';
import type { WrittenEntry } from './written-entry.ts';

/** One page of what a query selects, each entry whole; `totalResults` counts all of it. */
export type Listing = { totalResults: number; entries: readonly WrittenEntry[] };

/**
 * Every extension and its registrations, in memory: the only state that requests read. It needs no timer: every read
 * and every new fact first lets time pass, so an answer is exact at its millisecond. Of a source that is asked, time ends
 * at its last answer.
 */
export type Directory = {
  /** Changes if and only if an answer could. */
  readonly version: number;
  /** Changes if and only if `names` could answer otherwise. */
  readonly namesVersion: number;
  /** Says which extensions exist. Those that stay keep their registrations; of several with one number the last counts. */
  provision(extensions: readonly ProvisionedExtension[]): void;
  /** True when the extended number exists. */
  has(number: string): boolean;
  /** What the query selects of the scope: filtered, in its order, one page. `fields` is for whoever writes the answer. */
  list(scope: Scope, query: PresenceQuery): Listing;
  /** Every extension that exists, as it stands. */
  standings(): Standing[];
  /**
   * Calls back whenever something becomes known of an extension: as it stands from `atMs` on, undefined once it does
   * not exist any more. A refresh is told too. What ran out is told with its own time, when it is noticed; `version`
   * lets time pass and notices. The returned function takes it back.
   */
  onChange(listener: StandingListener): () => void;
  /** What people call the extensions of the scope, by number; those without a name are left out. */
  names(scope: Scope): Record<string, string>;
} & AnswerSink;

type StandingListener = (number: string, standing: Standing | undefined, atMs: number) => void;

const FORGET_AFTER_MS = 7 * 24 * 3600 * 1000;

/** Makes an empty directory. `forgetAfterMs` is how long an ended registration is shown, seven days by default. */
export function createDirectory({
  clock,
  forgetAfterMs = FORGET_AFTER_MS,
}: {
  clock: Pick<Clock, 'now'>;
  forgetAfterMs?: number;
}): Directory {
  const roll = createRoll();
  const listeners = new Set<StandingListener>();
  const tellListeners: StandingListener = (number, standing, atMs) => {
    for (const listener of listeners) listener(number, standing, atMs);
  };
  const book = createDeviceBook({
    ...{ clock, forgetAfterMs, roll },
    tell(number, now, steps) {
      roll.tell(number, now);
      const provisioned = roll.of(number);
      if (listeners.size === 0 || !provisioned) return;
      for (const { known, atMs } of steps) {
        tellListeners(number, standingOf(provisioned, known), atMs);
      }
    },
  });
  return {
    get version() {
      book.settle();
      return roll.version;
    },
    get namesVersion() {
      return roll.namesVersion;
    },
    provision(extensions) {
      book.settle();
      const before = new Map(roll.all().map((one) => [one.number, one]));
      roll.provision(extensions, book.of);
      for (const one of roll.all()) {
        const { number } = one;
        if (before.get(number)?.static !== one.static) {
          tellListeners(number, standingOf(one, book.of(number)), book.nowMs());
        }
        before.delete(number);
      }
      for (const number of before.keys()) tellListeners(number, undefined, book.nowMs());
    },
    has: roll.has,
    list(scope, query) {
      book.settle();
      const entries = roll.within(scope);
      const accepts = query.filter && predicate(query.filter);
      const selected = accepts ? entries.filter((one) => accepts(one.provisioned.number)) : entries;
      return {
        totalResults: selected.length,
        entries: pageOf(selected, query).map(({ answer }) => answer),
      };
    },
    standings() {
      book.settle();
      return roll.all().map((one) => standingOf(one, book.of(one.number)));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    names(scope) {
      const named = roll.within(scope).filter(({ provisioned }) => provisioned.name !== '');
      return Object.fromEntries(named.map(({ provisioned: { number, name } }) => [number, name]));
    },
    ...sinkInto(book),
  };
}

/** What a source tells, put into the book. */
function sinkInto(book: DeviceBook): AnswerSink {
  const learnDevice = (extension: string, apply: (devices: Devices, nowMs: number) => Devices) =>
    book.learn(extension, (known, nowMs) => ({ ...known, devices: apply(known.devices, nowMs) }));
  return {
    registered({ extension, device: id, ...told }, expiresAtMs) {
      learnDevice(extension, (devices, nowMs) =>
        expiresAtMs > nowMs
          ? register(devices, { id, ...told }, { expiresAtMs, nowMs })
          : end(devices, { id, ...told }, { state: 'expired', atMs: expiresAtMs }),
      );
    },
    unregistered({ extension, device: id, ...told }, atMs) {
      learnDevice(extension, (devices) =>
        end(devices, { id, ...told }, { state: 'not-registered', atMs }),
      );
    },
    expired({ extension, device: id, ...told }, atMs) {
      learnDevice(extension, (devices) =>
        end(devices, { id, ...told }, { state: 'expired', atMs }),
      );
    },
    unknown({ extension, device: id, ...told }, atMs) {
      learnDevice(extension, (devices) =>
        end(devices, { id, ...told }, { state: 'unknown', atMs }),
      );
    },
    listed(extension, ids) {
      learnDevice(extension, (devices) => arrange(devices, ids));
    },
    answered: book.answered,
    published({ extension, publication: id, presence }, expiresAtMs) {
      book.learn(extension, ({ devices, publications }) => ({
        devices,
        publications: publish(publications, { id, presence, expiresAtMs }),
      }));
    },
    withdrawn({ extension, publication: id }) {
      book.learn(extension, ({ devices, publications }) => ({
        devices,
        publications: withdraw(publications, id),
      }));
    },
  };
}

function predicate(filter: Filter): (number: string) => boolean {
  if (filter.op !== 'inArray') return (number) => matchesFilter(number, filter);
  // A list may name thousands, and is asked for each of thousands.
  const members = new Set(filter.value);
  return (number) => members.has(number);
}

function pageOf<T>(
  ascending: readonly T[],
  { sortOrder, startIndex = 0, count = COUNT_DEFAULT }: PresenceQuery,
): readonly T[] {
  if (sortOrder !== 'desc') return ascending.slice(startIndex, startIndex + count);
  const end = Math.max(ascending.length - startIndex, 0);
  return ascending.slice(Math.max(end - count, 0), end).reverse();
}
