import * as z from 'zod/mini';
import type { SecretReader } from './secret-text.ts';
import { list, organization, type Reading, section, text } from './setting-values.ts';

/** A person sets up a handful. Each is told of every loss, and watched for every return. */
const MOST_WEBHOOKS = 10;

/** The webhooks of a configuration. */
export function webhooks(readSecret: SecretReader) {
  const webhook = section({
    url: text((given) => address(readSecret(given)), 'is missing. Give the address to post to.'),
    secret: text(
      (given) => signingSecret(readSecret(given)),
      `is missing. Messages are signed with it. Give ${SECRET_FORM}.`,
    ),
    organization: z.optional(organization),
  });
  return list(webhook, 'is a list with an entry for each webhook.').check(
    z.maxLength(MOST_WEBHOOKS, `holds too many. Give ${MOST_WEBHOOKS} at most.`),
  );
}

const SECRET_FORM = 'at least 16 characters without blanks';

/** The fault never shows the address, which often is a secret. */
function address(reading: Reading<string>): Reading<string> {
  if ('fault' in reading) return reading;
  const url = URL.canParse(reading.value) ? new URL(reading.value) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    return { fault: 'is not an address. Give one that begins with https:// or http://.' };
  }
  return url.username || url.password
    ? {
        fault:
          'holds a user name or a password. Give an address without; the signature says who posts.',
      }
    : reading;
}

function signingSecret(reading: Reading<string>): Reading<string> {
  if ('fault' in reading || /^[\x21-\x7e]{16,}$/.test(reading.value)) return reading;
  return { fault: `give ${SECRET_FORM}.` };
}
