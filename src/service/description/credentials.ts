import { PATHS } from '../../contract/paths.ts';
import { SESSION_COOKIE, XSRF_COOKIE, XSRF_HEADER } from '../../contract/session.ts';

/** The ways to say who is asking. */
export const SECURITY_SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: `A token of an account, or one that an App got from \`${PATHS.token}\`.`,
  },
  app: {
    type: 'oauth2',
    description: 'The Id and the secret of an App, for which a token is fetched.',
    flows: { clientCredentials: { tokenUrl: PATHS.token, scopes: {} } },
  },
  accessRequestToken: {
    type: 'apiKey',
    in: 'query',
    name: 'accessRequestToken',
    description:
      'The same tokens in the address, with or without the word Bearer. Addresses end up in logs: prefer the header.',
  },
  sessionCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE,
    description: `The cookie of a session (\`POST ${PATHS.session}\`). It counts together with the header ${XSRF_HEADER} alone.`,
  },
  sessionHeader: {
    type: 'apiKey',
    in: 'header',
    name: XSRF_HEADER,
    description: `Repeats the value of the cookie \`${XSRF_COOKIE}\`.`,
  },
} as const;

/** The cookie and the header of a session, both. */
export const SESSION_ONLY = [{ sessionCookie: [], sessionHeader: [] }];
/** Any way will do; the first that is sent counts. */
export const ANY_CREDENTIAL = [
  { bearer: [] },
  { app: [] },
  { accessRequestToken: [] },
  ...SESSION_ONLY,
];
export const NO_CREDENTIAL = [];
