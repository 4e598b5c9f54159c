import type { Extension, Registration } from './extension.ts';
import type { Roll } from './watch.ts';

// For tests: a day of a hundred extensions, made up, the same each time. Telephones refresh at their own rhythm and are
// restarted, a switch fails, softphones sign on and off and lose their network, the service does not answer for four
// minutes, its registrar restarts, and the clock of the screen is wrong for a while.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const MIDNIGHT = Date.parse('2026-11-23T00:00:00Z');
/** A time of the day. */
export const at = (hours: number, minutes = 0, seconds = 0): number =>
  MIDNIGHT + hours * HOUR + minutes * MINUTE + seconds * SECOND;

const DAY_ENDS = at(24);
const EVERY_MS = 30 * SECOND;

type Span = { fromMs: number; toMs: number };
type Model = { agent: string; lifeMs: number; refreshAt: number };
type Phone = Model & {
  number: string;
  nth: number;
  /** How long before midnight it refreshed last. */
  phaseMs: number;
  away: readonly Span[];
  signsOffAtMs?: number;
};

/** What the registrar was told, and when: the truth of the day. */
export type RawEvent =
  | ({ kind: 'registered'; number: string; atMs: number } & Model)
  | { kind: 'signed-off'; number: string; agent: string; atMs: number }
  | { kind: 'added' | 'removed'; number: string; atMs: number };

/** The day as its registrar saw it, and when a screen was answered. */
export type SimulatedDay = { raw: readonly RawEvent[]; polls: readonly Poll[] };

/** One answer: the true time of it, and the time that the screen took it for. */
export type Poll = { trueMs: number; atMs: number };

const T46S: Model = {
  agent: 'Yealink SIP-T46S 66.86.0.15',
  lifeMs: 10 * MINUTE,
  refreshAt: 0.5,
};
const T54W: Model = { agent: 'Yealink SIP-T54W 96.86.0.70', lifeMs: HOUR / 2, refreshAt: 0.55 };
const EDGE: Model = {
  agent: 'PolyEdge-Edge_E450-UA/8.2.3.0127',
  lifeMs: 5 * MINUTE,
  refreshAt: 0.8,
};
const SNOM: Model = { agent: 'snomD785/10.1.184.15', lifeMs: 10 * MINUTE, refreshAt: 0.75 };
const GXP: Model = { agent: 'Grandstream GXP2170 1.0.11.64', lifeMs: 2 * MINUTE, refreshAt: 0.65 };
const ZOIPER: Model = { agent: 'Zoiper rv2.10.20.4', lifeMs: MINUTE, refreshAt: 0.5 };

/** Needs no registration. */
const STATIC: Extension = { number: '0021*090', registrations: [{ agent: '', state: 'static' }] };
/** Set up at noon, and registered two minutes later. */
export const NEW = '0003*260';
/** Deleted in the afternoon, while it is registered. */
export const DELETED = '0003*239';

const SERVICE_DOWN: readonly Span[] = [
  { fromMs: at(3), toMs: at(3, 0, 10) },
  { fromMs: at(14), toMs: at(14, 4) },
];
const CLOCK_WRONG: readonly (Span & { byMs: number })[] = [
  { fromMs: at(20), toMs: at(20, 10), byMs: 10 * MINUTE },
  { fromMs: at(21), toMs: at(21, 10), byMs: -10 * MINUTE },
];

const SWITCH_FAILS: Span = { fromMs: at(10, 30), toMs: at(11, 10) };

/** On and off the network, so that each time its registration runs out: 150 seconds of 210. */
function comesAndGoes(fromMs: number, times: number): Span[] {
  return Array.from({ length: times }, (_, nth) => {
    const goesMs = fromMs + nth * 210 * SECOND;
    return { fromMs: goesMs, toMs: goesMs + 150 * SECOND };
  });
}

/** When a telephone is off or has no network, other than for a restart. */
const AWAY = new Map<string, readonly Span[]>([
  ...Array.from({ length: 12 }, (_, nth): [string, Span[]] => [
    `0003*${201 + nth}`,
    [SWITCH_FAILS],
  ]),
  [`0012*300 ${GXP.agent}`, comesAndGoes(at(13), 11)],
  [`0012*301 ${GXP.agent}`, comesAndGoes(at(13, 5), 4)],
  [`0012*302 ${GXP.agent}`, [...comesAndGoes(at(16), 6), { fromMs: at(16, 30), toMs: DAY_ENDS }]],
  [`0007*100 ${T54W.agent}`, [{ fromMs: at(15), toMs: DAY_ENDS }]],
  [`0021*020 ${EDGE.agent}`, [{ fromMs: at(11), toMs: DAY_ENDS }]],
]);

function phonesOf(first: string, count: number, model: Model): Phone[] {
  const [organization = '', local = ''] = first.split('*');
  return Array.from({ length: count }, (_, at): Phone => {
    const nth = Number(local) + at;
    const number = `${organization}*${String(nth).padStart(3, '0')}`;
    const away = AWAY.get(number) ?? AWAY.get(`${number} ${model.agent}`) ?? [];
    const phaseMs = ((nth * 7919) % (model.lifeMs / SECOND)) * SECOND;
    return { ...model, number, nth, phaseMs, away: [...away, ...restartOf(nth)] };
  });
}

/** Every seventh is restarted once, and is off for a minute and a half. */
function restartOf(nth: number): Span[] {
  if (nth % 7 !== 0) return [];
  const fromMs = MIDNIGHT + ((nth * 7919) % (24 * 60)) * MINUTE;
  return [{ fromMs, toMs: fromMs + 90 * SECOND }];
}

/** They were plugged in at once, and have refreshed within a minute of each other since. */
function behindOneSwitch(phone: Phone): Phone {
  return { ...phone, phaseMs: (phone.nth % 13) * 4 * SECOND };
}

/** From eight to six, and signed off in between. */
function inOfficeHours(phone: Phone): Phone {
  const signsOffAtMs = at(18) + (phone.nth % 40) * SECOND;
  const night = [
    { fromMs: MIDNIGHT - 2 * HOUR, toMs: at(8) + (phone.nth % 50) * MINUTE },
    { fromMs: signsOffAtMs, toMs: DAY_ENDS },
  ];
  return { ...phone, away: [...phone.away, ...night], signsOffAtMs };
}

const PHONES: readonly Phone[] = [
  ...phonesOf('0003*201', 13, T46S).map(behindOneSwitch),
  ...phonesOf('0003*220', 20, EDGE),
  ...phonesOf('0007*100', 20, T54W),
  ...phonesOf('0007*120', 20, SNOM),
  ...phonesOf('0012*300', 16, GXP),
  ...phonesOf('0021*020', 4, EDGE),
  ...phonesOf('0021*020', 8, ZOIPER).map(inOfficeHours),
  ...phonesOf(NEW, 1, SNOM).map((phone) => ({
    ...phone,
    away: [{ fromMs: MIDNIGHT - 2 * HOUR, toMs: at(12, 2) }],
  })),
];

function within(spans: readonly Span[], ms: number): Span | undefined {
  return spans.find(({ fromMs, toMs }) => ms >= fromMs && ms < toMs);
}

/** No telephone keeps time to the second: it is up to two per cent early. Times in the API are whole seconds. */
function pauseOf({ nth, lifeMs, refreshAt }: Phone, turn: number): number {
  const early = ((nth + turn) % 5) * 0.005;
  return Math.round((lifeMs * refreshAt * (1 - early)) / SECOND) * SECOND;
}

/** Everything that one telephone tells the registrar. */
function eventsOf(phone: Phone): RawEvent[] {
  const { number, nth, agent, lifeMs, refreshAt, phaseMs, away, signsOffAtMs } = phone;
  const events: RawEvent[] = [];
  let nextMs = MIDNIGHT - phaseMs;
  for (let turn = 0; nextMs < DAY_ENDS; turn += 1) {
    const atMs = nextMs;
    const off = within(away, atMs);
    if (off) {
      nextMs = off.toMs + 5 * SECOND;
    } else if (within(SERVICE_DOWN, atMs)) {
      nextMs = atMs + 30 * SECOND + (nth % 10) * SECOND;
    } else {
      events.push({ kind: 'registered', number, atMs, agent, lifeMs, refreshAt });
      const pauseMs = pauseOf(phone, turn);
      const goes = away.find(({ fromMs }) => fromMs > atMs && fromMs <= atMs + pauseMs);
      nextMs = goes ? goes.toMs + 5 * SECOND : atMs + pauseMs;
    }
  }
  if (signsOffAtMs) events.push({ kind: 'signed-off', number, agent, atMs: signsOffAtMs });
  return events;
}

export function simulateDay(): SimulatedDay {
  const numbers = new Set(PHONES.map(({ number }) => number));
  const raw: RawEvent[] = [
    ...[...numbers].map((number): RawEvent => {
      return { kind: 'added', number, atMs: number === NEW ? at(12) : MIDNIGHT - 2 * HOUR };
    }),
    ...PHONES.flatMap(eventsOf),
    { kind: 'removed', number: DELETED, atMs: at(17, 0, 1) },
  ];
  const polls: Poll[] = [];
  for (let trueMs = MIDNIGHT; trueMs < DAY_ENDS; trueMs += EVERY_MS) {
    const byMs = CLOCK_WRONG.find((span) => within([span], trueMs))?.byMs ?? 0;
    if (!within(SERVICE_DOWN, trueMs)) polls.push({ trueMs, atMs: trueMs + byMs });
  }
  // The sort is stable: what was added is added before it registers.
  return { raw: raw.sort((a, b) => a.atMs - b.atMs), polls };
}

/** What the service answered to each poll of the day. */
export function* rollsOf({ raw, polls }: SimulatedDay): Generator<Roll> {
  const bindings = new Map<string, Map<string, Registration>>();
  let shown = new Map<string, Extension>();
  let next = 0;
  for (const { trueMs, atMs } of polls) {
    for (let event = raw[next]; event && event.atMs <= trueMs; event = raw[next]) {
      take(bindings, event);
      next += 1;
    }
    const before = shown;
    shown = new Map();
    for (const [number, devices] of bindings) {
      shown.set(number, answered({ number, devices, trueMs }, before.get(number)));
    }
    yield { extensions: [STATIC, ...shown.values()], isWhole: true, atMs };
  }
}

function take(bindings: Map<string, Map<string, Registration>>, event: RawEvent): void {
  const devices = bindings.get(event.number);
  switch (event.kind) {
    case 'added':
      bindings.set(event.number, new Map());
      break;
    case 'removed':
      bindings.delete(event.number);
      break;
    case 'registered': {
      const expiresAtMs = event.atMs + event.lifeMs;
      devices?.set(event.agent, { agent: event.agent, state: 'registered', expiresAtMs });
      break;
    }
    case 'signed-off': {
      const { agent, atMs } = event;
      devices?.set(agent, { agent, state: 'not-registered', expiresAtMs: atMs });
    }
  }
}

type Answered = {
  number: string;
  devices: ReadonlyMap<string, Registration>;
  trueMs: number;
};

/** One entry of an answer, and the same object as before when it says the same. */
function answered({ number, devices, trueMs }: Answered, before: Extension | undefined): Extension {
  const registrations = [...devices.values()].map((device): Registration => {
    const isOver = device.state === 'registered' && (device.expiresAtMs ?? 0) <= trueMs;
    return isOver ? { agent: device.agent, state: 'expired' } : device;
  });
  if (registrations.length === 0) registrations.push({ agent: '', state: 'not-registered' });
  const extension = { number, registrations };
  return JSON.stringify(extension) === JSON.stringify(before) && before ? before : extension;
}
