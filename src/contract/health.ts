import * as z from 'zod/mini';

export const SOURCE_KINDS = ['registrar', 'kamailio', 'unified-api'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/**
 * Why something that the service depends on cannot be reached, for programs: only the service can tell, since to a
 * browser all of these are one. `other` is whatever is none of them.
 */
export const CONNECTION_FAULTS = [
  'refused',
  'name-not-found',
  'no-route',
  'timed-out',
  'tls',
  'unauthorized',
  'bad-answer',
  'other',
] as const;
export type ConnectionFaultReason = (typeof CONNECTION_FAULTS)[number];

/**
 * `GET /health`: no sign-in, no secret. `status` is `stale` while the source does not answer (HTTP 503), and `degraded`
 * while registrations cannot be stored: the answers are right, a restart would lose what they tell.
 * `asOf` is when the source last answered and `since` when its present state began (while one that is asked does not
 * answer: when it last did), both UTC; `reason` and `error` say why it does not answer, both null while it does.
 * `storage` says why, and since when, registrations are kept in memory only; both null while all are stored.
 * `fleet` counts the simulated extensions, 0 when all telephones are real.
 * `configuration` lists the faults of a configuration file that was changed and refused, to a signed-in administrator;
 * anybody else is told in one line how many there are.
 */
export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded', 'stale']),
  source: z.object({
    kind: z.enum(SOURCE_KINDS),
    asOf: z.nullable(z.string()),
    since: z.nullable(z.string()),
    reason: z.nullable(z.enum(CONNECTION_FAULTS)),
    error: z.nullable(z.string()),
  }),
  storage: z.object({
    error: z.nullable(z.string()),
    since: z.nullable(z.string()),
  }),
  fleet: z.number(),
  version: z.string(),
  configuration: z.object({ faults: z.array(z.string()) }),
});
export type Health = z.infer<typeof healthSchema>;
