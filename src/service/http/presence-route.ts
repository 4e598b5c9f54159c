import type { Context } from 'hono';
import type { PresenceCollection } from '../../contract/presence.ts';
import { COUNT_DEFAULT, type PresenceQuery, parseQuery } from '../../contract/query.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import { resolvePath } from '../accounts/reach.ts';
import type { Directory, Listing } from '../directory/directory.ts';
import { entryText } from '../directory/written-entry.ts';
import { createAnswerCache } from './answer-cache.ts';
import type { Authenticate } from './authenticate.ts';
import { type Representation, represent, send } from './representation.ts';

/** How a listing that nothing matches is answered: 204 as the API says, or 200 with an empty list for clients that parse every body. */
export type EmptyAs = 200 | 204;

/** Answers `/uapi/extensions/{userId}/{extension}/presence`. */
export function presenceHandler({
  directory,
  accounts,
  authenticate,
  emptyAs,
}: {
  directory: Directory;
  accounts: AccountStore;
  authenticate: Authenticate;
  emptyAs: EmptyAs;
}): (c: Context) => Promise<Response> {
  const answers = createAnswerCache<Representation | 'empty'>();
  return async (c) => {
    const caller = await authenticate(c);
    const path = {
      userId: c.req.param('userId') ?? '',
      extension: c.req.param('extension') ?? '',
    };
    const scope = resolvePath(caller, path, { byId: accounts.byId, has: directory.has });
    const query = parseQuery(new URL(c.req.url).searchParams);
    const answer = answers.get(directory.version, JSON.stringify([scope, query]), () => {
      const listing = directory.list(scope, query);
      return listing.totalResults === 0 && emptyAs === 204
        ? 'empty'
        : represent(bodyOf(listing, query), 'application/json');
    });
    if (answer !== 'empty') return send(c, answer, 'no-cache, private');
    c.header('Cache-Control', 'no-cache, private');
    return c.body(null, 204);
  };
}

/** The collection as it travels: an array that holds one, compact, its keys in the order of the documentation. */
function bodyOf({ totalResults, entries }: Listing, query: PresenceQuery): string {
  const head: Omit<PresenceCollection, 'entry'> = {
    startIndex: query.startIndex ?? 0,
    totalResults,
    itemsPerPage: query.count ?? COUNT_DEFAULT,
    filtered: query.filter !== undefined,
    sorted: query.sortOrder !== undefined,
  };
  // The entries are written already: of a listing of thousands only those that changed had to be.
  const list = entries.map((entry) => entryText(entry, query.fields)).join(',');
  return `[${JSON.stringify(head).slice(0, -1)},"entry":[${list}]}]`;
}
