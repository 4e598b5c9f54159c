import { expect, it } from 'vitest';
import { presenceSchema } from '../../src/contract/presence.ts';
import { tokenSchema } from '../../src/contract/token.ts';
import { CERTIFICATES, type Installation } from '../installation.ts';
import { startClient } from './debian-program.ts';
import { installForTest, PASSWORD } from './rollcall-for-test.ts';

const APP = { id: 'my-app', secret: 'a-secret-of-the-tests' };

/** One that answers over HTTPS, as curl will find it. */
async function rollcallOverHttps(): Promise<Installation> {
  const rollcall = await installForTest({
    http: { tls: CERTIFICATES.first },
    accounts: [{ id: 3, name: 'Acme', role: 'organization', organization: '0003', apps: [APP] }],
    extensions: ['0003*210', '0003*211', '0004*210'].map((number) => ({
      number,
      password: PASSWORD,
    })),
  });
  await rollcall.start();
  return rollcall;
}

/** Runs curl, which trusts the certificate, and gives what it printed: headers where asked for, and the body. */
async function curl(rollcall: Installation, ...args: readonly string[]): Promise<string> {
  const certificate = ['--cacert', CERTIFICATES.first.cert];
  const program = await startClient('curl', ['-sS', ...certificate, ...args], {
    cwd: rollcall.folder,
  });
  expect(await program.ended).toBe(0);
  return program.output();
}

const numbersIn = (body: string) =>
  presenceSchema.parse(JSON.parse(body))[0].entry.map(({ extension }) => extension);

it('gets a token for an App, and the registrations that the App may see', async () => {
  const rollcall = await rollcallOverHttps();
  const { origin } = rollcall.addresses;

  const form = `grant_type=client_credentials&type=unifiedapi&client_id=${APP.id}&client_secret=${APP.secret}`;
  const answer = await curl(rollcall, '-d', form, `${origin}/oauth/token.php`);
  const { access_token } = tokenSchema.parse(JSON.parse(answer));

  const listing = `${origin}/uapi/extensions/@me/@self/presence?sortOrder=desc`;
  const authorization = `Authorization: Bearer ${access_token}`;
  expect(numbersIn(await curl(rollcall, '-H', authorization, listing))).toEqual([
    '0003*211',
    '0003*210',
  ]);
  const inParts = ['-F', 'grant_type=client_credentials', '-F', `client_id=${APP.id}`];
  const again = await curl(
    rollcall,
    ...inParts,
    '-F',
    `client_secret=${APP.secret}`,
    `${origin}/oauth/token.php`,
  );
  expect(tokenSchema.parse(JSON.parse(again)).expires_in).toBe(7200);
});

it('runs the cURL example of the API, with our host and cookies', async () => {
  const rollcall = await rollcallOverHttps();
  const { origin, token } = rollcall.addresses;
  const asJson = ['-H', 'Content-Type: application/json'];
  const body = JSON.stringify({ token });
  const signedIn = await curl(rollcall, '-i', ...asJson, '-d', body, `${origin}/session`);
  const [, session = ''] = /^set-cookie: (dev=[^;]+)/im.exec(signedIn) ?? [];
  const [, xsrf = ''] = /^set-cookie: xsrf-token=([^;]+)/im.exec(signedIn) ?? [];

  const listing = await curl(
    rollcall,
    ...['-g', ...asJson, '-H', `x-xsrf-token: ${xsrf}`],
    ...['--cookie', `${session}; xsrf-token=${xsrf}`, '--data', '{}'],
    `${origin}/uapi/extensions/@me/@self/presence?filterBy=extension&filterOp=inArray&filterValue[0]=0003*210&filterValue[1]=0004*210`,
  );
  expect(numbersIn(listing)).toEqual(['0003*210', '0004*210']);
});
