import type { Context, Handler } from 'hono';
import type { Token, TokenRefusal } from '../../contract/token.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { FailedTries } from '../accounts/failed-tries.ts';
import { type IssuedTokens, TOKEN_LIFE_SECONDS } from '../accounts/issued-tokens.ts';
import { withinLimit } from './authenticate.ts';
import type { SourceOf } from './source-address.ts';

/** What may be read and done with a token: UnifiedAPI, as far as the account reaches. */
const SCOPE = 'unifiedapi';

/**
 * Answers `/oauth/token.php` (RFC 6749 4.4, UnifiedAPI v3 "Obtain Authorization"): a token for an App's Id and secret.
 * `type`, `redirect_uri` and `state` may be there and change nothing.
 */
export function tokenHandler(options: {
  accounts: Pick<AccountStore, 'withApp'>;
  issuedTokens: IssuedTokens;
  tries: FailedTries;
  sourceOf: SourceOf;
}): Handler {
  const { accounts, issuedTokens, tries, sourceOf } = options;
  return async (c) => {
    c.header('Cache-Control', 'no-store');
    const form = await formOf(c);
    const grantType = form.get('grant_type');
    if (grantType === null) return refuse(c, 'invalid_request', 'grant_type is missing.');
    if (grantType !== 'client_credentials') {
      return refuse(c, 'unsupported_grant_type', 'grant_type must be client_credentials.');
    }
    const { id, secret } = basicOf(c) ?? {
      id: form.get('client_id'),
      secret: form.get('client_secret'),
    };
    if (!id || !secret) {
      return refuse(c, 'invalid_request', 'client_id and client_secret are both needed.');
    }
    const credential = withinLimit(tries, { source: sourceOf(c), name: id }, () =>
      accounts.withApp({ id, secret }),
    );
    if (!credential) {
      return refuse(c, 'invalid_client', 'No App has this client_id and client_secret.');
    }
    return c.json<Token>({
      access_token: await issuedTokens.issue(credential),
      token_type: 'Bearer',
      expires_in: TOKEN_LIFE_SECONDS,
      scope: SCOPE,
    });
  };
}

/** RFC 6749 5.2. */
function refuse(c: Context, error: TokenRefusal['error'], description: string): Response {
  if (error === 'invalid_client') c.header('WWW-Authenticate', 'Basic realm="Rollcall"');
  const status = error === 'invalid_client' ? 401 : 400;
  return c.json<TokenRefusal>({ error, error_description: description }, status);
}

/** Published clients send a form either way; one begins it with `&`, which holds nothing. */
async function formOf(c: Context): Promise<URLSearchParams> {
  const type = c.req.header('Content-Type') ?? '';
  if (!/^multipart\/form-data/i.test(type)) return new URLSearchParams(await c.req.text());
  const form = await c.req.formData().catch(() => new FormData());
  const fields = [...form].filter((field): field is [string, string] => {
    return typeof field[1] === 'string';
  });
  return new URLSearchParams(fields);
}

/** RFC 6749 2.3.1: a client may give its Id and secret, form-encoded, as the user and password of HTTP Basic. */
function basicOf(c: Context): { id: string; secret: string } | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':');
  return { id: decoded(id), secret: decoded(rest.join(':')) };
}

function decoded(text: string): string {
  return new URLSearchParams(`text=${text}`).get('text') ?? '';
}
