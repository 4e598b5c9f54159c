import { once } from 'node:events';
import { connect } from 'node:tls';
import { expect, it } from 'vitest';
import { openTcp } from '../../sip/tcp-transport.ts';
import { openTls } from '../../sip/tls-transport.ts';
import { openUdp } from '../../sip/udp-transport.ts';
import { FIRST, SECOND } from '../../test-certificates.rig.ts';
import { createBench, startBench } from './test-bench.rig.ts';
import { TestPhone } from './test-phone.rig.ts';

it('listens for TLS on a port of its own, when it is asked to', async () => {
  const { registrar, logged } = await startBench({ tls: { port: 5061, ...FIRST } });
  const ports = { udpPort: 5060, tcpPort: 5060, tlsPort: 5061 };
  expect(registrar.addresses).toMatchObject(ports);
  expect(logged[0]).toMatch(/^The registrar listens for SIP over UDP, TCP and TLS\. /);
  expect((await startBench()).registrar.addresses.tlsPort).toBe(undefined);
});

it('says what to do when the TLS port is taken, and leaves the others free', async () => {
  const bench = createBench({ tls: { port: 5061, ...FIRST } });
  bench.network.occupy('TLS', 5061);
  await expect(bench.registrar.start()).rejects.toThrow(
    'The SIP port 127.0.0.1:5061 (tls) is taken by another program. Stop that one, or choose another port with sip.tls.port; 0 picks a free one.',
  );
  await expect(startBench({ network: bench.network })).resolves.toBeDefined();
});

it('answers a sips: URI over the TLS connection that asked, and changes its certificate', async () => {
  const bench = await startBench({
    openers: { openUdp, openTcp, openTls },
    port: 0,
    tls: { port: 0, ...FIRST },
  });
  const dial = async ({ cert: ca }: typeof FIRST) => {
    const socket = connect({
      ...{ host: '127.0.0.1', port: bench.registrar.addresses.tlsPort, ca },
    });
    await once(socket, 'secureConnect');
    return socket;
  };
  const phone = await dial(FIRST);
  bench.registrar.changeCertificate(SECOND);
  (await dial(SECOND)).destroy();

  const contact = '<sips:210@192.0.2.10:5061>';
  const register = {
    expires: 60,
    agent: 'Phone/1',
    uri: 'sips:rollcall.example',
    contacts: [contact],
  };
  const to = '<sips:0003*210@rollcall.example>';
  phone.write(new TestPhone(bench, { protocol: 'TLS' }).write({ ...register, to }));
  await expect.poll(() => bench.clock.waiting, { timeout: 30_000 }).toBe(2);
  const answered = once(phone, 'data');
  bench.clock.advance(0);
  const [answer] = await answered;
  expect(String(answer)).toMatch(/^SIP\/2\.0 200 OK\r\nVia: SIP\/2\.0\/TLS /);
  expect(String(answer)).toContain(`Contact: ${contact};expires=60\r\n`);
  expect(bench.told).toEqual([
    'registered 0003*210 sips:210@192.0.2.10:5061 (Phone/1) until 14:31:00',
  ]);
  await bench.registrar.close();
});
