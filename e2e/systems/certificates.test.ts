import { once } from 'node:events';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { expect, it } from 'vitest';
import { CERTIFICATES, type Installation } from '../installation.ts';
import { eventually, installForTest } from './rollcall-for-test.ts';

/** Puts a file where the configuration says that it is. */
function replace({ folder }: Installation, file: 'a.crt' | 'a.key', by: string): Promise<void> {
  return copyFile(by, join(folder, file));
}

/** The common names in the certificates that HTTP and SIP show. */
async function shownBy({ addresses }: Installation): Promise<string[]> {
  const { httpPort, sipTlsPort } = addresses;
  return Promise.all([shownAt(Number(httpPort)), shownAt(Number(sipTlsPort))]);
}

/** Which one it is, is asked, and not whether it is right. */
async function shownAt(port: number): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const { CN } = socket.getPeerCertificate().subject;
  socket.destroy();
  return String(CN);
}

it('shows a certificate that was renewed while it runs, once its key is there, too', async () => {
  const tls = { cert: 'a.crt', key: 'a.key' };
  const rollcall = await installForTest({ http: { tls }, sip: { tls: { port: 0, ...tls } } });
  await replace(rollcall, 'a.crt', CERTIFICATES.first.cert);
  await replace(rollcall, 'a.key', CERTIFICATES.first.key);
  await rollcall.start();
  expect(await shownBy(rollcall)).toEqual(['first.test', 'first.test']);

  await replace(rollcall, 'a.crt', CERTIFICATES.second.cert);
  await eventually(async () =>
    expect(rollcall.output).toContain('http.tls.key: does not belong to the certificate.'),
  );
  expect(await shownBy(rollcall)).toEqual(['first.test', 'first.test']);

  await replace(rollcall, 'a.key', CERTIFICATES.second.key);
  await eventually(async () =>
    expect(await shownBy(rollcall)).toEqual(['second.test', 'second.test']),
  );
});
