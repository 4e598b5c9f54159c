import * as z from 'zod/mini';

/**
 * What a change is about.
 * - `registered`: a device is registered that was not. `unregistered`: one took its registration back, or the source
 *   removed it. `expired`: the time of one ran out. `refreshed-late`: one refreshed after its own rhythm was missed.
 *   `agent-changed`: one says that it is another, after a new firmware for instance. `forgotten`: one that ended long
 *   ago is not listed any more, or the source does not know of it any more.
 * - `presence-changed`: the calls of the extension.
 * - `added`, `removed`, `configured`: the extension exists, exists no more, or now needs a registration or none.
 * - `source-stale`, `source-back`: the source stopped answering, or answers again; of no extension.
 */
export const CHANGE_KINDS = [
  'registered',
  'refreshed-late',
  'unregistered',
  'expired',
  'agent-changed',
  'forgotten',
  'presence-changed',
  'added',
  'removed',
  'configured',
  'source-stale',
  'source-back',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What the journal knows an extension as: the board's conditions, but for those that only the board's clock tells. */
export const JOURNAL_CONDITIONS = [
  'expired',
  'not-registered',
  'unknown',
  'ringing',
  'busy',
  'registered',
  'static',
] as const;
export type JournalCondition = (typeof JOURNAL_CONDITIONS)[number];

const condition = z.nullable(z.enum(JOURNAL_CONDITIONS));
const wholeNumber = z.int().check(z.minimum(0));

/**
 * One change. `at` is when it happened, UTC, `YYYY-MM-DDThh:mm:ssZ`; an expiry's is its own, however late it was
 * noticed. `from` and `to` are the condition of the whole extension before and after, the same where the change made
 * no other of it (one of two devices expired); null while it does not exist. The states of an extension over a day are
 * the `to` of its changes, one after the other.
 */
export const changeSchema = z.object({
  at: z.string(),
  kind: z.enum(CHANGE_KINDS),
  /** The extended number; null for the source. */
  extension: z.nullable(z.string()),
  /** The SIP User-Agent of the device, raw; '' where there is none, or the change is of no device. */
  agent: z.string(),
  from: condition,
  to: condition,
  /** Of `agent-changed`: what the agent was. */
  agentBefore: z.optional(z.string()),
  /** Of `refreshed-late`: for how many seconds the device had been late. */
  lateSeconds: z.optional(wholeNumber),
});
export type Change = z.infer<typeof changeSchema>;

/**
 * Why something is missing: the service was not running; the source did not answer, so that nothing is known of the
 * time; or the disk took nothing, and so many changes are lost.
 */
export const GAP_KINDS = ['not-running', 'source-stale', 'not-stored'] as const;
export type GapKind = (typeof GAP_KINDS)[number];

/** A time of which the journal does not know all, as far as it was asked for. `to` is null while it goes on. `lost` counts changes that were dropped. */
export const gapSchema = z.object({
  kind: z.enum(GAP_KINDS),
  from: z.string(),
  to: z.nullable(z.string()),
  lost: wholeNumber,
});
export type Gap = z.infer<typeof gapSchema>;

/** An extension's condition at the time that an answer begins with; null when it did not exist, or nobody knows. */
export const startSchema = z.object({ extension: z.string(), condition });

/**
 * `GET /journal/changes`: one page of them. `next` is the `cursor` of the following page, null on the last one.
 * `start` tells the condition at `since` of each extension that was asked for by its number, and is empty otherwise.
 * `gaps` are those between `since` and `until`.
 */
export const changesSchema = z.object({
  since: z.string(),
  until: z.string(),
  changes: z.array(changeSchema),
  next: z.nullable(z.string()),
  start: z.array(startSchema),
  gaps: z.array(gapSchema),
});
export type Changes = z.infer<typeof changesSchema>;

/** What extensions are counted as. As on the board some overlap: who is busy, ringing or late is registered too. */
export const COUNTED_STATES = [
  'total',
  'registered',
  'busy',
  'ringing',
  'late',
  'expired',
  'notRegistered',
  'unknown',
  'static',
] as const;
export type CountedState = (typeof COUNTED_STATES)[number];

const count = z.number().check(z.minimum(0));
/**
 * How many extensions there were of each state, on average over the minutes of a step: whole numbers where a step is
 * one minute. `lowest` is how many were registered in the minute with the fewest: an hour's average hides a short loss.
 * By agent there is none, where several organizations are summed up.
 */
export const countsItemSchema = z.object({
  total: count,
  registered: count,
  busy: count,
  ringing: count,
  late: count,
  expired: count,
  notRegistered: count,
  unknown: count,
  static: count,
  lowest: z.optional(count),
  /** By organization: its prefix, '' for numbers without one. */
  organization: z.optional(z.string()),
  /** By agent: what the devices are, as the board names them. Each extension counts once, by the device it is read from. */
  vendor: z.optional(z.string()),
  agent: z.optional(z.string()),
  version: z.optional(z.string()),
});
export type CountsItem = z.infer<typeof countsItemSchema>;

/** One step: from `at`, as long as the answer's `step`. `counts` is null where nothing was counted: a gap, not a zero. */
export const countsStepSchema = z.object({
  at: z.string(),
  /** How many minutes of the step were counted. */
  minutes: wholeNumber,
  counts: z.nullable(z.array(countsItemSchema)),
});
export type CountsStep = z.infer<typeof countsStepSchema>;

export const COUNTS_BY = ['condition', 'organization', 'agent'] as const;
export type CountsBy = (typeof COUNTS_BY)[number];

/**
 * `GET /journal/counts`: every step between `from` and `to`, the oldest first, also those without a count. `step` is in
 * seconds. By condition a step has one item; by organization or agent one for each.
 */
export const journalCountsSchema = z.object({
  from: z.string(),
  to: z.string(),
  step: wholeNumber,
  by: z.enum(COUNTS_BY),
  steps: z.array(countsStepSchema),
  gaps: z.array(gapSchema),
});
export type JournalCounts = z.infer<typeof journalCountsSchema>;

/** How long each is kept, in days. */
export const RETENTION_DAYS = { changes: 30, minutes: 7, hours: 90 } as const;
