import * as z from 'zod/mini';
import type { SecretReader } from './secret-text.ts';
import {
  host,
  notYet,
  oneOf,
  pattern,
  port,
  type Reading,
  section,
  text,
  wholeNumber,
} from './setting-values.ts';
import { NOT_YET } from './settings.ts';

/** The reach of one listing of the API. */
const MOST_EXTENSIONS = 10_000;

const NUMBER_FORM = 'Give organization*extension in digits, for example 0003*210.';

/**
 * Everything that a configuration may hold, as text, and what it stands for. A secret never stands in a fault.
 * @param readSecret follows `env:NAME` and `file:PATH`
 */
export function configurationSchema(readSecret: SecretReader) {
  return section({
    http: section({
      host,
      port,
      insecure: oneOf({ true: true, false: false }),
      tls: notYet(NOT_YET.tls),
    }),
    sip: section({ host, port, realm, digest, tls: notYet(NOT_YET.sipTls) }),
    dataDir: text((value) => ({ value })),
    source,
    fleet: wholeNumber(0, MOST_EXTENSIONS),
    adminToken: z.optional(text((given) => strongToken(readSecret(given)))),
    extensions: z.array(extension(readSecret), 'is a list with an entry for each extension.'),
    extensionsFile: z.optional(text((value) => ({ value }))),
    organizations,
    emptyAs: oneOf({ '200': 200, '204': 204 }),
    forgetAfterDays: wholeNumber(1, 3650),
    databaseUrl: notYet(NOT_YET.databaseUrl),
    accounts: notYet(NOT_YET.accounts),
    kamailio: notYet(NOT_YET.kamailio),
    unifiedApi: notYet(NOT_YET.unifiedApi),
    metrics: notYet(NOT_YET.metrics),
  });
}

const realm = pattern(
  /^[^"\\\p{Cc}]{1,255}$/u,
  'is not a realm. Give a name without quotes, for example pbx.example.net.',
);

const digest = oneOf({ md5: 'md5', 'sha-256': 'sha-256', off: 'off' });

const source = text((given): Reading<'registrar'> => {
  if (given === 'kamailio') return { fault: NOT_YET.kamailio };
  if (given === 'unified-api') return { fault: NOT_YET.unifiedApi };
  return given === 'registrar'
    ? { value: given }
    : { fault: `${JSON.stringify(given)} is not a source. Give registrar.` };
});

const personalName = pattern(
  /^\P{Cc}{1,120}$/u,
  'is not a name. Give 1 to 120 characters on one line.',
);

const organizations = z.record(z.string().check(z.regex(/^\d{1,32}$/)), personalName, {
  error: ({ code }) =>
    code === 'invalid_key'
      ? 'is not an organization. Give its digits, for example "0003".'
      : 'is a list of names by organization, for example { "0003": Acme }.',
});

function extension(readSecret: SecretReader) {
  return section({
    number: pattern(
      /^\d{1,32}\*\d{1,32}$/,
      `is not an extension. ${NUMBER_FORM}`,
      `is missing. ${NUMBER_FORM}`,
    ),
    password: z.optional(text(readSecret)),
    name: z.optional(personalName),
    registration: z.optional(oneOf({ static: 'static' })),
  });
}

function strongToken(reading: Reading<string>): Reading<string> {
  if ('fault' in reading || /^[A-Za-z0-9_.-]{16,}$/.test(reading.value)) return reading;
  return { fault: 'give at least 16 letters, digits, "_", "." or "-".' };
}
