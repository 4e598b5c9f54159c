import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Installation } from '../installation.ts';
import type { Program } from '../program.ts';
import { startClient } from './debian-program.ts';
import {
  eventually,
  PASSWORD,
  registrationsOf,
  rollcallWith,
  secondsLeft,
} from './rollcall-for-test.ts';

const NUMBER = '0003*210';

// No sound, no camera, no keyboard. `net_interface` is an address here, not the name of an interface.
const CONFIGURATION = `
poll_method epoll
sip_listen 127.0.0.1:0
net_interface 127.0.0.1
audio_player aubridge,nil
audio_source aubridge,nil
audio_alert aubridge,nil
module_path /usr/lib/baresip/modules
module g711.so
module aubridge.so
module_tmp uuid.so
module_tmp account.so
module_app menu.so
`;

/** Starts a telephone that refreshes every `seconds`. */
async function baresip(
  rollcall: Installation,
  { transport = 'udp', seconds = 600 }: { transport?: 'udp' | 'tcp'; seconds?: number },
): Promise<Program> {
  const folder = join(rollcall.folder, 'baresip');
  await mkdir(folder);
  await rollcall.write('baresip/config', CONFIGURATION);
  const account = `<sip:${NUMBER}@127.0.0.1:${rollcall.addresses.sipPort};transport=${transport}>`;
  const login = `auth_user=${NUMBER};auth_pass=${PASSWORD};regint=${seconds}`;
  await rollcall.write('baresip/accounts', `"Desk 210" ${account};${login}\n`);
  return startClient('baresip', ['-f', folder], { cwd: folder });
}

/** Resolves with the registration once the API shows it in this state. */
function untilRegistration(rollcall: Installation, state: string, withinSeconds?: number) {
  return eventually(async () => {
    const [registration, ...others] = await registrationsOf(rollcall, NUMBER);
    expect(registration?.registration).toBe(state);
    expect(others).toEqual([]);
    return registration;
  }, withinSeconds);
}

it.each(['udp', 'tcp'] as const)('registers over %s', async (transport) => {
  const rollcall = await rollcallWith(NUMBER);

  await baresip(rollcall, { transport });

  const registration = await untilRegistration(rollcall, '1');
  expect(registration?.agent).toMatch(/^baresip /);
  expect(secondsLeft(registration)).toBeGreaterThan(500);
  expect(secondsLeft(registration)).toBeLessThanOrEqual(600);
});

it('is not registered, and keeps its agent, after it took its registration back', async () => {
  const rollcall = await rollcallWith(NUMBER);
  const phone = await baresip(rollcall, {});
  await untilRegistration(rollcall, '1');

  // It unregisters on the way out.
  await phone.end('SIGTERM');

  const registration = await untilRegistration(rollcall, '-1');
  expect(registration?.agent).toMatch(/^baresip /);
  expect(secondsLeft(registration)).toBeLessThanOrEqual(0);
});

it('expires, and keeps its agent, when the telephone dies', async () => {
  const rollcall = await rollcallWith(NUMBER);
  const phone = await baresip(rollcall, { seconds: 20 });
  await untilRegistration(rollcall, '1');

  await phone.end('SIGKILL');

  const registration = await untilRegistration(rollcall, '-2', 40);
  expect(registration).toEqual({
    agent: expect.stringMatching(/^baresip /),
    registration: '-2',
  });
});
