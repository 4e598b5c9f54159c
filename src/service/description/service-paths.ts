import { PATHS } from '../../contract/paths.ts';
import { emptyAnswer, headerRefs, jsonAnswer, refusals } from './answers.ts';
import { ANY_CREDENTIAL, NO_CREDENTIAL } from './credentials.ts';
import type { Paths } from './openapi.ts';

const VALIDATOR = ['ETag', 'Cache-Control'] as const;
const UNCHANGED = { 304: emptyAnswer('It is the one whose `ETag` was sent.', ...VALIDATOR) };

/** What the service tells of its extensions and of itself. */
export const SERVICE_PATHS: Paths = {
  [PATHS.names]: {
    get: {
      operationId: 'listNames',
      tags: ['Names'],
      summary: 'Names of extensions and organizations',
      description: 'What people call what the caller may see.',
      security: ANY_CREDENTIAL,
      responses: {
        200: jsonAnswer('Names', {
          description: 'The names.',
          headers: VALIDATOR,
          example: {
            extensions: { '0003*210': 'Ann, reception' },
            organizations: { '0003': 'Acme' },
          },
        }),
        ...UNCHANGED,
        ...refusals('access_denied', 'too_many_requests'),
      },
    },
  },
  [PATHS.health]: {
    get: {
      operationId: 'health',
      tags: ['Service'],
      summary: 'Health',
      description: 'For monitors: no sign-in, and no secret in it.',
      security: NO_CREDENTIAL,
      responses: {
        200: jsonAnswer('Health', { description: 'The answers are right.' }),
        503: jsonAnswer('Health', {
          description:
            'The source does not answer. What it last told is still served, and is getting older.',
        }),
        ...refusals(),
      },
    },
  },
  [PATHS.openapi]: {
    get: {
      operationId: 'description',
      tags: ['Service'],
      summary: 'This description',
      description: `OpenAPI 3.1, made of the schemas that the service works with. \`${PATHS.reference}\` shows it.`,
      security: NO_CREDENTIAL,
      responses: {
        200: {
          description: 'An OpenAPI document.',
          headers: headerRefs(...VALIDATOR),
          content: { 'application/json': { schema: { type: 'object' } } },
        },
        ...UNCHANGED,
        ...refusals(),
      },
    },
  },
};
