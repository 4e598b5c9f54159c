import { Hono } from 'hono';
import { ApiError } from '../../contract/errors.ts';
import { PATHS } from '../../contract/paths.ts';
import {
  type CreatedWallLink,
  NAME_LIMIT,
  newWallLinkSchema,
  VIEW_LIMIT,
  type WallLink,
} from '../../contract/wall-links.ts';
import { toApiInstant } from '../../presence/extension.ts';
import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { KeptWallLink, WallLinks } from '../accounts/wall-links.ts';
import type { Authenticate } from './authenticate.ts';
import { jsonBody } from './json-body.ts';
import { stored } from './stored.ts';

const FORM = `{"name":"…","view":"…"}, with a name of 1 to ${NAME_LIMIT} characters and a view of at most ${VIEW_LIMIT}`;

/** Lists wall links (GET), makes one (POST) and revokes one (DELETE). A wall itself may do none of it. */
export function wallLinksRoutes(options: {
  wallLinks: WallLinks;
  accounts: Pick<AccountStore, 'byId'>;
  authenticatePerson: Authenticate;
}): Hono {
  const { wallLinks, accounts, authenticatePerson } = options;
  /** Those that somebody may see, and revoke: one's own; the administrator's are all. */
  const linksOf = (account: Account) =>
    wallLinks
      .all()
      .filter(({ accountId }) => account.role === 'administrator' || accountId === account.id);
  const told = (link: KeptWallLink): WallLink => {
    const { id, name, view, accountId, createdAtMs, lastSeenAtMs } = link;
    return {
      ...{ id, name, view },
      account: { id: accountId, name: accounts.byId(accountId)?.name ?? '' },
      createdAt: toApiInstant(createdAtMs),
      lastSeenAt: lastSeenAtMs === null ? null : toApiInstant(lastSeenAtMs),
    };
  };
  return new Hono()
    .get(PATHS.wallLinks, async (c) => {
      const account = await authenticatePerson(c);
      c.header('Cache-Control', 'no-store');
      return c.json({ links: linksOf(account).map(told) });
    })
    .post(PATHS.wallLinks, async (c) => {
      const account = await authenticatePerson(c);
      const wish = await jsonBody(c, { schema: newWallLinkSchema, form: FORM });
      const link = stored(() => wallLinks.make(account, wish));
      if (link === 'too-many') throw new ApiError('request_invalid', TOO_MANY);
      c.header('Cache-Control', 'no-store');
      const created: CreatedWallLink = { ...told(link), secret: wallLinks.secretOf(link) };
      return c.json(created, 201);
    })
    .delete(PATHS.wallLink, async (c) => {
      const account = await authenticatePerson(c);
      const id = c.req.param('id');
      if (!linksOf(account).some((link) => link.id === id)) throw new ApiError('not_found');
      stored(() => wallLinks.revoke(id));
      return c.body(null, 204);
    });
}

const TOO_MANY = 'This account has as many wall links as it may. Revoke one that is not used.';
