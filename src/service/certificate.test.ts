import { expect, it } from 'vitest';
import { type Certificate, createCertificateShow } from './certificate.ts';
import { FakeClock } from './fake-clock.rig.ts';
import { FIRST, SECOND } from './test-certificates.rig.ts';

/** Shows certificates at a time; what was shown and what was said. They hold from 2020 to 2120. */
function showAt(now: string, ...certificates: readonly (Certificate | undefined)[]) {
  const shown: Certificate[] = [];
  const said: { level: string; fields: object; message: string }[] = [];
  const sayAs = (level: string) => (fields: object, message: string) =>
    void said.push({ level, fields, message });
  const show = createCertificateShow('http.tls', (certificate) => void shown.push(certificate), {
    clock: new FakeClock(Date.parse(now)),
    log: { info: sayAs('info'), warn: sayAs('warn') },
  });
  for (const certificate of certificates) show(certificate);
  return { shown, said };
}

const fields = {
  setting: 'http.tls',
  subject: 'CN=first.test',
  validFrom: 'Jan  1 00:00:00 2020 GMT',
  validTo: 'Jan  2 00:00:00 2120 GMT',
};

it('tells which certificate is shown, and until when it holds', () => {
  expect(showAt('2120-01-01T23:59:59Z', FIRST)).toEqual({
    shown: [FIRST],
    said: [{ level: 'info', fields, message: 'This certificate is shown.' }],
  });
});

it('shows one that has expired, and warns of it', () => {
  const message = 'This certificate has expired. Put a new one and its key in their files.';
  expect(showAt('2120-01-02T00:00:01Z', FIRST)).toEqual({
    shown: [FIRST],
    said: [{ level: 'warn', fields, message }],
  });
});

it('shows one that is not valid yet, and warns of it', () => {
  const message = "This certificate is not valid yet. Put it right, or this machine's clock.";
  expect(showAt('2019-12-31T23:59:59Z', FIRST)).toEqual({
    shown: [FIRST],
    said: [{ level: 'warn', fields, message }],
  });
});

it('does nothing when it is given the same again, or none', () => {
  const { shown, said } = showAt('2026-11-23', undefined, FIRST, { ...FIRST }, SECOND, undefined);
  expect(shown).toEqual([FIRST, SECOND]);
  expect(said).toHaveLength(2);
});
