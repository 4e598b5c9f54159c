import { expect, it } from 'vitest';
import { tellOfValidity } from './certificate.ts';
import { FakeClock } from './fake-clock.ts';
import { FIRST } from './test-certificates.ts';

/** What is said of a certificate for 2020 to 2120. */
function saidAt(now: string) {
  const said: { level: string; fields: object; message: string }[] = [];
  const sayAs = (level: string) => (fields: object, message: string) =>
    void said.push({ level, fields, message });
  const log = { info: sayAs('info'), warn: sayAs('warn') };
  tellOfValidity(FIRST, 'http.tls', { clock: new FakeClock(Date.parse(now)), log });
  return said;
}

const fields = {
  setting: 'http.tls',
  subject: 'CN=first.test',
  validFrom: 'Jan  1 00:00:00 2020 GMT',
  validTo: 'Jan  2 00:00:00 2120 GMT',
};

it('tells which certificate is served, and until when it holds', () => {
  expect(saidAt('2120-01-01T23:59:59Z')).toEqual([
    { level: 'info', fields, message: 'This certificate is served.' },
  ]);
});

it('warns of one that has expired', () => {
  expect(saidAt('2120-01-02T00:00:01Z')).toEqual([
    {
      level: 'warn',
      fields,
      message: 'This certificate has expired. Put a new one and its key in their files.',
    },
  ]);
});

it('warns of one that is not valid yet', () => {
  expect(saidAt('2019-12-31T23:59:59Z')).toEqual([
    {
      level: 'warn',
      fields,
      message: "This certificate is not valid yet. Put it right, or this machine's clock.",
    },
  ]);
});
