import { describe } from 'vitest';
import type {
  PresenceEntry,
  PresenceRegistration,
  StatusCode,
} from '../../../contract/presence.ts';
import { toApiInstant } from '../../../presence/extension.ts';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../database.ts';
import type { FakeClock } from '../../fake-clock.rig.ts';
import { itKeepsThePromisesOfASource, type OpenSourceBench } from '../source-conformance.rig.ts';
import { createUnifiedApiSource } from './unified-api-source.ts';
import { APP, BASE_URL, connectionError, Upstream } from './upstream.rig.ts';

const EVERY_MS = 5000;
const STATUS = { online: 1, ringing: 2, busy: 3 } as const;

/** What upstream knows of an extension; it judges by its own clock when it is asked. */
type Known = {
  registration?: { untilMs: number; endedAtMs?: number };
  said?: { status: StatusCode; untilMs: number };
};

/** What outlives a source: the upstream itself, as its database does. */
const upstreams = new WeakMap<Database, Map<string, Known>>();

function entryOf(
  [extension, { registration, said }]: [string, Known],
  nowMs: number,
): PresenceEntry {
  const status = said && said.untilMs > nowMs ? said.status : 0;
  return { extension, status, registration: [registrationOf(registration, nowMs)] };
}

function registrationOf(known: Known['registration'], nowMs: number): PresenceRegistration {
  const agent = 'Phone/1';
  if (!known) return { agent: '', registration: '-1' };
  const { untilMs, endedAtMs } = known;
  if (endedAtMs !== undefined) {
    return { agent, registration: '-1', expire: toApiInstant(endedAtMs) };
  }
  if (untilMs <= nowMs) return { agent, registration: '-2' };
  return { agent, registration: '1', expire: toApiInstant(untilMs) };
}

/** A clock whose next poll can be made now. */
function impatientClock(clock: FakeClock) {
  let poll: { fire: () => void; cancel: () => void } | undefined;
  const impatient: Clock = {
    now: () => clock.now(),
    after(ms, callback) {
      if (ms !== EVERY_MS) return clock.after(ms, callback);
      const fire = () => {
        poll = undefined;
        callback();
      };
      const cancel = clock.after(ms, fire);
      poll = { fire, cancel };
      return () => {
        poll = undefined;
        cancel();
      };
    },
  };
  const pollIsSet = async (isClosed: () => boolean) => {
    while (!poll && !isClosed()) await new Promise((resolve) => setImmediate(resolve));
    return poll;
  };
  return { impatient, pollIsSet };
}

const openBench: OpenSourceBench = ({ sink, clock, database, canStart }) => {
  const known = upstreams.get(database) ?? new Map<string, Known>();
  upstreams.set(database, known);
  const upstream = new Upstream(clock);
  upstream.entries = () => [...known].map((one) => entryOf(one, clock.now()));
  let isBroken = !canStart;
  let isClosed = false;
  upstream.answer = () => {
    if (isBroken) throw connectionError('ECONNREFUSED');
    return undefined;
  };
  const { impatient, pollIsSet } = impatientClock(clock);
  const source = createUnifiedApiSource({
    ...{ baseUrl: BASE_URL, ...APP, everySeconds: EVERY_MS / 1000 },
    ...{ sink, database, clock: impatient, fetch: upstream.fetch },
    exist: () => {},
    log: { info: () => {}, warn: () => {} },
  });
  const ask = async () => {
    const poll = await pollIsSet(() => isClosed);
    poll?.cancel();
    poll?.fire();
    await pollIsSet(() => isClosed);
  };
  const happen = (extension: string, change: (before: Known) => Known) => {
    known.set(extension, change(known.get(extension) ?? {}));
    return ask();
  };
  const endIn = (seconds: number) => clock.now() + seconds * 1000;
  return {
    source: {
      kind: source.kind,
      start: () => source.start(),
      health: () => source.health(),
      close() {
        isClosed = true;
        return source.close();
      },
    },
    register: (extension, seconds) =>
      happen(extension, ({ said }) => ({
        ...(said && { said }),
        registration: { untilMs: endIn(seconds) },
      })),
    unregister: (extension) =>
      happen(extension, (before) => ({
        ...before,
        registration: { untilMs: clock.now(), endedAtMs: clock.now() },
      })),
    presence: {
      hasEnds: false,
      publish: (extension, presence, seconds) =>
        happen(extension, (before) => ({
          ...before,
          said: { status: STATUS[presence], untilMs: endIn(seconds) },
        })),
      withdraw: (extension) => happen(extension, ({ said: _, ...before }) => before),
    },
    repeat: ask,
    breakage: {
      breakDown: () => {
        isBroken = true;
      },
      repair: () => {
        isBroken = false;
      },
    },
    ask,
  };
};

describe('an upstream with a UnifiedAPI', () => itKeepsThePromisesOfASource(openBench));
