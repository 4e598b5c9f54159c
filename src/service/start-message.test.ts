import { describe, expect, it } from 'vitest';
import { startMessage } from './start-message.ts';

const RUNNING = {
  url: 'http://127.0.0.1:8080',
  sip: { host: '127.0.0.1', udpPort: 5060, tcpPort: 5060, tlsPort: undefined },
  adminToken: 'a-token-of-16-or-more',
  fleetSize: 128,
  spare: { number: '0003*299', password: 'c0ffee' },
};
const CONFIGURED = { dataDir: 'data', extensions: [], unifiedApi: undefined };

describe('startMessage', () => {
  it('tells what to open, where to register, as whom, what is simulated and where the data is', () => {
    expect(startMessage(RUNNING, { ...CONFIGURED, dataDir: '/srv/rollcall' })).toBe(`
Rollcall is running. Open

  http://127.0.0.1:8080/#token=a-token-of-16-or-more

Telephones register at sip:127.0.0.1:5060, over UDP or TCP.
For one of your own: extension 0003*299, password c0ffee
Demonstration fleet: these telephones are simulated, their registrations are real SIP (128 extensions).
Data is in /srv/rollcall. Ctrl+C ends it.

`);
  });

  it('speaks of no fleet where there is none', () => {
    const extensions = [{ number: '0003*210', password: 'secret', static: false }];
    const real = { ...RUNNING, fleetSize: 0, spare: undefined };
    const message = startMessage(real, { ...CONFIGURED, extensions });
    expect(message).not.toMatch(/fleet|simulated|password|no extensions/);
  });

  it('says what is missing when there is no extension at all', () => {
    const empty = { ...RUNNING, fleetSize: 0, spare: undefined };
    expect(startMessage(empty, CONFIGURED)).toContain(
      'There are no extensions yet: rollcall.example.yaml shows how to give some.\n',
    );
  });

  it('writes an IPv6 address as an address of SIP', () => {
    const sip = { host: '::1', udpPort: 5070, tcpPort: 5070, tlsPort: 5071 };
    const message = startMessage({ ...RUNNING, sip }, CONFIGURED);
    expect(message).toContain('sip:[::1]:5070,');
    expect(message).toContain('sips:[::1]:5071,');
  });

  it('says where telephones register over TLS, where they can', () => {
    const sip = { ...RUNNING.sip, tlsPort: 5061 };
    expect(startMessage({ ...RUNNING, sip }, CONFIGURED)).toContain(
      '\nTelephones register at sip:127.0.0.1:5060, over UDP or TCP, and at sips:127.0.0.1:5061, over TLS.\n',
    );
  });

  it('says whom registrations come from where no telephone registers here', () => {
    const upstream = { ...RUNNING, sip: undefined, fleetSize: 0, spare: undefined };
    const unifiedApi = {
      ...{ baseUrl: 'https://pbx.example.net/api', appId: 'my-app', appSecret: 'secret' },
      everySeconds: 5,
    };
    const message = startMessage(upstream, { ...CONFIGURED, unifiedApi });
    expect(message).toContain(
      '\nRegistrations come from pbx.example.net, which is asked for them.\n',
    );
    expect(message).not.toMatch(/sip:|no extensions|secret/);
  });
});
