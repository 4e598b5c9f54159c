import * as z from 'zod/mini';
import { accounts } from './accounts-schema.ts';
import { belongTogether, certificateFiles } from './certificate-files.ts';
import type { Files } from './files.ts';
import type { SecretReader } from './secret-text.ts';
import {
  extensionNumber,
  host,
  list,
  network,
  notYet,
  ORGANIZATION,
  oneOf,
  origin,
  pattern,
  personalName,
  port,
  type Reading,
  section,
  strongToken,
  text,
  wholeNumber,
} from './setting-values.ts';
import { NOT_YET, SIPS_PORT } from './settings.ts';
import { unifiedApi } from './unified-api-schema.ts';
import { webhooks } from './webhooks-schema.ts';

/** The reach of one listing of the API. */
const MOST_EXTENSIONS = 10_000;

/**
 * Everything that a configuration may hold, as text, and what it stands for. A secret never stands in a fault.
 * @param readSecret follows `env:NAME` and `file:PATH`
 * @param read reads certificates and their keys
 */
export function configurationSchema(readSecret: SecretReader, read: Files['read']) {
  const certificate = certificateFiles(read);
  return section({
    http: section({
      host,
      port,
      insecure: oneOf({ true: true, false: false }),
      trustedProxies: list(
        network,
        'is a list of addresses and networks, for example [10.0.0.0/8].',
      ),
      frameAncestors: list(origin, `is a list of origins, ${ORIGIN_EXAMPLE}`),
      corsOrigins: list(origin, `is a list of origins, ${ORIGIN_EXAMPLE}`),
      tls: z.optional(section(certificate).check(belongTogether)),
    }),
    sip: section({
      ...{ host, port, realm, digest },
      tls: z.optional(
        section({ port: z.prefault(port, SIPS_PORT), ...certificate }).check(belongTogether),
      ),
    }),
    dataDir: text((value) => ({ value })),
    source,
    fleet: wholeNumber(0, MOST_EXTENSIONS),
    adminToken: z.optional(text((given) => strongToken(readSecret(given)))),
    secret: z.optional(text((given) => strongSecret(readSecret(given)))),
    accounts: accounts(readSecret),
    extensions: list(extension(readSecret), 'is a list with an entry for each extension.'),
    extensionsFile: z.optional(text((value) => ({ value }))),
    webhooks: webhooks(readSecret),
    organizations,
    emptyAs: oneOf({ '200': 200, '204': 204 }),
    forgetAfterDays: wholeNumber(1, 3650),
    databaseUrl: notYet(NOT_YET.databaseUrl),
    kamailio: notYet(NOT_YET.kamailio),
    unifiedApi: unifiedApi(readSecret),
    metrics: notYet(NOT_YET.metrics),
  });
}

const ORIGIN_EXAMPLE = 'for example [https://portal.example.net].';

const realm = pattern(
  /^[^"\\\p{Cc}]{1,255}$/u,
  'is not a realm. Give a name without quotes, for example pbx.example.net.',
);

const digest = oneOf({ md5: 'md5', 'sha-256': 'sha-256', off: 'off' });

const source = text((given): Reading<'registrar' | 'unified-api'> => {
  if (given === 'kamailio') return { fault: NOT_YET.kamailio };
  return given === 'registrar' || given === 'unified-api'
    ? { value: given }
    : { fault: `${JSON.stringify(given)} is not a source. Give registrar or unified-api.` };
});

const organizations = z.record(z.string().check(z.regex(ORGANIZATION)), personalName, {
  error: ({ code }) =>
    code === 'invalid_key'
      ? 'is not an organization. Give its digits, for example "0003".'
      : 'is a list of names by organization, for example { "0003": Acme }.',
});

function extension(readSecret: SecretReader) {
  return section({
    number: extensionNumber,
    password: z.optional(text(readSecret)),
    name: z.optional(personalName),
    registration: z.optional(oneOf({ static: 'static' })),
  });
}

function strongSecret(reading: Reading<string>): Reading<string> {
  if ('fault' in reading || /^[\x21-\x7e]{32,}$/.test(reading.value)) return reading;
  return { fault: 'give at least 32 characters without blanks, the same to every service.' };
}
