import * as z from 'zod/mini';

/**
 * Registration of one device, UnifiedAPI v3 "Presence Resource":
 * 1 registered, 2 no registration necessary, -1 not registered, -2 registration expired, 0 unknown.
 */
export const REGISTRATION_CODES = ['1', '2', '-1', '-2', '0'] as const;
export type RegistrationCode = (typeof REGISTRATION_CODES)[number];

/** Presence of an extension: 0 unknown, 1 online, 2 ringing, 3 busy. */
export const STATUS_CODES = [0, 1, 2, 3] as const;
export type StatusCode = (typeof STATUS_CODES)[number];

const UTC_SECONDS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** What the service sends: exact, and nothing besides. */
export const registrationSchema = z.strictObject({
  agent: z.string(),
  registration: z.enum(REGISTRATION_CODES),
  expire: z.optional(z.string().check(z.regex(UTC_SECONDS))),
});
export const entrySchema = z.strictObject({
  extension: z.optional(z.string()),
  status: z.optional(z.literal(STATUS_CODES)),
  registration: z.optional(z.array(registrationSchema)),
});
const wholeNumber = z.int().check(z.minimum(0));
export const collectionSchema = z.strictObject({
  startIndex: wholeNumber,
  totalResults: wholeNumber,
  itemsPerPage: wholeNumber,
  filtered: z.boolean(),
  sorted: z.boolean(),
  entry: z.array(entrySchema),
});
/** The root is an array that holds one collection (UnifiedAPI v5, "Presence Service"). */
export const presenceSchema = z.tuple([collectionSchema]);

export type PresenceRegistration = z.infer<typeof registrationSchema>;
export type PresenceEntry = z.infer<typeof entrySchema>;
export type PresenceCollection = z.infer<typeof collectionSchema>;

const tolerantText = z.catch(
  z.pipe(
    z.union([z.string(), z.number()]),
    z.transform((value) => String(value)),
  ),
  '',
);
const tolerantCode = z.pipe(
  tolerantText,
  z.transform((text): RegistrationCode => REGISTRATION_CODES.find((code) => code === text) ?? '0'),
);
const tolerantStatus = z.pipe(
  tolerantText,
  z.transform((text): StatusCode => STATUS_CODES.find((code) => String(code) === text) ?? 0),
);
const tolerantNumber = z.pipe(
  z.pipe(z.union([z.number(), z.string().check(z.regex(/^\d+$/))]), z.transform(Number)),
  wholeNumber,
);
const tolerantFlag = z.catch(
  z.pipe(
    z.union([z.boolean(), z.number(), z.string()]),
    z.transform((value) => value === true || String(value) === 'true' || String(value) === '1'),
  ),
  false,
);

/** An instant with any offset, as `YYYY-MM-DDThh:mm:ssZ`; undefined for what is no instant of the years 0 to 9999. */
function toUtcSeconds(text: string): string | undefined {
  // The API's times are UTC. Without an offset `Date.parse` would take the reader's own time zone.
  const hasOffset = /(Z|[+-]\d{2}:?\d{2})$/i.test(text);
  const ms = Date.parse(hasOffset ? text : `${text}Z`);
  if (Number.isNaN(ms)) return undefined;
  const utc = `${new Date(ms).toISOString().slice(0, 19)}Z`;
  return UTC_SECONDS.test(utc) ? utc : undefined;
}

const tolerantRegistration = z.pipe(
  z.object({
    agent: tolerantText,
    registration: tolerantCode,
    expire: tolerantText,
  }),
  z.transform(({ agent, registration, expire }): PresenceRegistration => {
    const utc = toUtcSeconds(expire);
    return utc === undefined ? { agent, registration } : { agent, registration, expire: utc };
  }),
);
const tolerantEntry = z.object({
  extension: z.optional(
    z.pipe(
      z.union([z.string(), z.number()]),
      z.transform((value) => String(value)),
    ),
  ),
  status: z.optional(tolerantStatus),
  registration: z.optional(
    z.pipe(
      z.nullable(z.array(tolerantRegistration)),
      z.transform((list) => list ?? []),
    ),
  ),
});
const tolerantCollection = z.pipe(
  z
    .object({
      startIndex: z.optional(tolerantNumber),
      totalResults: z.optional(tolerantNumber),
      itemsPerPage: z.optional(tolerantNumber),
      filtered: tolerantFlag,
      sorted: tolerantFlag,
      entry: z.optional(z.nullable(z.array(tolerantEntry))),
    })
    // An error's body sent with 200 has neither. Read as an empty collection it would look like a healthy, empty board.
    .check(
      z.refine(({ entry, totalResults }) => entry !== undefined || totalResults !== undefined),
    ),
  z.transform(({ startIndex = 0, totalResults, itemsPerPage, entry: list, ...flags }) => {
    const entry = list ?? [];
    return {
      startIndex,
      totalResults: totalResults ?? startIndex + entry.length,
      itemsPerPage: itemsPerPage ?? entry.length,
      ...flags,
      entry,
    };
  }),
);
const tolerantPresence = z.union([
  tolerantCollection,
  z.pipe(
    z.array(tolerantCollection).check(z.minLength(1)),
    z.transform((list) => list[0]),
  ),
]);

/**
 * Reads what a real Presence Service may send (uapi-presence.md, "What the dashboard must tolerate"):
 * the root as array or bare object, numbers as strings, `expire` with an offset, unknown codes (as 0, unknown).
 * Returns the exact shape; throws an Error that says what is wrong when it is no collection at all.
 */
export function parsePresence(json: unknown): PresenceCollection {
  const parsed = tolerantPresence.safeParse(json);
  if (!parsed.success || parsed.data === undefined) {
    throw new Error('The answer is not a presence collection.');
  }
  return parsed.data;
}

const collectionAsSent = z.object({ entry: z.array(z.unknown()) });
const presenceAsSent = z.union([
  collectionAsSent,
  z.pipe(
    z.array(collectionAsSent),
    z.transform((list) => list[0]),
  ),
]);

/** The entries of what `parsePresence` reads, in the same order, with whatever the service put into them. */
export function entriesAsSent(json: unknown): readonly unknown[] {
  return presenceAsSent.safeParse(json).data?.entry ?? [];
}
