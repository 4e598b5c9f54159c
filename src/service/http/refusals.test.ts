import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { parsePresence } from '../../contract/presence.ts';
import {
  ACME_TOKEN,
  ANN_TOKEN,
  bearer,
  provision,
  type RunningService,
  signIn,
  startService,
} from './running-service.rig.ts';

// Each row of the tables "Query parameters" and "Errors" of the API, against the running service.

const SELF = '/uapi/extensions/@me/@self/presence';
let service: RunningService;

beforeEach(async () => {
  service = await startService();
  provision(service, [
    ...['0003*210', '0003*211', '0003*2100', '0004*210'],
    ...Array.from({ length: 40 }, (_, index) => `0005*${100 + index}`),
  ]);
});

const refusalSchema = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string() }),
});
const DENIED = 'You are not authorized to use this request.';
const NO_USER =
  'Value supplied in the URI-Fragment as userId is invalid. The parameter must reference the Id of an user or can be set to @owner, @me or @viewer.';
const NO_EXTENSION =
  'Value supplied in the URI-Fragment as extension is invalid. The parameter must reference the number of an existing extension or can be set to @self.';

/** A refusal as it was answered: the status, and the body's code and message. */
async function refusalOf(asked: Promise<Response> | Response) {
  const response = await asked;
  expect(response.headers.get('Content-Type')).toBe('application/json');
  const { error } = refusalSchema.parse(await response.json());
  return { status: response.status, ...error };
}

describe('a malformed parameter', () => {
  it.each([
    ['count=0', 'count_invalid', 'Parameter count is invalid.'],
    ['count=5001', 'count_invalid', 'Parameter count is invalid.'],
    ['count=ten', 'count_invalid', 'Parameter count is invalid.'],
    ['count=', 'count_invalid', 'Parameter count is invalid.'],
    ['startIndex=-1', 'startindex_invalid', 'Parameter startIndex is invalid.'],
    ['startIndex=5001', 'startindex_invalid', 'Parameter startIndex is invalid.'],
    ['filterBy=agent&filterValue=1', 'filterby_invalid', 'Parameter filterBy is invalid.'],
    ['filterOp=equals', 'filterby_invalid', 'Parameter filterBy is invalid.'],
    ['filterValue=210', 'filterby_invalid', 'Parameter filterBy is invalid.'],
    [
      'filterBy=extension&filterOp=matches&filterValue=1',
      'filterop_invalid',
      'Parameter filterOp is invalid.',
    ],
    ['filterBy=extension', 'filtervalue_invalid', 'Parameter filterValue is invalid.'],
    [
      'filterBy=extension&filterValue[0]=1',
      'filtervalue_invalid',
      'Parameter filterValue is invalid.',
    ],
    [
      'filterBy=extension&filterOp=contains&filterValue=2.0',
      'filtervalue_invalid',
      'Parameter filterValue contains invalid numbers.',
    ],
    [
      'filterBy=extension&filterOp=inArray&filterValue[0]=210&filterValue[1]=(',
      'filtervalue_invalid',
      'Parameter filterValue contains invalid numbers.',
    ],
    [
      'filterBy=extension&filterOp=inArray&filterValue[0]=',
      'filtervalue_invalid',
      'Parameter filterValue for inArray operation is invalid.',
    ],
    ['sortOrder=agent', 'sortorder_invalid', 'Parameter sortOrder is invalid.'],
    ['fields=agent', 'fields_invalid', 'Parameter fields is invalid.'],
    ['fields=', 'fields_invalid', 'Parameter fields is invalid.'],
  ])('is refused: %s', async (query, code, message) => {
    expect(await refusalOf(service.get(`${SELF}?${query}`))).toEqual({
      status: 400,
      code,
      message,
    });
  });
});

describe('a path that is not the caller’s', () => {
  const asAcme = (path: string) =>
    service.ask(`/uapi/extensions/${path}/presence`, { headers: bearer(ACME_TOKEN) });
  const asAnn = (path: string) =>
    service.ask(`/uapi/extensions/${path}/presence`, { headers: bearer(ANN_TOKEN) });
  const asAdministrator = (path: string) => service.get(`/uapi/extensions/${path}/presence`);

  it.each(['ann', '@self', '12x', '%20'])('is refused for the userId %s', async (userId) => {
    const refusal = { status: 400, code: 'user_invalid', message: NO_USER };
    expect(await refusalOf(asAnn(`${userId}/@self`))).toEqual(refusal);
    expect(await refusalOf(asAdministrator(`${userId}/@self`))).toEqual(refusal);
  });

  it('is refused for an Id that no account has, to the administrator as invalid and to others as denied', async () => {
    expect(await refusalOf(asAdministrator('99/@self'))).toMatchObject({ code: 'user_invalid' });
    expect(await refusalOf(asAcme('99/@self'))).toMatchObject({ code: 'access_denied' });
    expect(await refusalOf(asAnn('99/@self'))).toMatchObject({ code: 'access_denied' });
  });

  it('is denied for a user whom the caller may not read', async () => {
    const refusal = { status: 401, code: 'access_denied', message: DENIED };
    expect(await refusalOf(asAnn('3/@self'))).toEqual(refusal);
    expect(await refusalOf(asAcme('0/@self'))).toEqual(refusal);
    expect((await asAcme('12/@self')).status).toBe(200);
  });

  it.each([
    ['that does not exist', '@me/0003*999'],
    ['out of reach', '@me/0004*210'],
    ['that is no number', '@me/@all'],
    ['of another form', '@me/0003%2F210'],
    ['with @owner and @self', '@owner/@self'],
  ])('is refused for an extension %s', async (_what, path) => {
    const refusal = { status: 400, code: 'extension_invalid', message: NO_EXTENSION };
    expect(await refusalOf(asAnn(path))).toEqual(refusal);
  });
});

describe('a request without good credentials', () => {
  const refusal = { status: 401, code: 'access_denied', message: DENIED };

  it.each([
    ['none', '', {}],
    ['an unknown token', '', bearer('not-a-token-of-anybody')],
    ['an empty token', '', { Authorization: 'Bearer ' }],
    ['another scheme', '', { Authorization: 'Basic YWRtaW46YWRtaW4=' }],
    ['an unknown token in the address', '?accessRequestToken=nobody', {}],
    ['an empty token in the address', '?accessRequestToken=', {}],
    ['a forged cookie', '', { Cookie: 'dev=forged; xsrf-token=x', 'x-xsrf-token': 'x' }],
  ])('is denied with Bearer and never redirected: %s', async (_what, query, headers) => {
    const response = await service.ask(`${SELF}${query}`, { headers });
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer');
    expect(response.headers.get('Location')).toBeNull();
    expect(await refusalOf(response)).toEqual(refusal);
  });

  it('is denied before anything else is looked at', async () => {
    expect(await refusalOf(service.ask(`${SELF}?count=0`))).toEqual(refusal);
    expect(await refusalOf(service.ask('/uapi/extensions/ann/x/presence'))).toEqual(refusal);
  });
});

describe('good credentials', () => {
  it.each([
    ['a Bearer token', '', bearer(ACME_TOKEN)],
    ['a bearer token in lower case', '', { authorization: `bearer ${ACME_TOKEN}` }],
    ['accessRequestToken', `?accessRequestToken=${ACME_TOKEN}`, {}],
    ['accessRequestToken with Bearer', `?accessRequestToken=Bearer%20${ACME_TOKEN}`, {}],
    ['accessRequestToken with Bearer and a plus', `?accessRequestToken=Bearer+${ACME_TOKEN}`, {}],
  ])('are %s', async (_what, query, headers) => {
    const response = await service.ask(`${SELF}${query}`, { headers });
    expect(parsePresence(await response.json()).totalResults).toBe(3);
  });

  it('are the session’s cookie with its x-xsrf-token', async () => {
    const { headers } = await signIn(service, ACME_TOKEN);
    const response = await service.ask(SELF, { headers });
    expect(parsePresence(await response.json()).totalResults).toBe(3);
  });
});

it('answers 501 to an operation that it does not have', async () => {
  for (const path of ['/uapi/extensions/@me/@self/calls', '/uapi/phoneCalls/@me/@self', '/uapi/']) {
    expect(await refusalOf(service.get(path))).toEqual({
      status: 501,
      code: 'request_not_implemented',
      message: 'You are not allowed to make the request because the operation is not implemented.',
    });
  }
});

it('answers 500 to what it did not expect, and tells its cause to the log alone', async () => {
  const broken = await startService({
    organizationNames: () => {
      throw new Error('the names are gone');
    },
  });
  const response = broken.get('/directory/names?accessRequestToken=a-token-in-the-address');
  expect(await refusalOf(response)).toEqual({
    status: 500,
    code: 'internal_server_error',
    message: 'An internal server error occurred. Please contact the administrator.',
  });
  expect(broken.logged).toMatchObject([
    { err: { message: 'the names are gone' }, method: 'GET', path: '/directory/names' },
  ]);
  expect(JSON.stringify(broken.logged)).not.toContain('token');
});
