import { PATHS } from '../../contract/paths.ts';
import { XSRF_HEADER } from '../../contract/session.ts';
import {
  emptyAnswer,
  type HeaderName,
  headerRefs,
  jsonAnswer,
  jsonContent,
  refusals,
} from './answers.ts';
import { ANY_CREDENTIAL, NO_CREDENTIAL, SESSION_ONLY } from './credentials.ts';
import { type Json, type Paths, pathTemplate } from './openapi.ts';
import { type SchemaId, schemaRef } from './schemas.ts';

const TOKEN_FORM = { schema: schemaRef('TokenRequest') };

/** A refusal of OAuth's own form (RFC 6749 5.2). */
function tokenRefusal(description: string, ...headers: readonly HeaderName[]): Json {
  return {
    description,
    headers: headerRefs('Cache-Control', ...headers),
    content: jsonContent('TokenRefusal', {}),
  };
}

function jsonBody(id: SchemaId, example: Json): Json {
  return { required: true, content: jsonContent(id, { example }) };
}

/** Tokens for Apps. */
export const TOKEN_PATHS: Paths = {
  [PATHS.token]: {
    post: {
      operationId: 'issueToken',
      tags: ['Tokens'],
      summary: 'Get a token for an App',
      description:
        'OAuth 2.0, client credentials (RFC 6749 4.4). The Id and the secret of the App are in the form, or they are the user and the password of HTTP Basic.',
      security: NO_CREDENTIAL,
      requestBody: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': TOKEN_FORM,
          'multipart/form-data': TOKEN_FORM,
        },
      },
      responses: {
        200: jsonAnswer('Token', { description: 'The token.' }),
        ...refusals('too_many_requests'),
        400: tokenRefusal(
          'The form is not valid: `invalid_request` when something is missing, `unsupported_grant_type` for any other than `client_credentials`.',
        ),
        401: tokenRefusal('No App has this Id and secret: `invalid_client`.', 'WWW-Authenticate'),
      },
    },
  },
};

const SESSION = 'Sessions';

/** Signing in with a browser. */
export const SESSION_PATHS: Paths = {
  [PATHS.session]: {
    post: {
      operationId: 'signIn',
      tags: [SESSION],
      summary: 'Sign in',
      description: `Begins a session of a browser, with an account’s token or with the secret of a wall link. From then on its cookies say who is asking, where a page repeats the readable one in the header \`${XSRF_HEADER}\`.`,
      security: NO_CREDENTIAL,
      requestBody: jsonBody('SignIn', { token: 'an-access-token' }),
      responses: {
        200: jsonAnswer('Session', {
          description: 'Who is signed in.',
          headers: ['Cache-Control', 'Set-Cookie'],
        }),
        ...refusals('request_invalid', 'access_denied', 'too_many_requests'),
      },
    },
    get: {
      operationId: 'whoAmI',
      tags: [SESSION],
      summary: 'Who is signed in',
      description: 'Sets the cookies anew when half of the session is over.',
      security: SESSION_ONLY,
      responses: {
        200: jsonAnswer('Session', { description: 'Who is signed in.' }),
        ...refusals('access_denied'),
      },
    },
    delete: {
      operationId: 'signOut',
      tags: [SESSION],
      summary: 'Sign out',
      description: 'Ends the session of this browser.',
      security: SESSION_ONLY,
      responses: {
        204: emptyAnswer('The cookies are taken back.', 'Set-Cookie'),
        ...refusals('access_denied'),
      },
    },
  },
};

const WALL_LINKS = 'Wall links';
const NOT_FOR_WALLS = 'A wall link itself is refused.';

/** Read-only links for televisions. */
export const WALL_LINK_PATHS: Paths = {
  [PATHS.wallLinks]: {
    get: {
      operationId: 'listWallLinks',
      tags: [WALL_LINKS],
      summary: 'List wall links',
      description: `The caller’s own, and to an administrator everybody’s, the newest first. ${NOT_FOR_WALLS}`,
      security: ANY_CREDENTIAL,
      responses: {
        200: jsonAnswer('WallLinks', { description: 'The links, without their secrets.' }),
        ...refusals('access_denied', 'too_many_requests'),
      },
    },
    post: {
      operationId: 'makeWallLink',
      tags: [WALL_LINKS],
      summary: 'Make a wall link',
      description: `A read-only link of the caller’s own account. \`/#wall=SECRET&…view\` signs a browser in to read, until the link is revoked. ${NOT_FOR_WALLS}`,
      security: ANY_CREDENTIAL,
      requestBody: jsonBody('NewWallLink', { name: 'Reception', view: 'view=table&every=10' }),
      responses: {
        201: jsonAnswer('CreatedWallLink', { description: 'The link and its secret.' }),
        ...refusals('request_invalid', 'access_denied', 'too_many_requests'),
      },
    },
  },
  [pathTemplate(PATHS.wallLink)]: {
    delete: {
      operationId: 'revokeWallLink',
      tags: [WALL_LINKS],
      summary: 'Revoke a wall link',
      description: `Whatever it has signed in reads nothing from now on. ${NOT_FOR_WALLS}`,
      security: ANY_CREDENTIAL,
      parameters: [
        {
          name: 'id',
          in: 'path',
          required: true,
          description: 'The `id` of the link.',
          schema: { type: 'string' },
        },
      ],
      responses: {
        204: emptyAnswer('It is revoked.'),
        ...refusals('access_denied', 'not_found', 'too_many_requests'),
      },
    },
  },
};
