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
  configuration: 'The faults of a configuration file that was changed and refused.',
};

export const STORAGE_TEXTS = {
  error: 'Why registrations are kept in memory only; null while all are stored.',
  since: 'Since when, UTC; null while all are stored.',
};

export const SOURCE_TEXTS = {
  kind: 'What the source is.',
  asOf: 'When it last answered, UTC; null before the first time.',
  since: 'Since when it is as it is, UTC.',
  reason: 'Why it does not answer, in a word; null while it does.',
  error: 'The same for a person; null while it does.',
};
