import { createHmac, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { NewWallLink } from '../../contract/wall-links.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database.ts';
import type { Account, Credential } from './account.ts';
import { isSameSecret } from './same-secret.ts';

/** A wall link as it is kept. Times are milliseconds since 1970. */
export type KeptWallLink = NewWallLink & {
  id: string;
  accountId: number;
  createdAtMs: number;
  /** Null while no wall has used it. */
  lastSeenAtMs: number | null;
};

/** Read-only ways in for televisions, each of one account and for one view. They last until they are revoked. */
export type WallLinks = {
  /** The newest first. */
  all(): readonly KeptWallLink[];
  /** Makes one; 'too-many' when the account has as many as it may. It is on the disk when this returns. */
  make(account: Account, link: NewWallLink): KeptWallLink | 'too-many';
  /** What opens it. Nobody stores it: it is the link's Id, sealed. */
  secretOf(link: KeptWallLink): string;
  /** False when there is none with this Id. It is gone from the disk when this returns. */
  revoke(id: string): boolean;
  /** The credential that a secret is; `ended` for one of ours that was revoked, `foreign` for any other text. */
  withSecret(secret: string): Credential | 'ended' | 'foreign';
  withMark(mark: string): Credential | undefined;
  /** A wall with this link has just asked for something. */
  seen(id: string): void;
};

const MOST_OF_ACCOUNT = 100;
/** When a wall was last seen is written so often; a crash in between costs no more than that. */
const SEEN_EVERY_MS = 60_000;

const rowsSchema = z.array(
  z.object({
    id: z.string(),
    account_id: z.number(),
    name: z.string(),
    view: z.string(),
    created_at_ms: z.number(),
    last_seen_at_ms: z.nullable(z.number()),
  }),
);

/** The wall links that the database holds. `key` seals their secrets: 32 random bytes or more. */
export function openWallLinks(options: {
  database: Database;
  key: Uint8Array;
  accountOf: (id: number) => Account | undefined;
  clock: Clock;
}): WallLinks {
  const { database, key, accountOf, clock } = options;
  const table = wallLinkTable(database);
  const links = new Map(table.read().map((link) => [link.id, link]));
  const writtenAtMs = new Map<string, number>();
  const secretOf = ({ id }: { id: string }) =>
    `${id}.${createHmac('sha256', key).update(`wall-link:${id}`).digest('base64url')}`;

  const credentialOf = (id: string): Credential | undefined => {
    const link = links.get(id);
    const account = link && accountOf(link.accountId);
    if (!account) return undefined;
    const { name, view } = link;
    return { account, mark: markOf(id), wallLink: { id, name, view } };
  };

  return {
    all: () => [...links.values()].sort((a, b) => b.createdAtMs - a.createdAtMs),
    make({ id: accountId }, { name, view }) {
      const own = [...links.values()].filter((link) => link.accountId === accountId);
      if (own.length >= MOST_OF_ACCOUNT) return 'too-many';
      const id = randomBytes(12).toString('base64url');
      const link = { id, accountId, name, view, createdAtMs: clock.now(), lastSeenAtMs: null };
      table.add(link);
      links.set(id, link);
      return link;
    },
    secretOf,
    revoke(id) {
      if (!links.has(id)) return false;
      table.remove(id);
      writtenAtMs.delete(id);
      return links.delete(id);
    },
    withSecret(secret) {
      const [id = ''] = secret.split('.');
      if (!isSameSecret(secret, secretOf({ id }))) return 'foreign';
      return credentialOf(id) ?? 'ended';
    },
    withMark: (mark) => (mark.startsWith(MARK) ? credentialOf(mark.slice(MARK.length)) : undefined),
    seen(id) {
      const link = links.get(id);
      if (!link) return;
      const nowMs = clock.now();
      links.set(id, { ...link, lastSeenAtMs: nowMs });
      if (nowMs - (writtenAtMs.get(id) ?? Number.NEGATIVE_INFINITY) < SEEN_EVERY_MS) return;
      writtenAtMs.set(id, nowMs);
      table.noteSeen(id, nowMs);
    },
  };
}

/** Tells a wall link's mark from those of tokens and Apps, which hold no colon. */
const MARK = 'wall:';

function markOf(id: string): string {
  return `${MARK}${id}`;
}

function wallLinkTable(database: Database) {
  const select = database.prepare('SELECT * FROM wall_link');
  const insert = database.prepare(
    'INSERT INTO wall_link (id, account_id, name, view, created_at_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = database.prepare('DELETE FROM wall_link WHERE id = ?');
  const note = database.prepare('UPDATE wall_link SET last_seen_at_ms = ? WHERE id = ?');
  return {
    read: (): KeptWallLink[] =>
      rowsSchema.parse(select.all()).map(({ id, name, view, ...row }) => ({
        ...{ id, name, view },
        accountId: row.account_id,
        createdAtMs: row.created_at_ms,
        lastSeenAtMs: row.last_seen_at_ms,
      })),
    add({ id, accountId, name, view, createdAtMs }: KeptWallLink): void {
      insert.run(id, accountId, name, view, createdAtMs);
    },
    remove(id: string): void {
      remove.run(id);
    },
    /** What cannot be written is a time on a list, for which no wall goes without an answer. */
    noteSeen(id: string, atMs: number): void {
      try {
        note.run(atMs, id);
      } catch {
        // Whether the disk takes anything is told by what must not be lost.
      }
    },
  };
}
