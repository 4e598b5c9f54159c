import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Addresses, CERTIFICATES } from '../installation.ts';
import { startClient } from './debian-program.ts';
import {
  eventually,
  PASSWORD,
  registrationsOf,
  rollcallWith,
  secondsLeft,
} from './rollcall-for-test.ts';

const NUMBER = '0003*211';

type Transport = 'udp' | 'tcp' | 'tls';

/** A port of -1 is any that is free. Over TLS it trusts one certificate, and wants to find there the name that it asked for. */
function configuration(transport: Transport, { sipPort, sipTlsPort = '' }: Addresses): string {
  const registrar = transport === 'tls' ? `localhost:${sipTlsPort}` : `127.0.0.1:${sipPort}`;
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
reg_proxy=<sip:${registrar};transport=${transport}>
reg_identity="Desk 211" <sip:${NUMBER}@127.0.0.1>
reg_expires=600
reg_sendregister=1
publish=0

[auth_info_0]
username=${NUMBER}
passwd=${PASSWORD}
realm=pbx.example.net
`;
}

it.each(['udp', 'tcp', 'tls'] as const)(
  'registers over %s, and signs off when it quits',
  async (transport) => {
    const rollcall = await rollcallWith(NUMBER);
    const file = await rollcall.write('linphonerc', configuration(transport, rollcall.addresses));
    // Without a place for its database it starts no SIP at all.
    await mkdir(join(rollcall.folder, '.local/share/linphone'), { recursive: true });
    const phone = await startClient('linphonec', ['-c', file], {
      cwd: rollcall.folder,
      env: { ...process.env, HOME: rollcall.folder },
    });

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
