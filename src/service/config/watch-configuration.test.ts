import { describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.rig.ts';
import { FIRST, SECOND } from '../test-certificates.rig.ts';
import type { Configuration } from './configuration.ts';
import { readConfiguration } from './read-configuration.ts';
import { watchConfiguration } from './watch-configuration.ts';

const ANN = '- { number: 0003*210, password: a, name: Ann }';
const BOB = '- { number: 0003*211, password: b, name: Bob }';

/** A running watch over files in memory. A file's stamp is its text. */
function watched(files: Map<string, string>, argv: readonly string[] = ['--fleet', '3']) {
  const clock = new FakeClock();
  const taken: Configuration[] = [];
  const said: { level: string; fields: object; message: string }[] = [];
  const sayAs = (level: string) => (fields: object, message: string) =>
    void said.push({ level, fields, message });
  const inputs = {
    argv,
    environment: {},
    read: (path: string) => files.get(path),
  };
  const started = readConfiguration(inputs);
  if (started.kind === 'faults') throw new Error(started.faults.join('\n'));
  const watch = watchConfiguration({
    inputs,
    started,
    clock,
    stamp: (path) => files.get(path) ?? 'none',
    log: { debug: sayAs('debug'), info: sayAs('info'), warn: sayAs('warn'), error: sayAs('error') },
    onChange: (next) => taken.push(next),
  });
  const change = (name: string, text: string) => {
    files.set(name, text);
    clock.advance(3000);
  };
  return { watch, clock, files, taken, said, change };
}

describe('watchConfiguration', () => {
  it('takes a good change without a restart', () => {
    const { change, taken, watch } = watched(new Map([['rollcall.yaml', `extensions:\n  ${ANN}`]]));
    change('rollcall.yaml', `organizations: { 0003: Acme }\nextensions:\n  ${ANN}\n  ${BOB}`);
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatchObject({
      organizations: { '0003': 'Acme' },
    });
    expect(taken[0]?.extensions.map(({ name }) => name)).toEqual(['Ann', 'Bob']);
    expect(watch.faults()).toEqual([]);
  });

  it('takes other webhooks without a restart', () => {
    const { change, taken, said } = watched(new Map([['rollcall.yaml', '']]));
    const hook = { url: 'https://hooks.example.net/x', secret: 'a-secret-of-16-or-more' };
    change('rollcall.yaml', `webhooks: [${JSON.stringify(hook)}]`);
    expect(taken).toMatchObject([{ webhooks: [hook] }]);
    expect(said).toMatchObject([{ level: 'info' }]);
  });

  it('says nothing while nothing changes, and nothing when only the writing does', () => {
    const { change, clock, taken, said } = watched(
      new Map([['rollcall.yaml', `extensions:\n  ${ANN}`]]),
    );
    clock.advance(60_000);
    change('rollcall.yaml', `# the same\nextensions:\n  ${ANN}`);
    expect(taken).toEqual([]);
    expect(said).toEqual([]);
  });

  it('refuses a bad change whole, says so once, and takes it when it is mended', () => {
    const { change, clock, taken, said, watch } = watched(
      new Map([['rollcall.yaml', `extensions:\n  ${ANN}`]]),
    );
    change('rollcall.yaml', `organizations: { 0003: Acme }\nextensions:\n  - { number: 1 }`);
    clock.advance(60_000);
    const faults = [
      'rollcall.yaml:3 extensions[0].number: is not an extension. Give organization*extension in digits, for example 0003*210.',
      'rollcall.yaml:3 extensions[0].password: is missing. Give one, or registration: static when the extension never registers.',
    ];
    expect(taken).toEqual([]);
    expect(watch.faults()).toEqual(faults);
    expect(said).toEqual([
      {
        level: 'error',
        fields: { faults },
        message: 'The changed configuration is refused; the one before it stays.',
      },
    ]);
    change('rollcall.yaml', `organizations: { 0003: Acme }\nextensions:\n  ${BOB}`);
    expect(watch.faults()).toEqual([]);
    expect(taken).toMatchObject([
      { organizations: { '0003': 'Acme' }, extensions: [{ name: 'Bob' }] },
    ]);
  });

  it('leaves the extensions of the source that runs, when another one is configured', () => {
    const { change, taken, said } = watched(new Map([['rollcall.yaml', '']]), []);
    const unifiedApi = '{ baseUrl: https://pbx.example.net, appId: x, appSecret: geheim }';
    change(
      'rollcall.yaml',
      `source: unified-api\nunifiedApi: ${unifiedApi}\nextensions:\n  - { number: 0003*210 }`,
    );
    expect(taken.at(-1)?.extensions).toEqual([]);
    expect(said[0]?.fields).toEqual({ settings: ['source', 'unifiedApi'] });
    expect(JSON.stringify(said)).not.toContain('geheim');
  });

  it('leaves what only a restart changes, and names it', () => {
    const { change, taken, said } = watched(new Map([['rollcall.yaml', '']]));
    change(
      'rollcall.yaml',
      `http: { port: 9 }\nsip: { digest: off }\ndataDir: x\nemptyAs: 200\nextensions:\n  ${ANN}`,
    );
    expect(said[0]).toEqual({
      level: 'warn',
      fields: { settings: ['http.port', 'sip.digest', 'dataDir', 'emptyAs'] },
      message: 'These changed settings are taken at the next start only.',
    });
    expect(taken).toMatchObject([
      {
        http: { port: 8080 },
        sip: { digest: 'md5' },
        dataDir: './data',
        extensions: [{ name: 'Ann' }],
      },
    ]);
  });

  it('watches the CSV, too, also one that the changed file names for the first time', () => {
    const { change, taken } = watched(new Map([['rollcall.yaml', '']]));
    change('e.csv', '0003*210,a');
    expect(taken).toEqual([]);
    change('rollcall.yaml', 'extensionsFile: e.csv');
    change('e.csv', '0003*210,a\n0003*211,b');
    expect(taken.map(({ extensions }) => extensions.length)).toEqual([1, 2]);
  });

  it('sees a file that appears, and keeps its extensions when it vanishes', () => {
    const { change, clock, files, taken, watch } = watched(new Map());
    change('rollcall.yaml', `extensions:\n  ${ANN}`);
    expect(taken).toMatchObject([{ extensions: [{ name: 'Ann' }] }]);
    files.delete('rollcall.yaml');
    clock.advance(3000);
    expect(taken).toHaveLength(1);
    expect(watch.faults()).toEqual(['--config: there is no file rollcall.yaml.']);
  });

  it('takes a certificate that was replaced, and refuses one whose key is not there yet', () => {
    const { change, taken, said, watch } = watched(
      new Map([
        ['rollcall.yaml', 'http: { tls: { cert: a.crt, key: a.key } }'],
        ['a.crt', FIRST.cert],
        ['a.key', FIRST.key],
      ]),
    );
    change('a.crt', SECOND.cert);
    expect(taken).toEqual([]);
    expect(said.map(({ message }) => message)).toEqual([
      'The changed configuration is refused; the one before it stays.',
    ]);
    expect(watch.faults()).toEqual([
      'rollcall.yaml:1 http.tls.key: does not belong to the certificate. Give the key that it was made with; of several certificates in the file, the first must be its own.',
    ]);
    change('a.key', SECOND.key);
    expect(taken).toMatchObject([{ http: { tls: SECOND } }]);
    expect(watch.faults()).toEqual([]);
  });

  it('takes the certificate of SIP, too, and leaves its port and whether HTTP has TLS to a restart', () => {
    const { change, taken, said } = watched(
      new Map([
        ['rollcall.yaml', 'sip: { tls: { cert: a.pem, key: a.pem } }'],
        ['a.pem', FIRST.cert + FIRST.key],
        ['b.pem', SECOND.cert + SECOND.key],
      ]),
    );
    change(
      'rollcall.yaml',
      'http: { tls: { cert: b.pem, key: b.pem } }\nsip: { tls: { port: 1, cert: b.pem, key: b.pem } }',
    );
    expect(said[0]).toMatchObject({ fields: { settings: ['http.tls', 'sip.tls.port'] } });
    const pem = SECOND.cert + SECOND.key;
    expect(taken).toMatchObject([{ sip: { tls: { cert: pem, key: pem, port: 5061 } } }]);
    expect(taken[0]?.http.tls).toBe(undefined);
  });

  it('waits until a file that is being written stays as it is', () => {
    const { clock, files, taken } = watched(new Map([['rollcall.yaml', '']]));
    clock.advance(3000);
    for (const text of [
      'extensions:',
      `extensions:\n  ${ANN}`,
      `extensions:\n  ${ANN}\n  ${BOB}`,
    ]) {
      files.set('rollcall.yaml', text);
      clock.advance(1000);
    }
    expect(taken).toEqual([]);
    clock.advance(1000);
    expect(taken.map(({ extensions }) => extensions.length)).toEqual([2]);
  });

  it('looks no more once it is closed', () => {
    const { change, clock, taken, watch } = watched(new Map([['rollcall.yaml', '']]));
    watch.close();
    watch.close();
    change('rollcall.yaml', `extensions:\n  ${ANN}`);
    expect(taken).toEqual([]);
    expect(clock.waiting).toBe(0);
  });
});
