import { beforeEach, describe, expect, it } from 'vitest';
import { presenceSchema } from '../../contract/presence.ts';
import { tokenSchema } from '../../contract/token.ts';
import { askOverTls } from '../https-client.rig.ts';
import { FIRST } from '../test-certificates.rig.ts';
import { ADMIN_TOKEN, provision, startService } from './running-service.rig.ts';

// What the publisher's example clients send (uapi-example-python, -perl, -php and -ruby, its own tool for assistants and
// the cURL example of the API's page), byte for byte where it matters, over HTTPS and with our host and credentials.

const ID = 'acme-app';
const SECRET = 'the-secret-of-an-app';
const FORM = { 'Content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'Content-type': 'application/json' };

type Asked = Parameters<typeof askOverTls>[2];

let ask: (path: string, asked?: Asked) => ReturnType<typeof askOverTls>;

beforeEach(async () => {
  const service = await startService({ certificate: FIRST });
  provision(service, ['0003*210', '0003*211', '0004*210']);
  const desk = { extension: '0003*210', device: 'desk', agent: '3CXPhone 5.0.14439.0' };
  service.directory.registered(desk, service.clock.now() + 60_000);
  ask = (path, asked = {}) => askOverTls(`${service.url}/`, FIRST, { path, ...asked });
});

const asApp = (token: string) => ({ ...JSON_TYPE, Authorization: `Bearer ${token}` });

/** The numbers of a listing. */
function numbersIn(body: string): (string | undefined)[] {
  return presenceSchema.parse(JSON.parse(body))[0].entry.map(({ extension }) => extension);
}

describe('a client asks for a token', () => {
  // Both say "ouath" in the redirect, and begin the body with an ampersand.
  const redirect = 'https://pbx.example.net/ouath/token.php';
  const body = `&client_id=${ID}&client_secret=${SECRET}&grant_type=client_credentials&type=unifiedapi&redirect_uri=${redirect}`;
  const encoded = new URLSearchParams({
    client_id: ID,
    client_secret: SECRET,
    grant_type: 'client_credentials',
    type: 'unifiedapi',
    redirect_uri: redirect,
  });

  it.each([
    [
      'in Python, with the whole address for a path',
      'https://pbx.example.net/oauth/token.php',
      body,
    ],
    ['in Perl', '/oauth/token.php', body],
    ['as the tool for assistants', '/oauth/token.php', `${encoded}`],
    [
      'in PHP, with Guzzle and no type',
      '/oauth/token.php',
      `grant_type=client_credentials&client_id=${ID}&client_secret=${SECRET}`,
    ],
  ])('%s', async (_how, path, sent) => {
    const answer = await ask(path, { method: 'POST', headers: FORM, body: sent });
    expect(answer.status).toBe(200);
    const { access_token } = tokenSchema.parse(JSON.parse(answer.body));
    const listing = await ask('/uapi/extensions/@me/@self/presence', {
      headers: asApp(access_token),
    });
    expect(numbersIn(listing.body)).toEqual(['0003*210', '0003*211']);
  });

  it('with a wrong secret, and is told so in the words that it looks for', async () => {
    const sent = body.replace(SECRET, 'CHANGEME');
    const answer = await ask('/oauth/token.php', { method: 'POST', headers: FORM, body: sent });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toMatchObject({ error: 'invalid_client' });
  });
});

describe('a client lists registrations', () => {
  it.each([
    ['of one extension', '/uapi/extensions/@me/0003*210/presence', ['0003*210']],
    ['of all', '/uapi/extensions/@me/@self/presence', ['0003*210', '0003*211', '0004*210']],
    [
      'as the tool for assistants, with a slash before the query',
      '/uapi/extensions/@me/@self/presence/?count=20&filterBy=extension&filterOp=startsWith&filterValue=0003*&startIndex=0&fields=extension%2Cstatus&sortOrder=descending',
      ['0003*211', '0003*210'],
    ],
    [
      'in a list of numbers',
      '/uapi/extensions/@me/@self/presence/?filterBy=extension&filterOp=inArray&filterValue=0003*210%2C0004*210',
      ['0003*210', '0004*210'],
    ],
  ])('%s', async (_how, path, numbers) => {
    const answer = await ask(path, { headers: asApp(ADMIN_TOKEN) });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(numbersIn(answer.body)).toEqual(numbers);
  });

  it('as the cURL example of the API does: cookies, their header, brackets, and a body', async () => {
    const { headers } = await ask('/session', {
      method: 'POST',
      headers: JSON_TYPE,
      body: JSON.stringify({ token: ADMIN_TOKEN }),
    });
    const cookies = (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? '');
    const xsrf = cookies.find((cookie) => cookie.startsWith('xsrf-token='))?.split('=')[1] ?? '';
    const answer = await ask(
      '/uapi/extensions/@me/@self/presence?filterBy=extension&filterOp=inArray&filterValue[0]=0003*210&filterValue[1]=0003*211',
      {
        // It sends a body, which makes curl POST.
        method: 'POST',
        headers: { ...JSON_TYPE, Cookie: cookies.join('; '), 'x-xsrf-token': xsrf },
        body: '{}',
      },
    );
    expect(answer.status).toBe(200);
    expect(numbersIn(answer.body)).toEqual(['0003*210', '0003*211']);
  });

  it('with a token that it forgot to fill in', async () => {
    const answer = await ask('/uapi/extensions/@me/@self/presence', { headers: asApp('CHANGEME') });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(JSON.parse(answer.body)).toEqual({
      error: {
        code: 'access_denied',
        message: 'You are not authorized to use this request.',
      },
    });
  });
});

describe('a client asks for what this service does not do', () => {
  it.each([
    ['POST', '/uapi/phoneCalls/@me/simple', '{"extension":"0003*210","phoneCallView":[]}'],
    ['PUT', '/uapi/phoneCalls/@me/@self/12345', '{"action":"Park"}'],
    ['PUT', '/unifiedapi/phoneCalls/@me/@self/12345', '{"action":"Park"}'],
    ['PUT', '/uapi/extensions/@me/0003*210/queue/agents/1', '{"status":"1"}'],
  ])('%s %s', async (method, path, body) => {
    const answer = await ask(path, { method, headers: asApp(ADMIN_TOKEN), body });
    expect(answer.status).toBe(501);
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'request_not_implemented' } });
  });
});
