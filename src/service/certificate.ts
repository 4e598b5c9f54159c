import { X509Certificate } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** A certificate, with those between it and its root, and its private key, both in PEM form. */
export type Certificate = { readonly cert: string; readonly key: string };

/**
 * Tells until when a certificate holds, and warns when it does not: clients refuse it then, and only a new one helps.
 * @param setting where it was configured: `http.tls`
 */
export function tellOfValidity(
  { cert }: Certificate,
  setting: string,
  { clock, log }: { clock: Clock; log: Pick<Log, 'info' | 'warn'> },
): void {
  const { subject, validFrom, validTo } = new X509Certificate(cert);
  const fields = { setting, subject, validFrom, validTo };
  const nowMs = clock.now();
  if (nowMs > Date.parse(validTo)) {
    log.warn(fields, 'This certificate has expired. Put a new one and its key in their files.');
  } else if (nowMs < Date.parse(validFrom)) {
    log.warn(fields, "This certificate is not valid yet. Put it right, or this machine's clock.");
  } else {
    log.info(fields, 'This certificate is served.');
  }
}
