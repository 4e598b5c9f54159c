// What the fields of a report mean, for the reader of the description.

const SPAN_TEXTS = {
  from: 'UTC.',
  to: 'UTC, not included.',
  seconds: 'How long it was.',
};

export const OUTAGE_TEXTS = {
  ...SPAN_TEXTS,
  from: 'Since when it could not be called, UTC.',
  to: 'When it could be called again; or where what is known ends, at a gap or with the day.',
};

export const EXTENSION_REPORT_TEXTS = {
  extension: 'The extended number.',
  name: 'What people call it; empty where it has no name.',
  availability:
    'The share of `knownSeconds` in which it could be called: registered, ringing or busy.',
  knownSeconds:
    'How long it existed, needed a registration, and was known of: neither a gap of the journal, nor a source that does not know.',
  awaySeconds: 'For how long of that it could not be called.',
  signedOffSeconds: 'For how long of `awaySeconds` it was signed off, and had not just run out.',
  outages: 'How often it could not be called. An outage ends at a gap.',
  longest: 'The longest outage; the first of several of one length.',
};

export const ORGANIZATION_REPORT_TEXTS = {
  ...EXTENSION_REPORT_TEXTS,
  organization: 'The prefix; empty for numbers without one.',
  availability: 'Of the known time of all its extensions in use together; null without any.',
  knownSeconds: 'Of its extensions in use, added up, as the other figures are.',
  extensions: 'How many extensions were in use.',
  unused: 'How many were not; they are in no figure.',
};

export const FLAPPING_REPORT_TEXTS = {
  extension: 'The extended number.',
  name: 'What people call it.',
  times: 'How often it was lost and back while it flapped: three times in fifteen minutes or more.',
  from: 'The first of these losses, UTC.',
  to: 'The last return, UTC.',
};

export const AGENT_REPORT_TEXTS = {
  vendor: 'Who made it.',
  agent: 'What it is, as the board names it; empty where devices do not tell.',
  version: 'Its firmware.',
  count: 'How many devices; of a day that is over, how many extensions are read from one.',
  extensions:
    'Which extensions, the first thousand. Null of a day that is over, for which counts alone are kept.',
};

export const REPORT_TEXTS = {
  day: 'The day, `YYYY-MM-DD`.',
  zone: 'The time zone from whose midnight to midnight it is.',
  from: 'When the day began, UTC.',
  to: 'When it ended, UTC; now, when it is not over.',
  isOver: 'Whether the day is over.',
  knownSeconds: 'For how long of this the journal knows all.',
  gapSeconds: 'For how long it does not. Gaps are left out of every figure.',
  gaps: 'The gaps.',
  organizations: 'The organizations, the worst first.',
  extensions:
    'The extensions that were in use: at some time one could be called, or its registration had run out. The worst first.',
  unused:
    'Extensions that need a registration and had none all day, neither a live one nor one that had run out.',
  flapping: 'Extensions that came and went, the worst first.',
  agents:
    'What was registered, by name and firmware: `items` at the time `at`, of a day that is over in the last hour of it that was counted (`at` is its end); `others` is how many more there are than are told.',
};
