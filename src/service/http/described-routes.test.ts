import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { openApiDocument } from '../description/openapi-document.ts';
import {
  ADMIN_TOKEN,
  bearer,
  browserHeaders,
  JSON_TYPE,
  provision,
  type RunningService,
  signIn,
  startService,
} from './running-service.rig.ts';

// The description and the service, held against each other: every answer here is a real one.

/** As far as these tests read it. */
const responseSchema = z.object({
  headers: z.record(z.string(), z.unknown()),
  content: z.optional(z.record(z.string(), z.unknown())),
});
const operationSchema = z.object({
  operationId: z.string(),
  responses: z.record(z.string(), responseSchema),
});
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

const document = JSON.parse(JSON.stringify(openApiDocument('0.0.0')));
const operations = Object.entries(documentSchema.parse(document).paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);
const ajv = new Ajv2020({ strict: false });
ajv.addSchema({ ...document, $id: 'rollcall' });

const LISTING = '/uapi/extensions/@me/@self/presence';
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const APP = 'grant_type=client_credentials&client_id=acme-app&client_secret=';
const post = (body?: unknown, headers = {}): RequestInit => ({
  method: 'POST',
  headers: { ...JSON_TYPE, ...headers },
  ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
});

type Ask = (service: RunningService) => Promise<Response>;
const asAdministrator =
  (path: string, init: RequestInit = {}): Ask =>
  ({ get }) =>
    get(path, init);
const asNobody =
  (path: string, init: RequestInit = {}): Ask =>
  ({ ask }) =>
    ask(path, init);
const withSession =
  (path: string, init: RequestInit = {}): Ask =>
  async (service) => {
    const headers = browserHeaders((await signIn(service)).response);
    return service.ask(path, { ...init, headers });
  };
const guess = (path: string, method = 'GET') =>
  asNobody(path, { method, headers: bearer('a-wrong-guess') });
/** After so many wrong tries that no more are taken. */
const afterGuesses =
  (ask: Ask): Ask =>
  async (service) => {
    for (let tries = 0; tries < 60; tries += 1) await guess(LISTING)(service);
    return ask(service);
  };
const unchanged =
  (path: string, method = 'GET'): Ask =>
  async ({ get }) => {
    const etag = (await get(path)).headers.get('ETag') ?? '';
    return get(path, { method, headers: { 'If-None-Match': etag } });
  };
const revokeNewLink: Ask = async ({ get }) => {
  const made = await get('/wall-links', post({ name: 'Reception', view: '' }));
  const { id } = z.object({ id: z.string() }).parse(await made.json());
  return get(`/wall-links/${id}`, { method: 'DELETE' });
};
const MUTE = { kind: 'mute', subject: { kind: 'extension', value: '0003*210' }, until: null };
const endNewSilence: Ask = async ({ get }) => {
  const made = await get('/alerts', post(MUTE));
  const { id } = z.object({ id: z.string() }).parse(await made.json());
  return get(`/alerts/${id}`, { method: 'DELETE' });
};
const testTwice: Ask = async ({ get }) => {
  await get('/alerts/test', post());
  return get('/alerts/test', post());
};
const ofListing = (method: string) => ({
  200: asAdministrator(LISTING, { method }),
  204: asAdministrator(`${LISTING}?filterBy=extension&filterValue=9`, { method }),
  304: unchanged(LISTING, method),
  400: asAdministrator(`${LISTING}?count=0`, { method }),
  401: asNobody(LISTING, { method }),
  429: afterGuesses(guess(LISTING, method)),
});

/** For every operation a request for each answer that is described. */
const ASKED: Record<string, Record<number, Ask>> = {
  listPresence: ofListing('GET'),
  listPresenceHeaders: ofListing('HEAD'),
  listPresenceByPost: ofListing('POST'),
  issueToken: {
    200: asNobody('/oauth/token.php', post(`${APP}the-secret-of-an-app`, FORM)),
    400: asNobody('/oauth/token.php', post('grant_type=password', FORM)),
    401: asNobody('/oauth/token.php', post(`${APP}wrong`, FORM)),
    429: afterGuesses(asNobody('/oauth/token.php', post(`${APP}wrong`, FORM))),
  },
  signIn: {
    200: asNobody('/session', post({ token: ADMIN_TOKEN })),
    400: asNobody('/session', post({ password: 'x' })),
    401: asNobody('/session', post({ token: 'a-wrong-guess' })),
    429: afterGuesses(asNobody('/session', post({ token: 'a-wrong-guess' }))),
  },
  whoAmI: { 200: withSession('/session'), 401: asNobody('/session') },
  signOut: {
    204: withSession('/session', { method: 'DELETE' }),
    401: asNobody('/session', { method: 'DELETE' }),
  },
  listWallLinks: {
    200: asAdministrator('/wall-links'),
    401: asNobody('/wall-links'),
    429: afterGuesses(guess('/wall-links')),
  },
  makeWallLink: {
    201: asAdministrator('/wall-links', post({ name: 'Reception', view: 'view=table' })),
    400: asAdministrator('/wall-links', post({ name: '', view: '' })),
    401: asNobody('/wall-links', post({ name: 'Reception', view: '' })),
    429: afterGuesses(guess('/wall-links', 'POST')),
  },
  revokeWallLink: {
    204: revokeNewLink,
    401: asNobody('/wall-links/1', { method: 'DELETE' }),
    404: asAdministrator('/wall-links/1', { method: 'DELETE' }),
    429: afterGuesses(guess('/wall-links/1', 'DELETE')),
  },
  listAlerts: {
    200: asAdministrator('/alerts'),
    401: asNobody('/alerts'),
    429: afterGuesses(guess('/alerts')),
  },
  silence: {
    201: asAdministrator('/alerts', post(MUTE)),
    400: asAdministrator('/alerts', post({ ...MUTE, until: 'tomorrow' })),
    401: asNobody('/alerts', post(MUTE)),
    429: afterGuesses(guess('/alerts', 'POST')),
  },
  endSilence: {
    204: endNewSilence,
    401: asNobody('/alerts/1', { method: 'DELETE' }),
    404: asAdministrator('/alerts/1', { method: 'DELETE' }),
    429: afterGuesses(guess('/alerts/1', 'DELETE')),
  },
  testWebhooks: {
    200: asAdministrator('/alerts/test', post()),
    401: asNobody('/alerts/test', post()),
    429: testTwice,
  },
  listNames: {
    200: asAdministrator('/directory/names'),
    304: unchanged('/directory/names'),
    401: asNobody('/directory/names'),
    429: afterGuesses(guess('/directory/names')),
  },
  listChanges: {
    200: asAdministrator('/journal/changes'),
    304: unchanged('/journal/changes'),
    400: asAdministrator('/journal/changes?since=yesterday'),
    401: asNobody('/journal/changes'),
    429: afterGuesses(guess('/journal/changes')),
  },
  listCounts: {
    200: asAdministrator('/journal/counts?step=3600'),
    400: asAdministrator('/journal/counts?step=61'),
    401: asNobody('/journal/counts'),
    429: afterGuesses(guess('/journal/counts')),
  },
  report: {
    200: asAdministrator('/journal/report'),
    304: unchanged('/journal/report'),
    400: asAdministrator('/journal/report?day=yesterday'),
    401: asNobody('/journal/report'),
    429: afterGuesses(guess('/journal/report')),
  },
  health: { 200: asNobody('/health'), 503: asNobody('/health') },
  description: { 200: asNobody('/openapi.json'), 304: unchanged('/openapi.json') },
};

let service: RunningService;
/** How the source is while something is asked. */
let sourceError: string | null;

beforeEach(async () => {
  sourceError = null;
  service = await startService({
    health: () => ({
      source: { kind: 'registrar', asOfMs: 0, sinceMs: 0, reason: null, error: sourceError },
      storageFault: null,
      fleet: 0,
      version: '0.0.0',
      configurationFaults: [],
    }),
  });
  provision(service, ['0003*210', '0003*211']);
  const phone = { extension: '0003*210', device: 'desk', agent: 'Yealink SIP-T46S 66.86.0.15' };
  service.directory.registered(phone, service.clock.now() + 60_000);
});

it('describes every route of the service, and no other', () => {
  const served = service.routes
    .filter(({ method, path }) => method !== 'ALL' && path !== '*' && path !== '/*')
    .map(({ method, path }) => {
      const template = path.replace(/:(\w+)/g, '{$1}').replace(/(.)\/$/, '$1');
      return `${method} ${template}`;
    });
  // HEAD is not a route of its own: it is GET without the body.
  const described = operations
    .filter(({ method }) => method !== 'head')
    .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect([...new Set(served)].sort()).toEqual(described.sort());
});

describe.each(operations)('$method $path', ({ operationId, path, method, responses }) => {
  const asked = ASKED[operationId] ?? {};

  it('is asked here for every answer that is described, but for what nobody can bring about', () => {
    expect(Object.keys(responses).filter((status) => status !== '500')).toEqual(Object.keys(asked));
  });

  it.each(Object.entries(asked))('answers %s as it is described', async (status, ask) => {
    if (status === '503') sourceError = 'The database does not answer.';
    const response = await ask(service);
    expect(`${response.status}`).toBe(status);

    const { headers = {}, content = {} } = responses[status] ?? {};
    for (const name of Object.keys(headers)) expect(response.headers.get(name), name).toBeTruthy();
    const text = await response.text();
    const [type] = Object.keys(content);
    if (!type || method === 'head') {
      expect(text).toBe('');
    } else {
      expect(response.headers.get('Content-Type')).toBe(type);
      const pointer = ['paths', path, method, 'responses', status, 'content', type, 'schema']
        .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
        .join('/');
      const isValid = ajv.validate({ $ref: `rollcall#/${pointer}` }, JSON.parse(text));
      expect(isValid ? [] : ajv.errors, text).toEqual([]);
    }
  });
});

describe('a refusal', () => {
  const errorSchema = z.object({ error: z.object({ code: z.string() }) });

  it.each([
    ['user_invalid', '/uapi/extensions/nobody/@self/presence'],
    ['extension_invalid', '/uapi/extensions/@me/9/presence'],
    ['fields_invalid', `${LISTING}?fields=x`],
    ['count_invalid', `${LISTING}?count=x`],
    ['startindex_invalid', `${LISTING}?startIndex=x`],
    ['filterby_invalid', `${LISTING}?filterBy=x`],
    ['filterop_invalid', `${LISTING}?filterBy=extension&filterOp=x`],
    ['filtervalue_invalid', `${LISTING}?filterBy=extension`],
    ['sortorder_invalid', `${LISTING}?sortOrder=x`],
  ])('%s is described where it is given', async (code, path) => {
    const response = await service.get(path);
    const { error } = errorSchema.parse(await response.json());
    expect(error.code).toBe(code);
    const listing = operations.find(({ operationId }) => operationId === 'listPresence');
    expect(JSON.stringify(listing?.responses[response.status])).toContain(`"code":"${code}"`);
  });
});

describe('/openapi.json', () => {
  it('is served to anybody, compressed, and is the description', async () => {
    const response = await service.ask('/openapi.json', { headers: { 'Accept-Encoding': 'br' } });
    expect(response.headers.get('Content-Encoding')).toBe('br');
    expect(response.headers.get('Cache-Control')).toBe('no-cache');
    const { info, ...told } = z.looseObject({ info: z.unknown() }).parse(await response.json());
    const { info: expected, ...rest } = document;
    expect(told).toEqual(rest);
    expect(info).toEqual({ ...expected, version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  });
});
