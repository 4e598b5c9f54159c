import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configurationOf, faultsIn, faultsOf, readGiven } from './given-configuration.rig.ts';

const EXAMPLE = readFileSync('rollcall.example.yaml', 'utf8');

describe('where settings come from', () => {
  it('runs with a fleet and nothing else when nothing is configured', () => {
    expect(configurationOf({})).toEqual({
      http: {
        host: '127.0.0.1',
        port: 8080,
        insecure: false,
        trustedProxies: [],
        frameAncestors: [],
        corsOrigins: [],
        tls: undefined,
      },
      sip: { host: '127.0.0.1', port: 5060, realm: 'rollcall', digest: 'md5', tls: undefined },
      dataDir: './data',
      source: 'registrar',
      unifiedApi: undefined,
      fleet: 128,
      adminToken: undefined,
      secret: undefined,
      accounts: [],
      extensions: [],
      webhooks: [],
      organizations: {},
      emptyAs: 204,
      forgetAfterDays: 7,
    });
  });

  it('has no fleet once there is a configuration file, even an empty one', () => {
    expect(configurationOf({ files: { 'rollcall.yaml': '# nothing yet\n' } }).fleet).toBe(0);
    expect(configurationOf({ files: { 'rollcall.yaml': 'fleet: 12' } }).fleet).toBe(12);
  });

  it('takes flags over the environment, the environment over the file, and the file over defaults', () => {
    const { http, sip, fleet } = configurationOf({
      argv: ['--http-port', '1', '--fleet=4'],
      environment: { ROLLCALL_HTTP_PORT: '2', ROLLCALL_SIP_PORT: '2' },
      files: {
        'rollcall.yaml': 'http: { port: 3, host: localhost }\nsip: { port: 3, digest: off }',
      },
    });
    expect(http).toMatchObject({ host: 'localhost', port: 1, insecure: false });
    expect(sip).toMatchObject({ port: 2, digest: 'off', host: '127.0.0.1' });
    expect(fleet).toBe(4);
  });

  it('takes the last of a flag that is given twice', () => {
    expect(configurationOf({ argv: ['--fleet', '1', '--fleet', '2'] }).fleet).toBe(2);
  });

  it('treats an empty variable and an empty key as left out', () => {
    const { http } = configurationOf({
      environment: { ROLLCALL_HTTP_PORT: '' },
      files: { 'rollcall.yaml': 'http:\nsip: { port: }' },
    });
    expect(http.port).toBe(8080);
  });

  it('reads the extensions of the file and of the CSV beside it', () => {
    const { extensions, organizations } = configurationOf({
      argv: ['--config', 'etc/rollcall.yaml'],
      files: {
        'etc/rollcall.yaml': `
extensions:
  - { number: 0003*210, password: 0042, name: "Ann, reception" }
  - { number: "0003*299", registration: static }
extensionsFile: extensions.csv
organizations: { 0003: Acme }`,
        'etc/extensions.csv': 'extension,password,name\n0003*211,pw,Bob\n',
      },
    });
    expect(extensions).toEqual([
      { number: '0003*210', password: '0042', name: 'Ann, reception', static: false },
      { number: '0003*299', static: true },
      { number: '0003*211', password: 'pw', name: 'Bob', static: false },
    ]);
    expect(organizations).toEqual({ '0003': 'Acme' });
  });

  it('takes the example as it stands, and finds every default in it', () => {
    const example = configurationOf({ files: { 'rollcall.yaml': EXAMPLE } });
    expect(example.extensions.map(({ number }) => number)).toEqual(['0003*210', '0003*299']);
    const plain = configurationOf({});
    const { accounts, extensions, organizations } = example;
    const shown = { accounts, extensions, organizations };
    expect(example).toEqual({ ...plain, dataDir: 'data', fleet: 0, ...shown });
  });

  it('takes what the example has behind a # too, once the files are there', () => {
    const example = configurationOf({
      files: {
        'rollcall.yaml': EXAMPLE.replace(/# (?=(tokens|apps|extensionsFile): |- \{ number)/g, ''),
        'secrets/0003-211': 'b-secret\n',
        'secrets/operator': 'the-token-of-the-operator\n',
        'secrets/my-app': 'the-secret-of-the-app\n',
        'secrets/acme': 'the-token-of-the-organization\n',
        'secrets/ann': 'the-token-of-ann-herself\n',
        'extensions.csv': '0003*212,c-secret,Cleo',
      },
    });
    expect(example.extensions.map(({ number, name }) => [number, name])).toEqual([
      ['0003*210', 'Ann, reception'],
      ['0003*211', 'Bob'],
      ['0003*299', 'Front door'],
      ['0003*212', 'Cleo'],
    ]);
    expect(example.accounts.map(({ id, role }) => [id, role])).toEqual([
      [1, 'administrator'],
      [3, 'organization'],
      [12, 'user'],
    ]);
    expect(example.accounts.map(({ tokens, apps }) => [tokens.length, apps.length])).toEqual([
      [1, 1],
      [1, 0],
      [1, 0],
    ]);
  });

  it('means paths in the file from where the file lies, and paths in flags from where it was started', () => {
    const files = { 'etc/rollcall.yaml': 'dataDir: state' };
    const argv = ['--config', 'etc/rollcall.yaml'];
    expect(configurationOf({ argv, files }).dataDir).toBe('etc/state');
    expect(configurationOf({ argv: [...argv, '--data-dir', 'here'], files }).dataDir).toBe('here');
  });

  it('tells every file that it looked at, so that all of them are watched', () => {
    const files = {
      'r.yaml': 'extensionsFile: e.csv\nextensions: [{ number: 1*2, password: file:pw }]',
    };
    expect(readGiven({ argv: ['--config=r.yaml'], files }).files).toEqual([
      'r.yaml',
      'e.csv',
      'pw',
    ]);
    expect(readGiven({}).files).toEqual(['rollcall.yaml']);
  });
});

describe('secrets', () => {
  it('follows env:NAME and file:PATH', () => {
    const { adminToken, extensions } = configurationOf({
      argv: ['--config', 'etc/r.yaml', '--admin-token', 'file:/run/token'],
      environment: { ROLLCALL_ANN: 'from-environment' },
      files: {
        '/run/token': 'a-token-of-16-or-more\n',
        'etc/bob': 'from-file\n',
        'etc/r.yaml': `extensions:
  - { number: 1*1, password: env:ROLLCALL_ANN }
  - { number: 1*2, password: file:bob }`,
      },
    });
    expect(adminToken).toBe('a-token-of-16-or-more');
    expect(extensions.map(({ password }) => password)).toEqual(['from-environment', 'from-file']);
  });

  it('says where a secret was to come from', () => {
    expect(
      faultsIn(`extensions:
  - { number: 1*1, password: env:NOBODY }
  - { number: 1*2, password: file:nowhere }`),
    ).toEqual([
      "rollcall.yaml:2 extensions[0].password: is to come from the environment's NOBODY, which is not set.",
      'rollcall.yaml:3 extensions[1].password: is to come from the file nowhere, which is not there.',
    ]);
  });

  it('never prints one, wherever it was put', () => {
    const faults = faultsOf({
      argv: [
        '--admin-tokn',
        'Sesame',
        '--admin-token',
        'Sesame',
        'Sesame',
        '--database-url=Sesame',
      ],
      environment: { ROLLCALL_TOKEN: 'Sesame', ROLLCALL_ADMIN_TOKEN: 'Sesame' },
      files: {
        'rollcall.yaml': `
adminToken: Sesame
databaseUrl: Sesame
extensionsFile: e.csv
extensions:
  - { number: Sesame, passwrod: Sesame }
  - { number: 1*1, password: [Sesame] }
  - Sesame`,
        'e.csv': 'Sesame,1*1,Ann\n1*3;Sesame;Ann\n1*4,"Sesame,Ann\n',
      },
    });
    expect(faults).toHaveLength(16);
    expect(faults.join('\n')).not.toContain('Sesame');
  });

  it.each([
    'password: *Sesame',
    'password: @Sesame',
    'password: "Sesame',
    'password: !Sesame x',
    'Sesame',
  ])('does not print the line of a file that is not YAML: %s', (yaml) => {
    const faults = faultsIn(yaml);
    expect(faults).not.toEqual([]);
    expect(faults.join('\n')).not.toContain('Sesame');
  });
});
