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
  // The journal. Changes lie in the order of their times, so that a day of them is read in one go; `extension` is '' for
  // the source. `journal_extension` is each extension as it was last seen, its devices as JSON. Counts are sums over so
  // many minutes, as journal/count-row-text.ts writes them. `journal_alive` has one row: until when it was written.
  `CREATE TABLE journal_change (
    at_ms INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    extension TEXT NOT NULL,
    agent TEXT NOT NULL,
    condition_before TEXT,
    condition_after TEXT,
    agent_before TEXT,
    late_seconds INTEGER,
    PRIMARY KEY (at_ms, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX journal_change_by_extension ON journal_change (extension, at_ms);
  CREATE TABLE journal_extension (
    extension TEXT PRIMARY KEY,
    static INTEGER NOT NULL,
    condition TEXT NOT NULL,
    devices TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE journal_gap (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    to_ms INTEGER,
    lost INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE journal_minute (
    at_ms INTEGER PRIMARY KEY,
    minutes INTEGER NOT NULL,
    total TEXT NOT NULL,
    organizations TEXT NOT NULL,
    agents BLOB NOT NULL
  ) STRICT;
  CREATE TABLE journal_hour (
    at_ms INTEGER PRIMARY KEY,
    minutes INTEGER NOT NULL,
    total TEXT NOT NULL,
    organizations TEXT NOT NULL,
    agents BLOB NOT NULL
  ) STRICT;
  CREATE TABLE journal_alive (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at_ms INTEGER NOT NULL
  ) STRICT;`,
];
