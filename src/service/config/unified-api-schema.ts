import * as z from 'zod/mini';
import { appId } from './accounts-schema.ts';
import type { SecretReader } from './secret-text.ts';
import { isLoopback, type Reading, section, text, wholeNumber } from './setting-values.ts';

const EVERY_SECONDS = '5';
const EXAMPLE = 'for example https://pbx.example.net.';

/** The upstream of the source unified-api, and the App that asks it. */
export function unifiedApi(readSecret: SecretReader) {
  return z.optional(
    section({
      baseUrl: text(baseUrl, `is missing. Give the address of the upstream, ${EXAMPLE}`),
      appId: appId('is missing. Give the Id of an App of the upstream.'),
      appSecret: text(
        (given) => appSecret(readSecret(given)),
        'is missing. Give the secret of the App.',
      ),
      everySeconds: z.prefault(wholeNumber(1, 3600), EVERY_SECONDS),
    }),
  );
}

/** The fault does not repeat the address: a password gets into it. */
function baseUrl(given: string): Reading<string> {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    return { fault: `is not an address. Give one that begins with https://, ${EXAMPLE}` };
  }
  if (url.username || url.password) {
    return { fault: 'holds a user name or a password. Leave them out: the App says who asks.' };
  }
  if (/[?#]/.test(given)) {
    return { fault: 'has something behind its path. Leave out what begins with ? or #.' };
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname.replace(/^\[|\]$/g, ''))) {
    return { fault: 'would let the secret of the App travel unencrypted. Give https://.' };
  }
  return { value: given };
}

function appSecret(reading: Reading<string>): Reading<string> {
  if ('fault' in reading || /^[^\p{Cc}]{1,500}$/u.test(reading.value)) return reading;
  return { fault: 'is no secret of an App. Give it on one line.' };
}
