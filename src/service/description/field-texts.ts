import type { RegistrationCode, StatusCode } from '../../contract/presence.ts';

// What the fields of the contract mean, for the reader of the description. Here and not in the contract, since the
// board carries the contract's schemas to every browser. Every field must have its text: schemas.ts holds them together.

const STATUS_MEANINGS: Record<StatusCode, string> = {
  0: 'unknown: no device is registered',
  1: 'online: a device is registered',
  2: 'ringing',
  3: 'busy',
};

const REGISTRATION_MEANINGS: Record<RegistrationCode, string> = {
  '1': 'registered',
  '2': 'no registration necessary',
  '-1': 'not registered: it ended its registration, or never had one',
  '-2': 'registration expired: its time ran out without a word',
  '0': 'unknown',
};

/** One line of Markdown for each code. */
function codeList(meanings: Readonly<Record<string, string>>): string {
  return Object.entries(meanings)
    .map(([code, meaning]) => `- \`${code}\` ${meaning}`)
    .join('\n');
}

export const COLLECTION_TEXTS = {
  startIndex: 'Where this page begins, counted from 0: the parameter, or 0.',
  totalResults: 'How many extensions match, on all pages together.',
  itemsPerPage: 'The page size that was asked for, or the default. A last page may hold fewer.',
  filtered: 'Whether a filter was applied.',
  sorted:
    'Whether `sortOrder` was given. Without it the order is ascending all the same, and this is false.',
  entry: 'The extensions of this page, in plain string order of the extended number.',
};

export const ENTRY_TEXTS = {
  extension:
    'The extended number: organization, `*`, local number. A number that was asked for in its short form is answered in this one.',
  status: `Presence of the extension:\n\n${codeList(STATUS_MEANINGS)}\n\nOf several devices the busiest counts: busy before ringing before online before unknown.`,
  registration:
    'One for each device. A device is its `+sip.instance` (with its reg-id), or without one its Contact. An extension that never registered has one, `-1` with an empty agent.',
};

export const REGISTRATION_TEXTS = {
  agent:
    'The SIP User-Agent of the device, as it sent it: text that nobody vouches for. Empty when there never was one.',
  registration: `State of the device, a string:\n\n${codeList(REGISTRATION_MEANINGS)}\n\nA device that ended (\`-1\`, \`-2\`) is listed until it registers again, until another Contact with the same agent does, or until it is forgotten (after seven days, unless the service is set otherwise).`,
  expire:
    'UTC, without a fraction. With `1`, when the registration ends unless it is refreshed; with `-1`, when it was ended. Left out with `-2`, and where there never was a registration.',
};

export const TOKEN_REQUEST_TEXTS = {
  grant_type: 'How the token is asked for: only in the name of the App itself.',
  client_id: 'The Id of the App; may be given as the user of HTTP Basic instead.',
  client_secret: 'The secret of the App; may be given as the password of HTTP Basic instead.',
  type: 'May be `unifiedapi`, and changes nothing.',
  redirect_uri: 'Changes nothing: nobody is redirected.',
  state: 'Changes nothing.',
};

export const TOKEN_TEXTS = {
  access_token: 'To be sent as `Authorization: Bearer …`.',
  token_type: 'How to send it.',
  expires_in: 'For how many seconds it is good.',
  scope: 'What it is good for.',
};

export const SESSION_TEXTS = {
  account: 'Who is signed in.',
  expiresAt: 'Until when, UTC. Asking renews a session that is past its half.',
  wallLink: 'There when a wall link signed this browser in. It may read, and nothing else.',
};

export const WALL_LINK_TEXTS = {
  id: 'By which it is revoked.',
  name: 'What people call the wall.',
  view: 'The query string of the board that it opens: `view=table&every=10`.',
  account: 'In whose name it reads.',
  createdAt: 'UTC.',
  lastSeenAt: 'When a wall last used it, UTC; null while none has.',
};

export const NAMES_TEXTS = {
  extensions: 'Names by extended number. Extensions without a name are left out.',
  organizations: 'Names by prefix.',
};

export const HEALTH_TEXTS = {
  status:
    '`stale` while the source does not answer; `degraded` while registrations cannot be stored: the answers are right, and a restart would lose what came since.',
  source: 'Where registrations come from.',
  storage: 'Whether registrations are on the disk.',
  fleet: 'How many extensions are simulated; 0 when every telephone is real.',
  version: 'The version of the service.',
  configuration:
    'The faults of a configuration file that was changed and refused. Whoever is not signed in as an administrator is told in one line how many there are.',
};

export const STORAGE_TEXTS = {
  error: 'Why registrations are kept in memory only; null while all are stored.',
  since: 'Since when, UTC; null while all are stored.',
};

export const SOURCE_TEXTS = {
  kind: 'What the source is.',
  asOf: 'When it last answered, UTC; null before the first time.',
  since:
    'Since when it is as it is, UTC; while a source that is asked does not answer, since it last did.',
  reason: 'Why it does not answer, in a word; null while it does.',
  error: 'The same for a person; null while it does.',
};

export const CHANGE_TEXTS = {
  at: 'When it happened, UTC. An expiry’s is its own, however late it was noticed.',
  kind: `What happened:

- \`registered\` a device is registered that was not; \`unregistered\` one took its registration back, or the source removed it; \`expired\` the time of one ran out
- \`refreshed-late\` a device refreshed after it had missed its own rhythm, which is learned from its refreshes
- \`agent-changed\` a device says that it is another, after a new firmware for instance; \`forgotten\` one that ended long ago is not listed any more, or the source does not know of it any more
- \`presence-changed\` the extension’s calls
- \`added\`, \`removed\`, \`configured\` the extension exists, exists no more, or now needs a registration or none
- \`source-stale\`, \`source-back\` the source stopped answering, or answers again`,
  extension: 'The extended number; null for the source.',
  agent: 'The SIP User-Agent of the device, as it sent it. Empty when the change is of no device.',
  from: 'The condition of the whole extension before; null when it did not exist.',
  to: 'And after. The same where the change made no other of it: one of two devices expired.',
  agentBefore: 'Of `agent-changed`: what the agent was.',
  lateSeconds: 'Of `refreshed-late`: for how long the device had been late.',
};

export const GAP_TEXTS = {
  kind: 'Why something is missing: `not-running` the service was not; `source-stale` the source did not answer; `not-stored` the disk took nothing.',
  from: 'UTC.',
  to: 'UTC; null while it goes on.',
  lost: 'How many changes were dropped.',
};

export const START_TEXTS = {
  extension: 'The extended number.',
  condition: 'What it was at `since`; null when it did not exist, or nobody knows.',
};

export const CHANGES_TEXTS = {
  since: 'From when changes are told, UTC.',
  until: 'Until when, not included.',
  changes: 'One page of them.',
  next: 'The `cursor` of the following page; null on the last one.',
  start:
    'For each extension that was asked for by its number, what it was at `since`: with the changes after it, its states over the time.',
  gaps: 'The times between `since` and `until` of which not everything is known.',
};

export const COUNTS_ITEM_TEXTS = {
  total: 'All extensions.',
  registered: 'A device is registered; those that are busy, ringing or late among them.',
  busy: 'In a call.',
  ringing: 'Called.',
  late: 'The device has missed its own rhythm of refreshing. Of a user’s account none is told.',
  expired: 'The registration ran out.',
  notRegistered: 'Signed off, or never registered.',
  unknown: 'The source does not know.',
  static: 'In need of no registration, and not registered.',
  lowest:
    'How many were registered in the minute with the fewest. Left out by agent, and for several organizations together.',
  organization: 'By organization: its prefix; empty for numbers without one.',
  vendor: 'By agent: who made it.',
  agent: 'By agent: its model, as the board names it.',
  version: 'By agent: its firmware.',
};

export const COUNTS_STEP_TEXTS = {
  at: 'When the step begins, UTC.',
  minutes: 'How many of its minutes were counted.',
  counts: 'On average over those minutes; null where none was counted: a gap, and no zero.',
};

export const JOURNAL_COUNTS_TEXTS = {
  from: 'UTC.',
  to: 'UTC, not included.',
  step: 'Seconds.',
  by: 'What is told apart.',
  steps: 'Every step, the oldest first.',
  gaps: 'The times between `from` and `to` of which not everything is known.',
};
