import { vi } from 'vitest';
import { PATHS } from '../contract/paths.ts';
import type { PresenceEntry } from '../contract/presence.ts';

/** What the service answers to a request, written `GET /health`, by its body. */
export type Routes = Record<string, (body: unknown) => Response | Promise<Response>>;

/** An answer in JSON, with the time of the service. */
export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { date: new Date().toUTCString() },
  });
}

/** A refusal of the API. */
export function refusal(status: number, code: string, message = ''): Response {
  return json({ error: { code, message } }, status);
}

/** One page of the list, of `total` extensions. */
export function page(entry: readonly PresenceEntry[], total = entry.length): Response {
  const flags = { startIndex: 0, itemsPerPage: 5000, filtered: false, sorted: false };
  return json([{ ...flags, totalResults: total, entry }]);
}

/** An extension that is registered for another half hour. */
export function registered(extension: string): PresenceEntry {
  const expire = `${new Date(Date.now() + 1_800_000).toISOString().slice(0, 19)}Z`;
  return {
    extension,
    status: 1,
    registration: [{ agent: 'snom D785 10.1.184.15', registration: '1', expire }],
  };
}

export const SESSION = {
  account: { id: 0, name: 'Administrator', role: 'administrator' },
  expiresAt: '2030-01-01T00:00:00Z',
};

/** The session of a television that a wall link of Ann's signed in. */
export const WALL_SESSION = {
  account: { id: 12, name: 'Ann', role: 'user' },
  expiresAt: '2030-01-01T00:00:00Z',
  wallLink: { name: 'Reception', view: 'view=table&every=10' },
};

export const HEALTH = {
  status: 'ok',
  source: { kind: 'registrar', asOf: null, since: null, reason: null, error: null },
  storage: { error: null, since: null },
  fleet: 0,
  version: '0.1.0',
  configuration: { faults: [] },
};

export const PRESENCE = `GET ${PATHS.boardPresence}`;

const EVERYTHING_WELL: Routes = {
  [PRESENCE]: () => page([registered('0003*210'), registered('0003*211')]),
  'GET /session': () => json(SESSION),
  'POST /session': () => json(SESSION),
  'DELETE /session': () => new Response(null, { status: 204 }),
  'GET /directory/names': () => json({ extensions: {}, organizations: {} }),
  'GET /health': () => json(HEALTH),
  'GET /wall-links': () => json({ links: [] }),
  'GET /alerts': () => json({ silences: [], webhooks: 0 }),
};

/** Puts a service behind `fetch`, in which all is well but for `routes`. Returns what it was asked, in order. */
export function fakeService(routes: Routes = {}): { asked: string[] } {
  const asked: string[] = [];
  const answers = { ...EVERYTHING_WELL, ...routes };
  vi.stubGlobal('fetch', async (target: string, { method = 'GET', body }: RequestInit = {}) => {
    asked.push(`${method} ${target}`);
    const [path = ''] = target.split('?');
    const answer = answers[`${method} ${path}`];
    return answer?.(body ? JSON.parse(String(body)) : undefined) ?? refusal(404, 'not_found');
  });
  return { asked };
}
