import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import * as z from 'zod/mini';
import type { Certificate } from '../certificate.ts';
import type { Files } from './files.ts';
import { type Reading, text } from './setting-values.ts';

type Pem = {
  is: string;
  missing: string;
  /** Throws when the text is none. */
  parse(content: string): unknown;
};

const CERTIFICATE: Pem = {
  is: 'a certificate in PEM form',
  missing:
    'is missing. TLS needs a certificate beside its key. Give the path of its file (--tls-cert for HTTP).',
  parse: (content) => new X509Certificate(content),
};

const KEY: Pem = {
  is: 'a private key in PEM form, without a passphrase',
  missing:
    'is missing. TLS needs the private key of its certificate. Give the path of its file (--tls-key for HTTP).',
  parse: (content) => createPrivateKey(content),
};

/** The keys `cert` and `key`: two paths, and what the files hold. A key never stands in a fault. */
export function certificateFiles(read: Files['read']) {
  return { cert: pemFile(CERTIFICATE, read), key: pemFile(KEY, read) };
}

/** Whether a certificate and a key belong together and serve for TLS, as one that is half replaced does not. */
export const belongTogether = z.check<Certificate>(({ value, issues }) => {
  const { cert, key } = value;
  if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    const message =
      'does not belong to the certificate. Give the key that it was made with; of several certificates in the file, the first must be its own.';
    issues.push({ code: 'custom', message, path: ['key'], input: value });
    return;
  }
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    const message = `cannot serve for TLS: ${error instanceof Error ? error.message : error}.`;
    issues.push({ code: 'custom', message, path: ['cert'], input: value });
  }
});

function pemFile(pem: Pem, read: Files['read']) {
  return text((path): Reading<string> => {
    // Somebody may have put the key itself here.
    if (/-----|\n/.test(path))
      return { fault: `is not a path. Give that of a file with ${pem.is}.` };
    const says = (what: string) => ({ fault: `names the file ${path}, which ${what}` });
    try {
      const value = read(path);
      if (value === undefined) return says(`is not there. Give the path of ${pem.is}.`);
      return parses(pem, value) ? { value } : says(`does not hold ${pem.is}.`);
    } catch (error) {
      return says(error instanceof Error ? error.message : 'cannot be read.');
    }
  }, pem.missing);
}

function parses({ parse }: Pem, content: string): boolean {
  try {
    parse(content);
    return true;
  } catch {
    return false;
  }
}
