/**
 * The schema of the embedded database, step by step. A file's `user_version` says how many of these it has seen. What
 * has been released is never changed here: a new step is added at the end.
 */
export const MIGRATIONS: readonly string[] = [
  // One row for each device of an extension: its binding while `ended_at_ms` is null, afterwards how it ended.
  `CREATE TABLE binding (
    extension TEXT NOT NULL,
    device TEXT NOT NULL,
    contact TEXT NOT NULL,
    parameters TEXT NOT NULL,
    path TEXT NOT NULL,
    agent TEXT NOT NULL,
    call_id TEXT NOT NULL,
    cseq INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    ended_at_ms INTEGER,
    ended_by TEXT CHECK (ended_by IN ('removal', 'expiry')),
    PRIMARY KEY (extension, device),
    CHECK ((ended_at_ms IS NULL) = (ended_by IS NULL))
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX binding_by_expiry ON binding (expires_at_ms) WHERE ended_at_ms IS NULL;
  CREATE INDEX binding_by_end ON binding (ended_at_ms) WHERE ended_at_ms IS NOT NULL;`,
  // One row for each wall link that was not revoked. What opens it is sealed with the secret, and not here.
  `CREATE TABLE wall_link (
    id TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    view TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    last_seen_at_ms INTEGER
  ) STRICT, WITHOUT ROWID;`,
  // One row for each publication of an extension (RFC 3903). `dialogs` is JSON: what its device said of each of its calls.
  `CREATE TABLE publication (
    extension TEXT NOT NULL,
    id TEXT NOT NULL,
    entity_tag TEXT NOT NULL,
    call_id TEXT NOT NULL,
    cseq INTEGER NOT NULL,
    dialogs TEXT NOT NULL,
    accepted_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    PRIMARY KEY (extension, id)
  ) STRICT, WITHOUT ROWID;`,
];
