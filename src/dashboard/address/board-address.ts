import { formatQuery, type PresenceQuery, parseQuery } from '../../contract/query.ts';
import { ORDERS, type Order } from '../../presence/order.ts';
import { STATES, type State } from '../../presence/summary.ts';

export const VIEWS = ['cards', 'tiles', 'lamps', 'table'] as const;
export type View = (typeof VIEWS)[number];

export const GROUPINGS = ['organization', 'none'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const THEMES = ['dark', 'light', 'system'] as const;
export type Theme = (typeof THEMES)[number];

/** The poll's interval, in whole seconds. */
export const EVERY_MIN_SECONDS = 1;
export const EVERY_MAX_SECONDS = 3600;
/** How long the wall shows one page of several, in whole seconds; 0 never turns them. */
const ROTATE_MIN_SECONDS = 0;
const ROTATE_MAX_SECONDS = 3600;

/**
 * What the address of a board says: `query` is what the service is asked, all else is how the answer is looked at.
 * `agent` is a name as `describeAgent` gives it, `extension` the number of the open one; '' is none.
 */
export type BoardAddress = {
  query: PresenceQuery;
  view: View;
  group: Grouping;
  order: Order;
  states: readonly State[];
  agent: string;
  find: string;
  extension: string;
  everySeconds: number;
  theme: Theme;
  /** The board as a wall: nothing but the extensions, for a screen that nobody touches. */
  isWall: boolean;
  rotateSeconds: number;
  /** Losses and recoveries are told by sound. */
  hasSound: boolean;
  /** When alerts neither sound nor notify; undefined is never. */
  quiet: QuietHours | undefined;
};

/** From one full hour to another of the day, local: 22 to 6 goes over midnight. */
export type QuietHours = { fromHour: number; toHour: number };

export const DEFAULT_ADDRESS: BoardAddress = {
  query: {},
  view: 'cards',
  group: 'organization',
  order: 'problems',
  states: [],
  agent: '',
  find: '',
  extension: '',
  everySeconds: 5,
  theme: 'dark',
  isWall: false,
  rotateSeconds: 20,
  hasSound: false,
  quiet: undefined,
};

/** An address as it was read, and each `name=value` in it that could not be and was ignored. */
export type ReadAddress = { address: BoardAddress; ignored: readonly string[] };

type SecondsRange = { min: number; max: number; otherwise: number };

/** The parameters of the request, by what is valid or not together: the three of a filter make one. */
const QUERY_PARTS = [
  /^filter(By|Op|Value(\[\d*\])?)$/,
  /^sortOrder$/,
  /^count$/,
  /^startIndex$/,
  /^fields(\[\d*\])?$/,
] as const;

/**
 * Reads an address's query string. Never fails: a bad value gives way to the default and is named in `ignored`.
 * Parameters that the board does not know are none of its business and are dropped.
 */
export function parseAddress(search: string): ReadAddress {
  const params = new URLSearchParams(search);
  const ignored: string[] = [];
  const chosen = <T extends string>(name: string, values: readonly T[], otherwise: T): T => {
    const text = params.get(name);
    const value = values.find((candidate) => candidate === text);
    if (text !== null && value === undefined) ignored.push(`${name}=${text}`);
    return value ?? otherwise;
  };
  const seconds = (name: string, range: SecondsRange): number => {
    const text = params.get(name);
    if (text === null) return range.otherwise;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= range.min && value <= range.max) return value;
    ignored.push(`${name}=${text}`);
    return range.otherwise;
  };
  const address = {
    query: readQuery(params, ignored),
    view: chosen('view', VIEWS, DEFAULT_ADDRESS.view),
    group: chosen('group', GROUPINGS, DEFAULT_ADDRESS.group),
    order: chosen('order', ORDERS, DEFAULT_ADDRESS.order),
    states: readStates(params, ignored),
    agent: params.get('agent') ?? '',
    find: params.get('find') ?? '',
    extension: params.get('extension') ?? '',
    everySeconds: seconds('every', {
      min: EVERY_MIN_SECONDS,
      max: EVERY_MAX_SECONDS,
      otherwise: DEFAULT_ADDRESS.everySeconds,
    }),
    theme: chosen('theme', THEMES, DEFAULT_ADDRESS.theme),
    // `wall` alone is enough to type.
    isWall: chosen('wall', ['', '0', '1'], '0') !== '0',
    rotateSeconds: seconds('rotate', {
      min: ROTATE_MIN_SECONDS,
      max: ROTATE_MAX_SECONDS,
      otherwise: DEFAULT_ADDRESS.rotateSeconds,
    }),
    hasSound: chosen('sound', ['', '0', '1'], '0') !== '0',
    quiet: readQuiet(params, ignored),
  };
  return { address, ignored };
}

/**
 * Writes an address's query string, without the leading `?`: first what the service is asked, under the API's own
 * names, then what only this screen does with it. Defaults are left out.
 */
export function formatAddress(address: BoardAddress): string {
  const screenPart = [
    ['view', address.view, DEFAULT_ADDRESS.view],
    ['group', address.group, DEFAULT_ADDRESS.group],
    ['order', address.order, DEFAULT_ADDRESS.order],
    ['state', address.states.join(','), ''],
    ['agent', encode(address.agent), ''],
    ['find', encode(address.find), ''],
    ['extension', encode(address.extension), ''],
    ['every', String(address.everySeconds), String(DEFAULT_ADDRESS.everySeconds)],
    ['theme', address.theme, DEFAULT_ADDRESS.theme],
    ['wall', address.isWall ? '1' : '', ''],
    ['rotate', String(address.rotateSeconds), String(DEFAULT_ADDRESS.rotateSeconds)],
    ['sound', address.hasSound ? '1' : '', ''],
    ['quiet', address.quiet ? formatQuiet(address.quiet) : '', ''],
  ]
    .filter(([, value, otherwise]) => value !== otherwise)
    .map(([name, value]) => `${name}=${value}`);
  return [formatQuery(address.query), ...screenPart].filter((part) => part !== '').join('&');
}

/** Each part of the request on its own, so that one bad value does not take the others with it. */
function readQuery(params: URLSearchParams, ignored: string[]): PresenceQuery {
  const query: PresenceQuery = {};
  for (const part of QUERY_PARTS) {
    const pairs = [...params].filter(([name]) => part.test(name));
    try {
      Object.assign(query, parseQuery(new URLSearchParams(pairs)));
    } catch {
      ignored.push(...pairs.map(([name, value]) => `${name}=${value}`));
    }
  }
  return query;
}

function readStates(params: URLSearchParams, ignored: string[]): State[] {
  const names = params.get('state')?.split(',') ?? [];
  for (const name of names) {
    if (!STATES.some((state) => state === name)) ignored.push(`state=${name}`);
  }
  return STATES.filter((state) => names.includes(state));
}

/** `22-6`, `22-06`. */
function readQuiet(params: URLSearchParams, ignored: string[]): QuietHours | undefined {
  const text = params.get('quiet');
  if (text === null) return undefined;
  const [, from, to] = /^(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const quiet = { fromHour: Number(from), toHour: Number(to) };
  // From an hour to itself is never or always, and nobody knows which.
  if (quiet.fromHour < 24 && quiet.toHour < 24 && quiet.fromHour !== quiet.toHour) return quiet;
  ignored.push(`quiet=${text}`);
  return undefined;
}

function formatQuiet({ fromHour, toHour }: QuietHours): string {
  return `${fromHour}-${toHour}`;
}

/** Half a character, which a person can type and no address can carry, becomes the sign for it. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
}
