import { X509Certificate } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** A certificate, with those between it and its root, and its private key, both in PEM form. */
export type Certificate = { readonly cert: string; readonly key: string };

type Telling = { clock: Clock; log: Pick<Log, 'info' | 'warn'> };

/**
 * Shows whatever certificate it is given, when that is another one than before, and tells of it. Nothing is shown and
 * nothing told where there is none.
 * @param setting where it was configured: `http.tls`
 */
export function createCertificateShow(
  setting: string,
  show: (certificate: Certificate) => void,
  telling: Telling,
): (next: Certificate | undefined) => void {
  let shown: Certificate | undefined;
  return (next) => {
    if (!next || (next.cert === shown?.cert && next.key === shown.key)) return;
    show(next);
    tellOfValidity(next, setting, telling);
    shown = next;
  };
}

/** Clients refuse a certificate outside of its time, and only a new one helps. */
function tellOfValidity({ cert }: Certificate, setting: string, { clock, log }: Telling): void {
  const { subject, validFrom, validTo } = new X509Certificate(cert);
  const fields = { setting, subject, validFrom, validTo };
  const nowMs = clock.now();
  if (nowMs > Date.parse(validTo)) {
    log.warn(fields, 'This certificate has expired. Put a new one and its key in their files.');
  } else if (nowMs < Date.parse(validFrom)) {
    log.warn(fields, "This certificate is not valid yet. Put it right, or this machine's clock.");
  } else {
    log.info(fields, 'This certificate is shown.');
  }
}
