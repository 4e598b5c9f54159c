import { Hono } from 'hono';
import {
  type Alerts,
  type NewSilence,
  newSilenceSchema,
  SILENCE_KINDS,
  type Silence,
  SUBJECT_KINDS,
  SUBJECT_LIMIT,
  type Subject,
  type WebhookTest,
} from '../../contract/alerts.ts';
import { ApiError, TooManyRequests } from '../../contract/errors.ts';
import { PATHS } from '../../contract/paths.ts';
import { toApiInstant } from '../../presence/extension.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import { reachOf } from '../accounts/reach.ts';
import { isInSight } from '../alerts/silence-reach.ts';
import type { KeptSilence } from '../alerts/silence-table.ts';
import type { Silences } from '../alerts/silences.ts';
import type { Webhooks } from '../alerts/webhooks.ts';
import type { Clock } from '../clock.ts';
import type { Directory } from '../directory/directory.ts';
import type { Scope } from '../directory/scope.ts';
import { createTryLimit } from '../try-limit.ts';
import type { Authentication } from './authenticate.ts';
import { jsonBody } from './json-body.ts';
import { stored } from './stored.ts';

const LONGEST_SILENCE_MS = 31 * 24 * 3_600_000;
/** What a test sends costs its receivers something. */
const TESTS = { most: 1, withinMs: 10_000 };

export type AlertsOptions = {
  silences: Silences;
  webhooks: Pick<Webhooks, 'countFor' | 'test'>;
  accounts: Pick<AccountStore, 'byId'>;
  directory: Pick<Directory, 'has' | 'list'>;
  clock: Clock;
  authentication: Authentication;
};

/** Lists silences (GET), makes one (POST), ends one (DELETE) and tries webhooks. A wall itself may only read. */
export function alertsRoutes(options: AlertsOptions): Hono {
  const { silences, webhooks, accounts, directory, clock, authentication } = options;
  const { identify, authenticatePerson } = authentication;
  const tests = createTryLimit(TESTS.most, TESTS.withinMs);
  const told = ({ id, kind, subject, untilMs, ...silence }: KeptSilence): Silence => ({
    ...{ id, kind, subject },
    until: untilMs === null ? null : toApiInstant(untilMs),
    account: { id: silence.accountId, name: accounts.byId(silence.accountId)?.name ?? '' },
    createdAt: toApiInstant(silence.createdAtMs),
  });
  return new Hono()
    .get(PATHS.alerts, async (c) => {
      const { account, wallLink } = await identify(c);
      const alerts: Alerts = {
        silences: silences.heardBy(reachOf(account)).map(told),
        webhooks: wallLink ? 0 : webhooks.countFor(account),
      };
      c.header('Cache-Control', 'no-store');
      return c.json(alerts);
    })
    .post(PATHS.alerts, async (c) => {
      const account = await authenticatePerson(c);
      const wish = await jsonBody(c, { schema: newSilenceSchema, form: FORM });
      const { kind, subject } = wish;
      const untilMs = endOf(wish, clock.now());
      requireSubject(subject, { reach: reachOf(account), directory });
      const silence = stored(() => silences.make(account, { kind, subject, untilMs }));
      if (silence === 'too-many') throw new ApiError('request_invalid', TOO_MANY);
      c.header('Cache-Control', 'no-store');
      return c.json(told(silence), 201);
    })
    .delete(PATHS.alert, async (c) => {
      const reach = reachOf(await authenticatePerson(c));
      const id = c.req.param('id');
      if (!stored(() => silences.remove(id, reach))) throw new ApiError('not_found', NOT_YOURS);
      return c.body(null, 204);
    })
    .post(PATHS.alertTest, async (c) => {
      const account = await authenticatePerson(c);
      const seconds = tests.secondsToWait(`${account.id}`, clock.now());
      if (seconds > 0) throw new TooManyRequests(seconds);
      tests.spend(`${account.id}`, clock.now());
      const test: WebhookTest = await webhooks.test(account);
      c.header('Cache-Control', 'no-store');
      return c.json(test);
    });
}

/** When a silence is to end; null when no time ends it. Throws ApiError `request_invalid`, with what would be right. */
function endOf({ until }: NewSilence, nowMs: number): number | null {
  if (until === null) return null;
  const untilMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(until) ? Date.parse(until) : Number.NaN;
  // A day that no month has is read as one of the next month: it must come out as it was written.
  const isTime = !Number.isNaN(untilMs) && toApiInstant(untilMs) === until;
  if (isTime && untilMs > nowMs && untilMs <= nowMs + LONGEST_SILENCE_MS) return untilMs;
  throw new ApiError('request_invalid', WRONG_UNTIL);
}

/**
 * Throws ApiError `request_invalid` when the caller can see no such subject; whether somebody else can is not told.
 * Nobody has to have an agent: a model may be silenced before its first telephone is plugged in.
 */
function requireSubject(
  subject: Subject,
  { reach, directory }: { reach: Scope; directory: Pick<Directory, 'has' | 'list'> },
): void {
  const { kind, value } = subject;
  const exists = {
    extension: () => directory.has(value),
    organization: () =>
      directory.list({ kind: 'organization', organization: value }, { count: 1 }).totalResults > 0,
    agent: () => true,
  };
  if (!isInSight(subject, reach) || !exists[kind]()) {
    throw new ApiError('request_invalid', UNKNOWN_SUBJECT);
  }
}

const FORM = `{"kind":"…","subject":{"kind":"…","value":"…"},"until":"…"}, with a kind of ${SILENCE_KINDS.join(' or ')}, a subject of ${SUBJECT_KINDS.join(', ')} with 1 to ${SUBJECT_LIMIT} characters, and until as YYYY-MM-DDThh:mm:ssZ or null`;
const WRONG_UNTIL =
  'until must be a time in the next 31 days, in UTC, as YYYY-MM-DDThh:mm:ssZ; or null.';
const UNKNOWN_SUBJECT =
  'There is no such subject for this account. Give the extended number of an extension, or the prefix of an organization, that it can see; or an agent.';
const TOO_MANY =
  'This account has as many acknowledgements and mutes as it may. End one that is not needed.';
const NOT_YOURS =
  'There is no such acknowledgement or mute, or it was made by somebody who sees more than you do.';
