import { createHash, randomUUID } from 'node:crypto';
import type { WebhookTest } from '../../contract/alerts.ts';
import type { Account } from '../accounts/account.ts';
import { reachOf } from '../accounts/reach.ts';
import type { ConfiguredWebhook } from '../config/configuration.ts';
import { liesWithin, type Scope } from '../directory/scope.ts';
import type { Log } from '../log.ts';
import type { DirectoryWatch } from '../watch/directory-watch.ts';
import { createDelivery, type Delivery, hostOf } from './delivery.ts';
import { type Posting, postMessage } from './post-message.ts';
import { createWebhook, type Telling, type Webhook } from './webhook.ts';
import { testMessage } from './webhook-message.ts';

/** Every receiver that is configured, told of what its organization, or everybody, has lost. */
export type Webhooks = {
  /** How many an account may try: those that are told nothing beyond its reach. */
  countFor(account: Account): number;
  /** Sends a message to each of these, once, and tells what became of it. */
  test(account: Account): Promise<WebhookTest>;
  /** Takes other webhooks. One whose address stays goes on with what it has told. */
  change(webhooks: readonly ConfiguredWebhook[]): void;
  close(): void;
};

type Running = { configured: ConfiguredWebhook; delivery: Delivery; webhook: Webhook };

/** Starts to tell; what has been lost before is not told. */
export function openWebhooks(
  configured: readonly ConfiguredWebhook[],
  options: Telling & Posting & { watch: DirectoryWatch; random: () => number; log: Log },
): Webhooks {
  const { clock, watch, told } = options;
  const ending = new AbortController();
  let running = new Map<string, Running>();

  const start = (key: string, one: ConfiguredWebhook): Running => {
    const delivery = createDelivery(one, options);
    const webhook = createWebhook({ key, reach: reachOfWebhook(one), delivery }, options);
    return { configured: one, delivery, webhook };
  };
  const end = ({ webhook, delivery }: Running) => {
    webhook.close();
    delivery.close();
  };
  const change = (next: readonly ConfiguredWebhook[]) => {
    const before = running;
    running = new Map();
    for (const one of next) {
      const key = keyOf(one);
      const same = before.get(key);
      same?.delivery.change(one);
      running.set(key, same ? { ...same, configured: one } : start(key, one));
      before.delete(key);
    }
    for (const gone of before.values()) end(gone);
    told.keep([...running.keys()]);
  };
  const within = (account: Account) =>
    [...running.values()]
      .map((one) => one.configured)
      .filter((one) => liesWithin(reachOfWebhook(one), reachOf(account)));

  change(configured);
  watch.listen((look) => {
    for (const { webhook } of running.values()) webhook.follow(look);
  });
  return {
    countFor: (account) => within(account).length,
    async test(account) {
      const message = testMessage(randomUUID(), clock.now());
      const tries = within(account).map(async (one) => {
        const { status, failure } = await postMessage(message, one, {
          ...options,
          signal: ending.signal,
        });
        return { host: hostOf(one), status, error: failure?.says ?? null };
      });
      return { deliveries: await Promise.all(tries) };
    },
    change,
    close() {
      for (const one of running.values()) end(one);
      running.clear();
      ending.abort();
    },
  };
}

function reachOfWebhook({ organization }: ConfiguredWebhook): Scope {
  return organization === undefined ? { kind: 'all' } : { kind: 'organization', organization };
}

/** By what its told losses are kept: not the address itself, which may be a secret. */
function keyOf({ url, organization = '' }: ConfiguredWebhook): string {
  return createHash('sha256').update(`${organization} ${url}`).digest('base64url');
}
