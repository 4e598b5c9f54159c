import { request } from 'node:http';
import { beforeEach, describe, expect, it } from 'vitest';
import { tokenRefusalSchema, tokenSchema } from '../../contract/token.ts';
import {
  bearer,
  provision,
  type RunningService,
  signIn,
  startService,
} from './running-service.rig.ts';

const ID = 'acme-app';
const SECRET = 'the-secret-of-an-app';
const GRANT = `grant_type=client_credentials&client_id=${ID}&client_secret=${SECRET}`;
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const PATH = '/oauth/token.php';

let service: RunningService;
beforeEach(async () => {
  service = await startService();
  provision(service, ['0003*210', '0004*210']);
});

const post = (body: string | FormData, headers: Record<string, string> = FORM) =>
  service.ask(PATH, { method: 'POST', body, headers });

/** Sends bytes that no well-behaved client library would, and gives the status and the body of the answer. */
function postRaw(target: string, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const options = { port: service.port, path: target, method: 'POST', headers: FORM };
    const asked = request(options, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asked.on('error', reject).end(body);
  });
}

describe('a token', () => {
  it('is given for the Id and secret of an App, and reads what its account may', async () => {
    const response = await post(GRANT);
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const token = tokenSchema.parse(await response.json());
    expect(token).toMatchObject({ token_type: 'Bearer', expires_in: 7200, scope: 'unifiedapi' });
    expect(token.access_token).toMatch(/^[A-Za-z0-9_.-]{10,}$/);
    const listing = await service.ask('/uapi/extensions/@me/@self/presence', {
      headers: bearer(token.access_token),
    });
    expect(await listing.json()).toMatchObject([{ entry: [{ extension: '0003*210' }] }]);
  });

  it.each([
    ['with everything that a client may add', `${GRANT}&type=unifiedapi&redirect_uri=x&state=y`],
    ['without a type', GRANT],
    ['with a body that begins with &', `&${GRANT}`],
  ])('is given to a form %s', async (_what, body) => {
    expect((await post(body)).status).toBe(200);
  });

  it('is given to a form in parts', async () => {
    const form = new FormData();
    form.set('grant_type', 'client_credentials');
    form.set('client_id', ID);
    form.set('client_secret', SECRET);
    expect((await post(form, {})).status).toBe(200);
  });

  it('is given to a client that authenticates by HTTP Basic', async () => {
    const basic = Buffer.from(`${ID}:${SECRET}`).toString('base64');
    const headers = { ...FORM, Authorization: `Basic ${basic}` };
    expect((await post('grant_type=client_credentials', headers)).status).toBe(200);
  });

  it('is given for a request target in absolute form', async () => {
    const { status, text } = await postRaw(`https://pbx.example.net${PATH}`, `&${GRANT}`);
    expect(status).toBe(200);
    expect(tokenSchema.safeParse(JSON.parse(text)).success).toBe(true);
  });

  it('is refused once its time is over, without counting as a wrong try', async () => {
    const { access_token } = tokenSchema.parse(await (await post(GRANT)).json());
    service.clock.advance(7_200_000);
    const ask = () =>
      service.ask('/uapi/extensions/@me/@self/presence', { headers: bearer(access_token) });
    for (let n = 0; n < 70; n++) expect((await ask()).status).toBe(401);
    expect(await (await ask()).json()).toMatchObject({ error: { code: 'access_denied' } });
    expect((await service.get('/uapi/extensions/@me/@self/presence')).status).toBe(200);
  });
});

it('signs nobody in, and is no wrong try there either', async () => {
  const { access_token } = tokenSchema.parse(await (await post(GRANT)).json());
  for (let n = 0; n < 61; n++) {
    expect((await signIn(service, access_token)).response.status).toBe(401);
  }
  expect((await signIn(service)).response.status).toBe(200);
});

describe('a refusal', () => {
  it.each([
    [
      'a wrong secret',
      `grant_type=client_credentials&client_id=${ID}&client_secret=guess`,
      401,
      'invalid_client',
    ],
    ['an App that does not exist', GRANT.replace(ID, 'nobody'), 401, 'invalid_client'],
    ['no grant_type', `client_id=${ID}&client_secret=${SECRET}`, 400, 'invalid_request'],
    ['no secret', `grant_type=client_credentials&client_id=${ID}`, 400, 'invalid_request'],
    ['no Id', `grant_type=client_credentials&client_secret=${SECRET}`, 400, 'invalid_request'],
    [
      'another grant',
      GRANT.replace('client_credentials', 'password'),
      400,
      'unsupported_grant_type',
    ],
    ['an empty body', '', 400, 'invalid_request'],
  ])('is OAuth’s own for %s', async (_what, body, status, error) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(tokenRefusalSchema.parse(await response.json()).error).toBe(error);
  });

  it('is given for parts that are none', async () => {
    const response = await post('--x\r\nnonsense', {
      'Content-Type': 'multipart/form-data; boundary=x',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('says how long to wait after ten wrong secrets of one App, and lets others in', async () => {
    const wrong = `grant_type=client_credentials&client_id=${ID}&client_secret=guess`;
    for (let n = 0; n < 10; n++) expect((await post(wrong)).status).toBe(401);
    const response = await post(GRANT);
    expect(response.status).toBe(429);
    expect(response.headers.get('Retry-After')).toBe('6');
    expect(await response.json()).toMatchObject({ error: { code: 'too_many_requests' } });
    expect((await post(wrong.replace(ID, 'another'))).status).toBe(401);
    service.clock.advance(6_000);
    expect((await post(GRANT)).status).toBe(200);
  });

  it('never tells or logs a secret', async () => {
    const response = await post(GRANT.replace('acme-app', 'nobody'));
    expect(await response.text()).not.toContain(SECRET);
    expect(JSON.stringify(service.logged)).not.toContain(SECRET);
  });

  it('is for methods other than POST the answer to what is not there', async () => {
    expect((await service.ask(PATH)).status).toBe(404);
    expect((await service.ask(PATH, { method: 'PUT' })).status).toBe(501);
  });
});
