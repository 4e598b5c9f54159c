import { expect, it } from 'vitest';
import { helpText } from './help.ts';

it('prints every flag with its default', () => {
  const lines = helpText().split('\n');
  const defaultOf = (flag: string) =>
    lines.find((line) => line.startsWith(`  ${flag} `))?.match(/\(([^()]*)\)$/)?.[1];
  expect({
    config: defaultOf('--config'),
    httpHost: defaultOf('--http-host'),
    httpPort: defaultOf('--http-port'),
    tlsCert: defaultOf('--tls-cert'),
    tlsKey: defaultOf('--tls-key'),
    sipHost: defaultOf('--sip-host'),
    sipPort: defaultOf('--sip-port'),
    sipDigest: defaultOf('--sip-digest'),
    dataDir: defaultOf('--data-dir'),
    source: defaultOf('--source'),
    fleet: defaultOf('--fleet'),
    adminToken: defaultOf('--admin-token'),
  }).toEqual({
    config: 'rollcall.yaml, when present',
    httpHost: '127.0.0.1',
    httpPort: '8080',
    tlsCert: 'none: plain HTTP, on this machine only',
    tlsKey: 'none',
    sipHost: '127.0.0.1',
    sipPort: '5060',
    sipDigest: 'md5',
    dataDir: './data',
    source: 'registrar',
    fleet: '128 without a configuration file, else 0',
    adminToken: 'made at first start',
  });
});
