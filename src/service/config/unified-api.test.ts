import { describe, expect, it } from 'vitest';
import { configurationOf, faultsIn, faultsOf } from './given-configuration.rig.ts';

const UPSTREAM = {
  baseUrl: 'https://pbx.example.net/voipnow/',
  appId: 'my-app',
  appSecret: 'a secret',
};

/** A configuration file with an upstream, and whatever else it says. */
const withUpstream = (given: Record<string, unknown> = {}, others: Record<string, unknown> = {}) =>
  JSON.stringify({ source: 'unified-api', unifiedApi: { ...UPSTREAM, ...given }, ...others });

describe('the source unified-api', () => {
  it('is asked every five seconds, unless told otherwise, with a secret from wherever it is', () => {
    const files = {
      'etc/rollcall.yaml': withUpstream({ appSecret: 'file:secrets/upstream' }),
      'etc/secrets/upstream': 'a secret\n',
    };
    const argv = ['--config', 'etc/rollcall.yaml'];
    expect(configurationOf({ argv, files })).toMatchObject({
      source: 'unified-api',
      unifiedApi: { ...UPSTREAM, everySeconds: 5 },
    });
    const often = { 'rollcall.yaml': withUpstream({ everySeconds: '1' }) };
    expect(configurationOf({ files: often }).unifiedApi?.everySeconds).toBe(1);
  });

  it('can be chosen by a flag', () => {
    const files = { 'rollcall.yaml': JSON.stringify({ unifiedApi: UPSTREAM }) };
    expect(configurationOf({ argv: ['--source', 'unified-api'], files }).source).toBe(
      'unified-api',
    );
  });

  it('has names for extensions, and no passwords', () => {
    const named = { extensions: [{ number: '0003*210', name: 'Ann' }] };
    const files = { 'rollcall.yaml': withUpstream({}, named) };
    expect(configurationOf({ files }).extensions).toEqual([
      { number: '0003*210', name: 'Ann', static: false },
    ]);
  });

  it('goes with an upstream, and an upstream with it', () => {
    expect(faultsOf({ argv: ['--source', 'unified-api'] })).toEqual([
      '--source: unified-api needs to know whom to ask. Give unifiedApi in the configuration file, with baseUrl, appId and appSecret.',
    ]);
    expect(faultsIn(JSON.stringify({ unifiedApi: UPSTREAM }))).toEqual([
      'rollcall.yaml:1 unifiedApi: is never used. Set source: unified-api, or leave it out.',
    ]);
  });

  it.each<[string, string, string]>([
    [
      'no address',
      withUpstream({ baseUrl: 'pbx.example.net' }),
      'unifiedApi.baseUrl: is not an address. Give one that begins with https://, for example https://pbx.example.net.',
    ],
    [
      'a password in the address',
      withUpstream({ baseUrl: 'https://ann:geheim@pbx.example.net' }),
      'unifiedApi.baseUrl: holds a user name or a password. Leave them out: the App says who asks.',
    ],
    [
      'a query in the address',
      withUpstream({ baseUrl: 'https://pbx.example.net/?token=geheim' }),
      'unifiedApi.baseUrl: has something behind its path. Leave out what begins with ? or #.',
    ],
    [
      'plain HTTP',
      withUpstream({ baseUrl: 'http://pbx.example.net' }),
      'unifiedApi.baseUrl: would let the secret of the App travel unencrypted. Give https://.',
    ],
    [
      'a secret over several lines',
      withUpstream({ appSecret: 'geheim\ngeheim' }),
      'unifiedApi.appSecret: is no secret of an App. Give it on one line.',
    ],
    [
      'a pause of no time',
      withUpstream({ everySeconds: '0' }),
      'unifiedApi.everySeconds: "0" is not right. Give a whole number from 1 to 3600.',
    ],
    [
      'a fleet',
      withUpstream({}, { fleet: '8' }),
      'fleet: needs the source registrar, where its telephones register. Give 0.',
    ],
    [
      'a password of an extension',
      withUpstream({}, { extensions: [{ number: '0003*210', password: 'geheim' }] }),
      'extensions[0].password: is never used: no telephone registers here. Leave it out.',
    ],
    [
      'an extension that is static',
      withUpstream({}, { extensions: [{ number: '0003*210', registration: 'static' }] }),
      'extensions[0].registration: is never used: no telephone registers here. Leave it out.',
    ],
  ])('refuses %s, and shows no secret', (_, yaml, fault) => {
    expect(faultsIn(yaml)).toEqual([`rollcall.yaml:1 ${fault}`]);
  });

  it('may be on this machine without TLS', () => {
    for (const baseUrl of ['http://127.0.0.1:8080', 'http://localhost:8080', 'http://[::1]:8080']) {
      expect(faultsIn(withUpstream({ baseUrl })), baseUrl).toEqual([]);
    }
  });
});
