import { readFileSync } from 'node:fs';
import type { Certificate } from './certificate.ts';

/**
 * For tests: two certificates for 127.0.0.1 and localhost that sign themselves, with keys that guard nothing. They hold
 * from 2020 to 2120, so that no test depends on its date or on a program that makes certificates. Made with:
 *
 *     faketime 2020-01-01 openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36525 \
 *       -subj /CN=first.test -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout first.key -out first.crt
 */
export const FIRST = certificate('first');
export const SECOND = certificate('second');

function certificate(name: string): Certificate {
  const read = (file: string) =>
    readFileSync(new URL(`test-certificates/${file}`, import.meta.url), 'utf8');
  return { cert: read(`${name}.crt`), key: read(`${name}.key`) };
}
