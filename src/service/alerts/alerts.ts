import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../clock.ts';
import type { ConfiguredWebhook } from '../config/configuration.ts';
import type { Database } from '../database.ts';
import type { Directory } from '../directory/directory.ts';
import type { Log } from '../log.ts';
import type { DirectoryWatch } from '../watch/directory-watch.ts';
import { openSilences, type Silences } from './silences.ts';
import { openToldLosses } from './told-losses.ts';
import { openWebhooks, type Webhooks } from './webhooks.ts';

/** What is silenced, and who is told of what is not. */
export type Alerts = { silences: Silences; webhooks: Webhooks };

/**
 * Opens both. The silences listen first: an acknowledgement has ended by the time that a webhook is told of the same
 * return.
 */
export function openAlerts(options: {
  webhooks: readonly ConfiguredWebhook[];
  database: Database;
  directory: Directory;
  accounts: Pick<AccountStore, 'byId'>;
  watch: DirectoryWatch;
  fetch: typeof fetch;
  random: () => number;
  clock: Clock;
  log: Log;
}): Alerts {
  const { database, directory, accounts } = options;
  const silences = openSilences({ ...options, accountOf: accounts.byId });
  const webhooks = openWebhooks(options.webhooks, {
    ...options,
    silences,
    told: openToldLosses(database),
    namesOf: (numbers) => directory.names({ kind: 'extensions', numbers }),
  });
  return { silences, webhooks };
}
