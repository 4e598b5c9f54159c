import { describe, expect, it } from 'vitest';
import { configurationOf, faultsIn, faultsOf } from './given-configuration.rig.ts';
import { readConfiguration } from './read-configuration.ts';

describe('faults', () => {
  it('tells all of them at once, each by the name under which it was given', () => {
    expect(
      faultsOf({
        argv: ['--config', 'r.yaml', '--http-prot', '80', '--http-port', '99999', '--fleet'],
        environment: { ROLLCALL_SIP_PRT: '1', ROLLCALL_SIP_DIGEST: 'md4' },
        files: {
          'r.yaml': `
sip: { prot: 5060 }
emptyAs: 404
extensionsFile: e.csv
extensions:
  - { number: 210, password: x }
  - { number: 0003*211 }
`,
          'e.csv': 'extension,password,name\n0003*211,pw\n0003*212\n',
        },
      }),
    ).toEqual([
      '--http-prot: is not a flag. Did you mean --http-port?',
      '--fleet: needs a value after it.',
      'e.csv:3: holds 1 column. Give extension,password,name.',
      'ROLLCALL_SIP_PRT: is not a setting. Did you mean ROLLCALL_SIP_PORT?',
      '--http-port: "99999" is not right. Give a whole number from 0 to 65535; 0 picks a free port.',
      'ROLLCALL_SIP_DIGEST: "md4" is not right. Give md5, sha-256 or off.',
      'r.yaml:2 sip.prot: is not a key. Did you mean port?',
      'r.yaml:6 extensions[0].number: is not an extension. Give organization*extension in digits, for example 0003*210.',
      'r.yaml:3 emptyAs: "404" is not right. Give 200 or 204.',
      'r.yaml:7 extensions[1].password: is missing. Give one, or registration: static when the extension never registers.',
      'e.csv:2 extension: is the extension of r.yaml:7 extensions[1].number again. Keep one.',
    ]);
  });

  it.each([
    [
      'source: kamailio',
      'source: this version does not serve the source kamailio yet. Leave it out.',
    ],
    ['source: asterisk', 'source: "asterisk" is not a source. Give registrar or unified-api.'],
    [
      'kamailio: { domain: x }',
      'kamailio: this version does not serve the source kamailio yet. Leave it out.',
    ],
    ['metrics: { open: true }', 'metrics: this version does not serve metrics yet. Leave it out.'],
    [
      'databaseUrl: postgres://a:b@c/d',
      'databaseUrl: this version keeps its data in the embedded database in the data directory only. Leave it out.',
    ],
    [
      'adminToken: a-token-of-16-or-more',
      'adminToken: is not taken from a file. Give --admin-token or ROLLCALL_ADMIN_TOKEN.',
    ],
    [
      'http: 8080',
      'http: is a group of keys: host, port, insecure, trustedProxies, frameAncestors, corsOrigins, tls.',
    ],
    [
      'http: { trustedProxies: [10.0.0.0/33] }',
      'http.trustedProxies[0]: "10.0.0.0/33" is not right. Give an address or a network, for example 127.0.0.1 or 10.0.0.0/8.',
    ],
    ['http: { insecure: yes }', 'http.insecure: "yes" is not right. Give true or false.'],
    [
      'http: { host: "a b" }',
      'http.host: "a b" is not right. Give an address or a name of this machine, for example 127.0.0.1.',
    ],
    [
      'sip: { realm: \'say "hi"\' }',
      'sip.realm: is not a realm. Give a name without quotes, for example pbx.example.net.',
    ],
    ['fleet: [1, 2]', 'fleet: needs one value.'],
    ['fleet: 1e9', 'fleet: "1e9" is not right. Give a whole number from 0 to 10000.'],
    [
      'forgetAfterDays: 0',
      'forgetAfterDays: "0" is not right. Give a whole number from 1 to 3650.',
    ],
    ['extensions: none', 'extensions: is a list with an entry for each extension.'],
    [
      'extensions: [{ password: x }]',
      'extensions[0].number: is missing. Give organization*extension in digits, for example 0003*210.',
    ],
    [
      'extensions: [{ number: 1*2, registration: static, password: x }]',
      'extensions[0].password: is never used: the extension is static. Leave one of the two out.',
    ],
    [
      'organizations: { Acme: "0003" }',
      'organizations.Acme: is not an organization. Give its digits, for example "0003".',
    ],
    ['colour: blue', 'colour: is not a key. See rollcall.example.yaml.'],
  ])('refuses %s', (yaml, fault) => {
    expect(faultsIn(yaml)).toEqual([`rollcall.yaml:1 ${fault}`]);
  });

  it.each([
    [['--nonsense'], '--nonsense: is not a flag. See --help.'],
    [['8080'], 'argument 1: belongs to no flag. Every setting is given as --flag value.'],
    [
      ['--secret', 'a-secret-of-16-only'],
      '--secret: give at least 32 characters without blanks, the same to every service.',
    ],
    [['--config', 'none.yaml'], '--config: there is no file none.yaml.'],
    [['--config'], '--config: needs a value after it.'],
    [
      ['--admin-token', 'too-short'],
      '--admin-token: give at least 16 letters, digits, "_", "." or "-".',
    ],
    [
      ['--http-host', '0.0.0.0'],
      '--http-host: 0.0.0.0 would let tokens travel unencrypted to other machines. Give a certificate (--tls-cert, --tls-key), or 127.0.0.1, or set http.insecure: true in the configuration file when a proxy with TLS stands in front.',
    ],
  ])('refuses %j', (argv, fault) => {
    expect(faultsOf({ argv })).toEqual([fault]);
  });

  it.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])(
    'listens with plain HTTP on %s',
    (host) => {
      expect(configurationOf({ argv: ['--http-host', host] }).http.host).toBe(host);
    },
  );

  it('listens with plain HTTP anywhere when told that this is meant', () => {
    const files = { 'rollcall.yaml': 'http: { host: 0.0.0.0, insecure: true }' };
    expect(configurationOf({ files }).http).toMatchObject({ host: '0.0.0.0', insecure: true });
  });

  it.each([
    ['a: 1\na: 2', 'rollcall.yaml:2: this key stands here twice. Keep one of them.'],
    ['http:\n\tport: 1', 'rollcall.yaml:2: a tab is used for indentation. Use spaces.'],
    [
      'sip: { port: 1',
      'rollcall.yaml:1: the indentation does not match the lines around it, or a bracket is not closed.',
    ],
    [
      'fleet: 1\n---\nfleet: 2',
      'rollcall.yaml:2: a second document begins here. Keep everything in one.',
    ],
    ['just text', 'rollcall.yaml:1: holds no keys. Give for example fleet: 0.'],
  ])('says on which line %j is not YAML', (yaml, fault) => {
    expect(faultsIn(yaml)).toEqual([fault]);
  });

  it('says why a file cannot be read', () => {
    const outcome = readConfiguration({
      argv: [],
      environment: {},
      read() {
        throw new Error('cannot be read: it is a directory.');
      },
    });
    expect(outcome).toMatchObject({
      faults: ['rollcall.yaml: cannot be read: it is a directory.'],
    });
  });

  it('names an extensions file that is not there', () => {
    expect(faultsIn('extensionsFile: gone.csv')).toEqual([
      'extensionsFile: there is no file gone.csv.',
    ]);
  });
});
