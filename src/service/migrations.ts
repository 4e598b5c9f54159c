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
  // One row for each acknowledgement or mute that may still hold. `until_ms` is null where no time ends it. `was_lost` is 1
  // once its subject was seen to be lost: an acknowledgement ends when that is over.
  `CREATE TABLE silence (
    id TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('acknowledgement', 'mute')),
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('extension', 'organization', 'agent')),
    subject TEXT NOT NULL,
    until_ms INTEGER,
    created_at_ms INTEGER NOT NULL,
    was_lost INTEGER NOT NULL,
    UNIQUE (account_id, kind, subject_kind, subject)
  ) STRICT, WITHOUT ROWID;`,
  // One row for each loss that a webhook was told of and that is not over. `webhook` is a hash of its address; `loss` is
  // JSON: what its recovery will tell, and which of it are still away.
  `CREATE TABLE told_loss (
    webhook TEXT NOT NULL,
    id TEXT NOT NULL,
    told_at_ms INTEGER NOT NULL,
    loss TEXT NOT NULL,
    PRIMARY KEY (webhook, id)
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
  // When a binding last became live, and when it was last asked for: null in rows from before.
  `ALTER TABLE binding ADD COLUMN live_since_ms INTEGER;
  ALTER TABLE binding ADD COLUMN heard_at_ms INTEGER;`,
  // One row: what an upstream (its address, and the App that asked) last listed, as JSON.
  `CREATE TABLE upstream_answer (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    upstream TEXT NOT NULL,
    answer TEXT NOT NULL
  ) STRICT;`,
];
