import { Agent, METHODS, request } from 'node:http';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { apiErrorSchema } from '../../contract/errors.ts';
import { PATHS } from '../../contract/paths.ts';
import { COUNT_LIMIT, FIELDS, FILTER_OPERATIONS, SORT_ORDERS } from '../../contract/query.ts';
import { XSRF_HEADER } from '../../contract/session.ts';
import { tokenRefusalSchema } from '../../contract/token.ts';
import {
  ADMIN_TOKEN,
  provision,
  type RunningService,
  startService,
} from './running-service.rig.ts';
import { SECURITY_HEADERS } from './standard-headers.ts';

// Whatever is asked, the service answers, in the form of its errors, and goes on. What Node's own parser refuses is in
// limits.test.ts.

const RUNS = { numRuns: 1000, seed: 20261123 };
const HANGS_AFTER_MS = 30_000;

type Asked = {
  method: string;
  target: string;
  headers: Record<string, string>;
  body: string;
};

const PROTOTYPE = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
const BROKEN = [
  '%',
  '%2',
  '%zz',
  '%00',
  '%ff',
  '%e0%a4%a',
  '%c0%ae',
  '%u0041',
  '%0d%0aA:b',
  '..',
  '.',
  '\\',
  ';',
];

/** Any text in the forms in which it may stand in an address: escaped, or as it is as far as an address may hold it. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map(encodeURIComponent),
  fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
  fc.constantFrom(...PROTOTYPE, ...BROKEN, ''),
  fc.nat({ max: 9000 }).map((length) => '9*'.repeat(length)),
  fc.nat({ max: 9000 }).map((length) => '['.repeat(length)),
);
const often = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: usual, weight: 3 }, { arbitrary: rare, weight: 1 });

const parameterName = often(
  fc
    .tuple(
      fc.constantFrom(
        'filterBy',
        'filterOp',
        'filterValue',
        'fields',
        'sortOrder',
        'count',
        'startIndex',
        'accessRequestToken',
        ...['since', 'until', 'from', 'to', 'step', 'by', 'kind', 'cursor', 'format'],
        ...['extension', 'organization'],
      ),
      fc.constantFrom(
        '',
        '',
        '',
        '[]',
        '[0]',
        '[1]',
        '[99999999999999999999]',
        '[-1]',
        '[__proto__]',
        '[0][1]',
        '[[',
      ),
    )
    .map((parts) => parts.join('')),
  anyText,
);
const parameterValue = often(
  fc.constantFrom(
    ...[...FIELDS, ...FILTER_OPERATIONS, ...SORT_ORDERS, 'extension,status', '0003*210'],
    ...[
      '0003%2A210,0003*211',
      '0',
      '1',
      `${COUNT_LIMIT}`,
      '-1',
      '1e3',
      '0x10',
      '1.5',
      'NaN',
      ADMIN_TOKEN,
    ],
    ...['2026-11-23T14:30:00Z', '9999-12-31T23:59:59Z', '1970-01-01T00:00:00+14:00', '60', '3600'],
    ...['csv', 'all', 'agent', 'expired', '1.1', '999999999999999.999999999999999', "' OR 1=1"],
  ),
  anyText,
);
const query = fc
  .array(
    fc.tuple(parameterName, parameterValue).map((pair) => pair.join('=')),
    { maxLength: 8 },
  )
  .map((pairs) => pairs.join('&'));

const segment = often(
  fc.constantFrom(
    'uapi',
    'extensions',
    '@me',
    '@self',
    '%40owner',
    '0',
    '0003*210',
    'presence',
    '',
  ),
  anyText,
);
const path = often(
  fc.constantFrom(
    ...Array<string>(5).fill(PATHS.boardPresence),
    ...Object.values(PATHS).map((known) => known.replaceAll(':', '')),
    '/uapi/extensions/@me/@self/presence/',
    '/uapi/extensions/3/0003*210/presence',
    '/wall-links/1',
  ),
  often(
    fc.array(segment, { maxLength: 8 }).map((segments) => `/${segments.join('/')}`),
    fc.constantFrom('*', '//', '//evil.example/', 'http://evil.example/health', 'http://['),
  ),
);

const anyHeader = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', maxLength: 40 }),
  fc.nat({ max: 400 }).map((length) => 'a,'.repeat(length)),
  fc.constantFrom(...PROTOTYPE, ...BROKEN, '\u00ff\u00fe', '"', 'W/"', '*', '=;=;', ',,,'),
);
const header = (...usual: string[]) => often(fc.constantFrom(...usual), anyHeader);
const headers = fc.record(
  {
    Authorization: header(
      ...Array<string>(20).fill(`Bearer ${ADMIN_TOKEN}`),
      ...['Bearer', 'Bearer a b', 'Basic !', 'Basic Og=='],
      ...['Bearer eyJhbGciOiJub25lIn0.e30.', 'Bearer eyJhbGciOiJIUzI1NiJ9.bnVsbA.AAAA'],
    ),
    Cookie: header(
      'dev=x; xsrf-token=x',
      'dev=%E0%A4%A',
      '__proto__=1',
      'dev=eyJhbGciOiJub25lIn0.e30.',
    ),
    [XSRF_HEADER]: header('x'),
    'Accept-Encoding': header('gzip, br', 'br;q=0', 'identity;q=0', '*;q=0', 'gzip;q=x'),
    'If-None-Match': header('*', '"a", W/"b"', 'W/'),
    'Content-Type': header(
      ...['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
      ...[
        'multipart/form-data; boundary=b',
        'multipart/form-data; boundary=',
        'text/plain; charset=x',
      ],
    ),
    'X-Forwarded-For': header(
      '1.2.3.4',
      '::1',
      '::::',
      '1.2.3.4, 999.1.1.1',
      '[::1]:80',
      '1.2.3.4:5',
    ),
    'X-Forwarded-Proto': header('https', 'http, https'),
    'X-Forwarded-Host': header('evil.example'),
    Origin: header('null', 'https://evil.example'),
  },
  { requiredKeys: ['Authorization'] },
);
const body = often(
  fc.constantFrom(
    ...['', '&', 'null', '[]', '{}', '{"token":"x"}', '{"token":', '{"__proto__":{"token":"x"}}'],
    ...['{"wallLink":"x"}', '{"name":"Reception","view":"view=table"}', '{"name":"","view":""}'],
    ...['grant_type=client_credentials&client_id=acme-app&client_secret=the-secret-of-an-app'],
    ...[
      '&grant_type=client_credentials',
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--',
    ],
    '['.repeat(4000),
  ),
  fc.string({ unit: 'binary', maxLength: 6000 }),
);

const asked: fc.Arbitrary<Asked> = fc
  .record({
    // CONNECT is for proxies: Node ends its connection.
    method: often(
      often(fc.constantFrom('GET', 'POST'), fc.constantFrom('HEAD', 'DELETE')),
      fc.constantFrom(...METHODS.filter((method) => method !== 'CONNECT')),
    ),
    path,
    query,
    headers,
    body,
  })
  .map(({ path, query, method, ...rest }) => ({
    ...rest,
    method,
    target: `${path}${query && '?'}${query}`.replaceAll(/[^\u0021-\u00ff]/g, '+').slice(0, 20_000),
  }));

const agent = new Agent({ keepAlive: true, maxSockets: 4 });
afterAll(() => agent.destroy());

/** Sends a request as it is, and gives the answer; rejects when there is none in time. */
function send({ port }: RunningService, { method, target, headers, body }: Asked) {
  return new Promise<{ status: number; told: Record<string, unknown>; text: string }>(
    (resolve, reject) => {
      const outgoing = request({
        ...{ host: '127.0.0.1', port, agent, method, path: target },
        headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(HANGS_AFTER_MS),
      });
      outgoing.on('error', reject);
      outgoing.on('response', async (incoming) => {
        const chunks: Buffer[] = await incoming.toArray();
        const text = Buffer.concat(chunks).toString();
        resolve({ status: incoming.statusCode ?? 0, told: incoming.headers, text });
      });
      outgoing.end(body);
    },
  );
}

const guards = Object.fromEntries(
  Object.entries(SECURITY_HEADERS).map(([name, value]) => [name.toLowerCase(), value]),
);

const eitherForm = z.union([apiErrorSchema, tokenRefusalSchema]);

it('answers whatever it is asked, and goes on', async () => {
  const service = await startService({ trustedProxies: ['127.0.0.1'] });
  provision(service, ['0003*210', '0003*211', '0004*210']);
  const statuses = new Set<number>();

  await fc.assert(
    fc.asyncProperty(asked, async (one) => {
      // Guesses are forgotten, so that no 429 stands in the way of the rest.
      service.clock.advance(60_000);
      const { status, told, text } = await send(service, one);
      statuses.add(status);

      expect(status === 501 || status < 500, `${status} ${text}`).toBe(true);
      expect(status < 300 || status > 399 || status === 304, `${status}`).toBe(true);
      expect(told).toMatchObject({ ...guards, date: expect.any(String) });
      if (status >= 400) {
        expect(told['content-type']).toBe('application/json');
        if (one.method !== 'HEAD') {
          const form = one.target.startsWith(PATHS.token) ? eitherForm : apiErrorSchema;
          expect(form.safeParse(JSON.parse(text)).success, text).toBe(true);
        }
      }
      expect((await service.ask('/health')).status).toBe(200);
    }),
    RUNS,
  );

  expect(service.logged).toEqual([]);
  expect([...statuses]).toEqual(expect.arrayContaining([200, 304, 400, 401, 404, 414, 501]));
});
