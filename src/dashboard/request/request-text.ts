import type { PresenceQuery } from '../../contract/query.ts';
import { firstPage, presencePath } from '../api/fetch-presence.ts';

/**
 * The request as it is sent, from the path on. Without a chosen count the board asks for page after page, and this
 * is the first.
 */
export function requestTarget(query: PresenceQuery): string {
  return presencePath(firstPage(query));
}

/** The request as a URL that can be opened elsewhere. */
export function requestUrl(origin: string, query: PresenceQuery): string {
  return `${origin}${requestTarget(query)}`;
}

/**
 * The request as a command. The token is a variable of the reader's shell, never the value; `-g` keeps curl from
 * reading `filterValue[0]` as a range.
 */
export function curlCommand(origin: string, query: PresenceQuery): string {
  return `curl -g -H "Authorization: Bearer $TOKEN" '${requestUrl(origin, query)}'`;
}
