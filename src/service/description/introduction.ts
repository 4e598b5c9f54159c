import { API_ERRORS } from '../../contract/errors.ts';
import { PATHS } from '../../contract/paths.ts';

/** Every code there is, one line each: some are of no single operation. */
const CODES = Object.entries(API_ERRORS)
  .map(([code, { status, message }]) => `| ${status} | \`${code}\` | ${message} |`)
  .join('\n');

/** What holds for every operation, in Markdown. */
export const INTRODUCTION = `Rollcall answers the Presence Service of UnifiedAPI v5, *List Presence*: which telephone extensions are registered, with which devices, and for how long. A client of that API can be pointed here unedited. Where its documents are silent, what Rollcall decided is written here.

## Who sees what

- An **administrator** sees every extension.
- An **organization** sees those with its prefix: \`0003*…\`.
- A **user** sees those that it owns.

\`@self\` lists exactly these.

## Credentials

Any of: a token as \`Authorization: Bearer …\`; the same as \`?accessRequestToken=…\`; a session’s cookie together with its header. The first that is sent counts. An App gets a token at \`${PATHS.token}\`. Without good credentials the answer is 401, before anything else is looked at.

## Answers

- Bodies are JSON; \`Date\` is always there. Times are UTC, \`YYYY-MM-DDThh:mm:ssZ\`.
- A listing has an \`ETag\` that changes if and only if its body does. Asked again with \`If-None-Match\`, it is 304 without a body. It comes with \`Cache-Control: no-cache, private\`.
- Bodies of a kilobyte and more are compressed (brotli, gzip) for whoever accepts it.
- Nothing is ever redirected.

## Refusals

Every refusal is \`{"error":{"code":"…","message":"…"}}\`; only \`${PATHS.token}\` has OAuth’s own. What an address does not do, and every other operation under \`/uapi/\`, is \`request_not_implemented\`; any other address is \`not_found\`. Each operation lists the codes that are its own; these are all.

| HTTP | code | message |
|---|---|---|
${CODES}`;
