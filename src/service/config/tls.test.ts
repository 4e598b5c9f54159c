import { describe, expect, it } from 'vitest';
import { FIRST, SECOND } from '../test-certificates.rig.ts';
import {
  configurationOf,
  faultsIn,
  faultsOf,
  type Given,
  readGiven,
} from './given-configuration.rig.ts';
import { readConfiguration } from './read-configuration.ts';

const FILES = {
  'tls/first.crt': FIRST.cert,
  'tls/first.key': FIRST.key,
  'tls/second.key': SECOND.key,
  'tls/notes.txt': 'Ask Bob for the certificate.\n',
  'tls/locked.key':
    '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIHsMFcGCSqGSIb3\n-----END ENCRYPTED PRIVATE KEY-----\n',
  'tls/half.crt': FIRST.cert.slice(0, 400),
};

/** The same, with these files beside those that it has. */
const withFiles = (given: Given): Given => ({ ...given, files: { ...FILES, ...given.files } });

describe('certificates', () => {
  it('are read from the files that flags or the environment name', () => {
    const flags = ['--tls-cert', 'tls/first.crt', '--tls-key', 'tls/first.key'];
    expect(configurationOf(withFiles({ argv: flags })).http.tls).toEqual(FIRST);
    const environment = { ROLLCALL_TLS_CERT: 'tls/first.crt', ROLLCALL_TLS_KEY: 'tls/first.key' };
    expect(configurationOf(withFiles({ environment })).http.tls).toEqual(FIRST);
  });

  it('are looked for from where the configuration file lies', () => {
    const argv = ['--config', 'tls/rollcall.yaml'];
    const files = {
      'tls/rollcall.yaml':
        'http: { tls: { cert: first.crt, key: first.key } }\nsip: { tls: { cert: first.crt, key: first.key } }',
    };
    const { http, sip } = configurationOf(withFiles({ argv, files }));
    expect(http.tls).toEqual(FIRST);
    expect(sip.tls).toEqual({ ...FIRST, port: 5061 });
  });

  it('are watched', () => {
    const { files } = readGiven(
      withFiles({ argv: ['--tls-cert', 'tls/first.crt', '--tls-key', 'tls/first.key'] }),
    );
    expect(files).toEqual(['rollcall.yaml', 'tls/first.crt', 'tls/first.key']);
  });

  it('allow HTTP beyond this machine', () => {
    const yaml = 'http: { host: 0.0.0.0, tls: { cert: tls/first.crt, key: tls/first.key } }';
    const { http } = configurationOf(withFiles({ files: { 'rollcall.yaml': yaml } }));
    expect(http).toMatchObject({ host: '0.0.0.0', insecure: false, tls: FIRST });
  });

  it('go with a port of their own for SIP', () => {
    const yaml = 'sip: { tls: { port: 0, cert: tls/first.crt, key: tls/first.key } }';
    expect(configurationOf(withFiles({ files: { 'rollcall.yaml': yaml } })).sip.tls?.port).toBe(0);
  });

  it('are told to lack the other half by the name of what is missing', () => {
    expect(faultsOf(withFiles({ argv: ['--tls-cert', 'tls/first.crt'] }))).toEqual([
      'http.tls.key: is missing. TLS needs the private key of its certificate. Give the path of its file (--tls-key for HTTP).',
    ]);
    expect(faultsIn('sip: { tls: { key: tls/first.key } }', FILES)).toEqual([
      'rollcall.yaml:1 sip.tls.cert: is missing. TLS needs a certificate beside its key. Give the path of its file (--tls-cert for HTTP).',
    ]);
  });

  it.each([
    [
      'cert: tls/gone.crt, key: tls/first.key',
      'http.tls.cert: names the file tls/gone.crt, which is not there. Give the path of a certificate in PEM form.',
    ],
    [
      'cert: tls/notes.txt, key: tls/first.key',
      'http.tls.cert: names the file tls/notes.txt, which does not hold a certificate in PEM form.',
    ],
    [
      'cert: tls/half.crt, key: tls/first.key',
      'http.tls.cert: names the file tls/half.crt, which does not hold a certificate in PEM form.',
    ],
    [
      'cert: tls/first.crt, key: tls/first.crt',
      'http.tls.key: names the file tls/first.crt, which does not hold a private key in PEM form, without a passphrase.',
    ],
    [
      'cert: tls/first.crt, key: tls/locked.key',
      'http.tls.key: names the file tls/locked.key, which does not hold a private key in PEM form, without a passphrase.',
    ],
    [
      'cert: tls/first.crt, key: tls/second.key',
      'http.tls.key: does not belong to the certificate. Give the key that it was made with; of several certificates in the file, the first must be its own.',
    ],
    [
      'crt: tls/first.crt, cert: tls/first.crt, key: tls/first.key',
      'http.tls.crt: is not a key. Did you mean cert?',
    ],
  ])('are refused when they are %s', (pair, fault) => {
    expect(faultsIn(`http: { tls: { ${pair} } }`, FILES)).toEqual([`rollcall.yaml:1 ${fault}`]);
  });

  it('say why a file cannot be read', () => {
    const outcome = readConfiguration({
      argv: ['--tls-cert', 'first.crt', '--tls-key', 'first.key'],
      environment: {},
      read(path) {
        if (path === 'first.key') throw new Error('cannot be read: this user may not read it.');
        return path === 'first.crt' ? FIRST.cert : undefined;
      },
    });
    expect(outcome).toMatchObject({
      faults: [
        '--tls-key: names the file first.key, which cannot be read: this user may not read it.',
      ],
    });
  });

  it('never appear in a fault, also when the key itself stands where its path belongs', () => {
    const faults = faultsOf(
      withFiles({ argv: ['--tls-cert', 'tls/first.crt', '--tls-key', FIRST.key] }),
    );
    expect(faults).toEqual([
      '--tls-key: is not a path. Give that of a file with a private key in PEM form, without a passphrase.',
    ]);
  });

  it.each([
    ['5060', 'port: 5060, '],
    ['5061', ''],
  ])('need a port that TCP does not have: not %s', (sipPort, port) => {
    expect(
      faultsIn(
        `sip:\n  port: ${sipPort}\n  tls: { ${port}cert: tls/first.crt, key: tls/first.key }`,
        FILES,
      ),
    ).toEqual(['rollcall.yaml:3 sip.tls.port: is the port of TCP, too. Give TLS its own.']);
  });
});

describe('origins', () => {
  it('are taken as a browser names them', () => {
    const origins = ['https://portal.example.net', 'https://192.0.2.1:8443', 'http://localhost:90'];
    const list = JSON.stringify(origins);
    const yaml = `http: { frameAncestors: ${list}, corsOrigins: ${list} }`;
    const { http } = configurationOf(withFiles({ files: { 'rollcall.yaml': yaml } }));
    expect(http).toMatchObject({ frameAncestors: origins, corsOrigins: origins });
  });

  it.each([
    '*',
    'null',
    'portal.example.net',
    'http://portal.example.net',
    'http://localhost.example.net',
    'https://portal.example.net/',
    'https://portal.example.net:443',
    'https://Portal.example.net',
    'https://*.example.net',
    'https://user@portal.example.net',
    "https://a;script-src'unsafe-inline'",
  ])('are refused when they are %s', (origin) => {
    const right =
      'Give https://host, with :port when it is not 443 and with nothing behind it; http:// for localhost only.';
    const shown = JSON.stringify(origin);
    expect(faultsIn(`http: { corsOrigins: [${shown}] }`)).toEqual([
      `rollcall.yaml:1 http.corsOrigins[0]: ${shown} is not right. ${right}`,
    ]);
  });

  it('are a list', () => {
    expect(faultsIn('http: { frameAncestors: https://portal.example.net }')).toEqual([
      'rollcall.yaml:1 http.frameAncestors: is a list of origins, for example [https://portal.example.net].',
    ]);
  });
});
