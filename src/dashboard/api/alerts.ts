import { type QueryClient, queryOptions } from '@tanstack/react-query';
import {
  type Alerts,
  alertsSchema,
  type NewSilence,
  type Silence,
  type WebhookTest,
  webhookTestSchema,
} from '../../contract/alerts.ts';
import { PATHS } from '../../contract/paths.ts';
import { boardClock } from '../clock/board-clock.ts';
import { accepted, ask, readJson } from './ask.ts';

/** What is silenced at a desk is silent on the television this soon. */
const ASKED_EVERY_MS = 10_000;
/** The service waits up to 10 s for each webhook, and tries them together. */
const TEST_TIMEOUT_MS = 30_000;

/** A board that is paused asks nothing; one that nobody attends asks on while it is hidden. */
type AlertsTiming = { isPaused: boolean; isUnattended: boolean };

const ALERTS_KEY = ['alerts', 'list'] as const;

/** The silences that hold for the caller, and how many webhooks they may try. A failure keeps the last that was known. */
export const alertList = ({ isPaused, isUnattended }: AlertsTiming) =>
  queryOptions({
    queryKey: ALERTS_KEY,
    queryFn: fetchAlerts,
    enabled: !isPaused,
    networkMode: 'always',
    retry: false,
    refetchInterval: ASKED_EVERY_MS,
    refetchIntervalInBackground: isUnattended,
  });

async function fetchAlerts({ signal }: { signal: AbortSignal }): Promise<Alerts> {
  const answer = accepted(await ask(PATHS.alerts, { signal }), 200);
  return readJson(answer, alertsSchema, boardClock.nowMs());
}

/** Asks at once, on a board that is paused too. Never fails: what is not told now is told by the next poll. */
export async function askAlertsAnew(queries: QueryClient): Promise<void> {
  // An answer that is on its way may be from before.
  await queries.cancelQueries({ queryKey: ALERTS_KEY });
  await queries
    .fetchQuery({ queryKey: ALERTS_KEY, queryFn: fetchAlerts, networkMode: 'always' })
    .catch(() => {});
}

/** Silences something for every board that sees it. Throws PollError. */
export async function makeSilence(body: NewSilence): Promise<void> {
  accepted(await ask(PATHS.alerts, { method: 'POST', body }), 201);
}

/** Takes a silence back. One that is not there any more has ended, or somebody else took it back. Throws PollError. */
export async function takeBackSilence({ id }: Silence): Promise<void> {
  const path = PATHS.alert.replace(':id', encodeURIComponent(id));
  const answer = await ask(path, { method: 'DELETE' });
  if (answer.status !== 404) accepted(answer, 204);
}

/** Sends a message to each of the caller's webhooks, and tells what became of it. Throws PollError. */
export async function testWebhooks(): Promise<WebhookTest> {
  const options = { method: 'POST', timeoutMs: TEST_TIMEOUT_MS } as const;
  const answer = accepted(await ask(PATHS.alertTest, options), 200);
  return readJson(answer, webhookTestSchema, boardClock.nowMs());
}
