/** The parts of the page that a start link lives in. */
type Page = {
  location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  history: Pick<History, 'replaceState' | 'state'>;
};

/**
 * The token of a start link (`/#token=TOKEN`), undefined without one. The fragment leaves the address at once, before
 * anything else can read, copy or bookmark it; what is in the query string stays.
 */
export function takeStartToken({ location, history }: Page): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return undefined;
  history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  return token === '' ? undefined : token;
}
