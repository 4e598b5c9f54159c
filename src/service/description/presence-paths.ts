import { PATHS } from '../../contract/paths.ts';
import type { PresenceCollection } from '../../contract/presence.ts';
import { COUNT_DEFAULT } from '../../contract/query.ts';
import { emptyAnswer, jsonAnswer, refusals } from './answers.ts';
import { ANY_CREDENTIAL } from './credentials.ts';
import { type Json, type Paths, pathTemplate } from './openapi.ts';
import { PRESENCE_PARAMETERS } from './parameters.ts';

/** The example of the publisher's documentation, which lists one of the two that it counts; ours counts one. */
const EXAMPLE: [PresenceCollection] = [
  {
    startIndex: 0,
    totalResults: 1,
    itemsPerPage: COUNT_DEFAULT,
    filtered: false,
    sorted: false,
    entry: [
      {
        extension: '0003*210',
        status: 0,
        registration: [
          { agent: '3CXPhone 5.0.14439.0', registration: '-1', expire: '2011-02-10T15:10:55Z' },
        ],
      },
    ],
  },
];

const HEADERS = ['Date', 'ETag', 'Cache-Control'] as const;

const shared = {
  tags: ['Presence'],
  security: ANY_CREDENTIAL,
  parameters: PRESENCE_PARAMETERS,
};

/** The responses of a listing; the one to HEAD has the headers alone. */
function responses(listing: Json): Json {
  return {
    200: listing,
    204: emptyAnswer('No extension matches.', 'Date', 'Cache-Control'),
    304: emptyAnswer('The answer is the one whose `ETag` was sent.', ...HEADERS),
    ...refusals(
      'user_invalid',
      'extension_invalid',
      'fields_invalid',
      'count_invalid',
      'startindex_invalid',
      'filterby_invalid',
      'filterop_invalid',
      'filtervalue_invalid',
      'sortorder_invalid',
      'access_denied',
      'too_many_requests',
    ),
  };
}

const listing = jsonAnswer('Presence', {
  description: 'One page of what matches, as an array that holds one collection.',
  headers: HEADERS,
  example: EXAMPLE,
});

/** The Presence Service. */
export const PRESENCE_PATHS: Paths = {
  [pathTemplate(PATHS.presence)]: {
    get: {
      ...shared,
      operationId: 'listPresence',
      summary: 'List presence',
      description: `The registration status of extensions: which devices each is registered with, and how long each registration has left.

- Where the order is not chosen it is that of the extended numbers as plain strings, ascending.
- \`filterOp\` or \`filterValue\` without \`filterBy\` is \`filterby_invalid\`; \`filterBy\` without \`filterValue\` is \`filtervalue_invalid\`. Parameters that are not listed here are ignored.
- Nothing that matches is **204** without a body. (A service that is set to \`emptyAs: 200\` sends a collection without entries.) A page beyond the end is 200 with no entries, and tells how many there are.
- \`@owner\` with \`@self\` is \`extension_invalid\`, and so is an extension out of the caller’s reach: it cannot be told from one that does not exist. A \`userId\` that no account has is \`user_invalid\` to an administrator and \`access_denied\` to others.
- The path is answered with and without a slash at its end, and never by a redirect.
- A source that has stopped answering changes no entry: the last that was known is told. \`${PATHS.health}\` says since when.`,
      responses: responses(listing),
    },
    head: {
      ...shared,
      operationId: 'listPresenceHeaders',
      summary: 'List presence, the headers alone',
      description: 'The headers that GET would answer with, `Content-Length` among them.',
      responses: responses(emptyAnswer('There is something that matches.', ...HEADERS)),
    },
    post: {
      ...shared,
      operationId: 'listPresenceByPost',
      summary: 'List presence, asked by POST',
      description:
        'Answered exactly as GET; a body is ignored. A client that sends one, as the publisher’s cURL example does, asks by POST.',
      responses: responses(listing),
    },
  },
};
