import {
  CHANGE_KINDS,
  type Changes,
  COUNTS_BY,
  type JournalCounts,
  RETENTION_DAYS,
} from '../../contract/journal.ts';
import {
  CHANGES_COUNT_DEFAULT,
  CHANGES_COUNT_LIMIT,
  JOURNAL_FORMATS,
  NAMED_LIMIT,
  STEP_DEFAULT,
  STEPS_LIMIT,
} from '../../contract/journal-query.ts';
import { PATHS } from '../../contract/paths.ts';
import { SORT_ORDERS } from '../../contract/query.ts';
import { emptyAnswer, jsonAnswer, refusals } from './answers.ts';
import { ANY_CREDENTIAL } from './credentials.ts';
import type { Json, Paths } from './openapi.ts';

const JOURNAL = 'Journal';
const VALIDATOR = ['ETag', 'Cache-Control'] as const;
const REFUSALS = refusals('parameter_invalid', 'access_denied', 'too_many_requests');

const INSTANT: Json = { type: 'string', format: 'date-time' };

function parameter(name: string, description: string, schema: Json): Json {
  return { name, in: 'query', description, schema };
}

/** Repeated, or one list with commas. */
function list(name: string, description: string, items: Json): Json {
  return {
    ...parameter(name, `${description} Repeated, or a list with commas.`, {
      type: 'array',
      items,
      maxItems: NAMED_LIMIT,
    }),
    style: 'form',
    explode: false,
  };
}

const ORGANIZATION = list('organization', 'Only these, by prefix.', {
  type: 'string',
  pattern: '^[0-9]{0,32}$',
});
const FORMAT = parameter(
  'format',
  'CSV is a table for a spreadsheet, with what it would take for a formula made text by an apostrophe.',
  { type: 'string', enum: JOURNAL_FORMATS, default: 'json' },
);

const CHANGES_PARAMETERS: readonly Json[] = [
  parameter('since', 'From when on; 24 hours before `until` when it is left out.', INSTANT),
  parameter('until', 'Until when, not included; now when it is left out.', INSTANT),
  list('extension', 'Only these, by extended number. The answer then tells how each began.', {
    type: 'string',
    pattern: '^[0-9*]{1,64}$',
  }),
  ORGANIZATION,
  list('kind', 'Only changes of these kinds.', { type: 'string', enum: CHANGE_KINDS }),
  parameter('sortOrder', 'By time.', { type: 'string', enum: SORT_ORDERS, default: 'desc' }),
  parameter(
    'count',
    `How many make a page. \`all\` is everything at once, as a stream; CSV is that when it is left out.`,
    {
      anyOf: [
        { type: 'integer', minimum: 1, maximum: CHANGES_COUNT_LIMIT },
        { type: 'string', enum: ['all'] },
      ],
      default: CHANGES_COUNT_DEFAULT,
    },
  ),
  parameter('cursor', 'Where the page begins: the `next` of the page before, asked for alike.', {
    type: 'string',
  }),
  FORMAT,
];

const COUNTS_PARAMETERS: readonly Json[] = [
  parameter(
    'from',
    'From when on, taken down to a whole step; 24 hours before `to` when it is left out.',
    INSTANT,
  ),
  parameter('to', 'Until when, not included, in whole minutes; now when it is left out.', INSTANT),
  parameter(
    'step',
    `Seconds: whole minutes, of which a whole number makes a day. At most ${STEPS_LIMIT} steps make an answer. Before the last ${RETENTION_DAYS.minutes} days steps are whole hours.`,
    { type: 'integer', minimum: 60, maximum: 86_400, multipleOf: 60, default: STEP_DEFAULT },
  ),
  parameter('by', 'What is told apart. By condition a step has one item.', {
    type: 'string',
    enum: COUNTS_BY,
    default: 'condition',
  }),
  ORGANIZATION,
  FORMAT,
];

const REPORT_PARAMETERS: readonly Json[] = [
  parameter('day', 'Which day; today when it is left out.', { type: 'string', format: 'date' }),
  parameter(
    'zone',
    'In which time zone a day begins and ends, by its IANA name; that of the service when it is left out.',
    { type: 'string' },
  ),
  ORGANIZATION,
  FORMAT,
];

const CHANGES: Changes = {
  since: '2026-11-22T14:30:00Z',
  until: '2026-11-23T14:30:00Z',
  changes: [
    {
      at: '2026-11-23T14:12:07Z',
      kind: 'expired',
      extension: '0003*210',
      agent: 'Yealink SIP-T46S 66.86.0.15',
      from: 'registered',
      to: 'expired',
    },
  ],
  next: null,
  start: [],
  gaps: [
    { kind: 'not-running', from: '2026-11-23T03:00:12Z', to: '2026-11-23T03:00:45Z', lost: 0 },
  ],
};

const COUNTS: JournalCounts = {
  from: '2026-11-23T14:28:00Z',
  to: '2026-11-23T14:30:00Z',
  step: 60,
  by: 'condition',
  steps: [
    {
      at: '2026-11-23T14:28:00Z',
      minutes: 1,
      counts: [
        {
          ...{ total: 128, registered: 118, busy: 6, ringing: 1, late: 1 },
          ...{ expired: 2, notRegistered: 4, unknown: 0, static: 4, lowest: 118 },
        },
      ],
    },
    { at: '2026-11-23T14:29:00Z', minutes: 0, counts: null },
  ],
  gaps: [],
};

/** The first answer, which is JSON, as a table too. */
function orTable(json: Json): Json {
  const { content } = json;
  return {
    ...json,
    content: {
      ...(typeof content === 'object' && content),
      'text/csv': {
        schema: {
          type: 'string',
          description: 'Lines of RFC 4180, in UTF-8 with a byte order mark, which Excel needs.',
        },
      },
    },
  };
}

/** What was recorded. */
export const JOURNAL_PATHS: Paths = {
  [PATHS.journalChanges]: {
    get: {
      operationId: 'listChanges',
      tags: [JOURNAL],
      summary: 'List changes',
      description: `What happened to the extensions that the caller may see, kept for ${RETENTION_DAYS.changes} days, and written within a second or two. Parameters that are not listed here are ignored.

- A refresh in time is no change.
- In a table gaps stand before the changes, with a \`kind\` that begins with \`gap:\`, and end at \`until\`.`,
      security: ANY_CREDENTIAL,
      parameters: CHANGES_PARAMETERS,
      responses: {
        200: orTable(
          jsonAnswer('Changes', {
            description:
              'One page; or all of them, as JSON of the same form or as a table, without a validator.',
            headers: ['Cache-Control'],
            example: CHANGES,
          }),
        ),
        304: emptyAnswer('The page is the one whose `ETag` was sent.', ...VALIDATOR),
        ...REFUSALS,
      },
    },
  },
  [PATHS.journalCounts]: {
    get: {
      operationId: 'listCounts',
      tags: [JOURNAL],
      summary: 'List counts',
      description: `How many of the extensions that the caller may see were of each state. Counted at the end of every minute, which is kept for ${RETENTION_DAYS.minutes} days; hours for ${RETENTION_DAYS.hours}. To a user’s account, minutes alone are told.`,
      security: ANY_CREDENTIAL,
      parameters: COUNTS_PARAMETERS,
      responses: {
        200: orTable(
          jsonAnswer('Counts', {
            description:
              'Every step, whether something was counted in it or not. The last may be a part of one.',
            example: COUNTS,
          }),
        ),
        ...REFUSALS,
      },
    },
  },
  [PATHS.journalReport]: {
    get: {
      operationId: 'report',
      tags: [JOURNAL],
      summary: 'Report of a day',
      description: `How available the extensions were that the caller may see, the worst first, which of them came and went, and what was registered. \`${PATHS.report}\` shows it for printing.

- Times are those of \`${PATHS.journalChanges}\`, in whole seconds: from the same changes anybody comes to the same figures.
- The table has a line for each extension; those at which nothing was registered all day stand last, without figures.`,
      security: ANY_CREDENTIAL,
      parameters: REPORT_PARAMETERS,
      responses: {
        200: orTable(
          jsonAnswer('Report', {
            description: 'The report, of today up to now.',
            headers: VALIDATOR,
          }),
        ),
        304: emptyAnswer('The report is the one whose `ETag` was sent.', ...VALIDATOR),
        ...REFUSALS,
      },
    },
  },
};
