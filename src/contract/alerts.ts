import * as z from 'zod/mini';

/**
 * Acknowledged: somebody knows of this loss; it ends when its subject is back. Muted: nobody wants to hear of it until
 * a time, or until it is taken back.
 */
export const SILENCE_KINDS = ['acknowledgement', 'mute'] as const;
export type SilenceKind = (typeof SILENCE_KINDS)[number];

/** What can be silenced: an extended number, an organization's prefix, or an agent by the name of its model. */
export const SUBJECT_KINDS = ['extension', 'organization', 'agent'] as const;

/** The longest text that names a subject; agents are named in a few words. */
export const SUBJECT_LIMIT = 120;

const kind = z.enum(SILENCE_KINDS);
const subject = z.object({
  kind: z.enum(SUBJECT_KINDS),
  value: z.string().check(z.trim(), z.minLength(1), z.maxLength(SUBJECT_LIMIT)),
});
export type Subject = z.infer<typeof subject>;

/**
 * `POST /alerts`: silences a subject for every board that sees it. `until` is UTC, `YYYY-MM-DDThh:mm:ssZ`, at most 31
 * days ahead; null is until it is back (an acknowledgement) or until somebody takes it back (a mute).
 */
export const newSilenceSchema = z.object({ kind, subject, until: z.nullable(z.string()) });
export type NewSilence = z.infer<typeof newSilenceSchema>;

/** A silence that holds. `account` is who made it. Times are UTC, `YYYY-MM-DDThh:mm:ssZ`. */
export const silenceSchema = z.object({
  id: z.string(),
  kind,
  subject,
  until: z.nullable(z.string()),
  account: z.object({ id: z.number(), name: z.string() }),
  createdAt: z.string(),
});
export type Silence = z.infer<typeof silenceSchema>;

/**
 * `GET /alerts`: the silences that hold for the caller, the newest first, and how many webhooks there are that the
 * caller may try (`POST /alerts/test`).
 */
export const alertsSchema = z.object({ silences: z.array(silenceSchema), webhooks: z.number() });
export type Alerts = z.infer<typeof alertsSchema>;

/**
 * `POST /alerts/test`: what became of a message to each of the caller's webhooks, which are told by their host alone.
 * `status` is what was answered, null when nothing was; `error` says why it failed, for a person, null when it did not.
 */
export const webhookTestSchema = z.object({
  deliveries: z.array(
    z.object({
      host: z.string(),
      status: z.nullable(z.number()),
      error: z.nullable(z.string()),
    }),
  ),
});
export type WebhookTest = z.infer<typeof webhookTestSchema>;

/** What a message of a webhook is about. A message of a recovery carries the `id` of the loss that it ends. */
export const WEBHOOK_KINDS = ['loss', 'recovery', 'test'] as const;

/**
 * The body of a webhook: one message for all that was lost, or came back, together. `text` is the whole of it in a
 * sentence, under the name that Slack and its like show. `shared` is what the lost have in common, as far as the data
 * show it; '' where they do not. `organizations` are their prefixes. Signed in the header `X-Rollcall-Signature`.
 */
export const webhookMessageSchema = z.object({
  id: z.string(),
  kind: z.enum(WEBHOOK_KINDS),
  text: z.string(),
  /** When the first was lost, or came back. */
  since: z.string(),
  extensions: z.array(z.object({ extension: z.string(), name: z.string() })),
  /** How many there are; `extensions` lists the first of them when there are very many. */
  count: z.number(),
  organizations: z.array(z.string()),
  shared: z.string(),
});
export type WebhookMessage = z.infer<typeof webhookMessageSchema>;
