import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CERTIFICATES, type Installation } from '../installation.ts';
import type { Program } from '../program.ts';
import { startClient } from './debian-program.ts';
import {
  eventually,
  PASSWORD,
  registrationsOf,
  rollcallWith,
  secondsLeft,
} from './rollcall-for-test.ts';

const NUMBER = '0003*211';

type Options = { transport: 'udp' | 'tcp' | 'tls'; publish?: boolean };

/** A port of -1 is any that is free. Over TLS it trusts one certificate, and wants to find there the name that it asked for. */
function configuration(
  { addresses }: Installation,
  { transport, publish = false }: Options,
): string {
  const { sipPort, sipTlsPort = '' } = addresses;
  const address = transport === 'tls' ? `localhost:${sipTlsPort}` : `127.0.0.1:${sipPort}`;
  const registrar = `<sip:${address};transport=${transport}>`;
  return `
[sip]
bind_address=127.0.0.1
sip_port=-1
sip_tcp_port=-1
sip_tls_port=-1
root_ca=${CERTIFICATES.first.cert}
verify_server_certs=1
verify_server_cn=1
default_proxy=0
use_ipv6=0

[proxy_0]
reg_proxy=${registrar}
reg_route=${registrar}
reg_identity="Desk 211" <sip:${NUMBER}@127.0.0.1>
reg_expires=600
reg_sendregister=1
publish=${Number(publish)}

[auth_info_0]
username=${NUMBER}
passwd=${PASSWORD}
realm=pbx.example.net
`;
}

/** Starts a telephone, which may print all that it sends and receives. */
async function linphonec(rollcall: Installation, options: Options): Promise<Program> {
  const file = await rollcall.write('linphonerc', configuration(rollcall, options));
  // Without a place for its database it starts no SIP at all.
  await mkdir(join(rollcall.folder, '.local/share/linphone'), { recursive: true });
  return startClient('linphonec', ['-d', options.publish ? '6' : '0', '-c', file], {
    cwd: rollcall.folder,
    env: { ...process.env, HOME: rollcall.folder },
  });
}

it.each(['udp', 'tcp', 'tls'] as const)(
  'registers over %s, and signs off when it quits',
  async (transport) => {
    const rollcall = await rollcallWith(NUMBER);
    const phone = await linphonec(rollcall, { transport });

    await eventually(async () => {
      const [registration, ...others] = await registrationsOf(rollcall, NUMBER);
      expect(registration?.registration).toBe('1');
      expect(registration?.agent).toMatch(/^Linphone/i);
      expect(secondsLeft(registration)).toBeGreaterThan(500);
      expect(others).toEqual([]);
    });

    phone.write('quit\n');

    await eventually(async () => {
      const [registration] = await registrationsOf(rollcall, NUMBER);
      expect(registration?.registration).toBe('-1');
      expect(registration?.agent).toMatch(/^Linphone/i);
    });
  },
);

it('is told that its presence is not taken, and stays registered', async () => {
  const rollcall = await rollcallWith(NUMBER);
  const phone = await linphonec(rollcall, { transport: 'udp', publish: true });

  await phone.printed(/SIP\/2\.0 489 Bad Event/);

  const [entry] = await rollcall.presence(NUMBER);
  expect(entry).toMatchObject({ status: 1, registration: [{ registration: '1' }] });
});
