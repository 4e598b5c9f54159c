import type { SignIn } from '../../contract/session.ts';

/** The parts of the page that a link lives in. */
type Page = {
  location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  history: Pick<History, 'replaceState' | 'state'>;
};

/**
 * What a start link (`/#token=TOKEN`) or a wall link (`/#wall=SECRET&view=table`) signs in with, undefined without one.
 * The fragment leaves the address at once, before anything else can read, copy or bookmark it. What it says of the view
 * becomes the query string; when it says nothing, the query string stays.
 */
export function takeSignInLink({ location, history }: Page): SignIn | undefined {
  const link = readFragment(location.hash.slice(1));
  if (!link) return undefined;
  const search = link.view === '' ? location.search : `?${link.view}`;
  history.replaceState(history.state, '', `${location.pathname}${search}`);
  return link.signIn;
}

/** What somebody gave for a token: one, or a whole link with one in it, as it was copied. */
export function readSignIn(text: string): SignIn {
  const [, fragment = ''] = text.trim().split('#');
  return readFragment(fragment)?.signIn ?? { token: text.trim() };
}

const SECRET = /^(token|wall)=/;

/** Only the first secret is taken out: the view may well say `wall` too. */
function readFragment(fragment: string): { signIn: SignIn | undefined; view: string } | undefined {
  const parts = fragment.split('&');
  const place = parts.findIndex((part) => SECRET.test(part));
  if (place === -1) return undefined;
  const [[name, secret] = ['', '']] = new URLSearchParams(parts[place]);
  const view = parts.filter((_, index) => index !== place).join('&');
  if (secret === '') return { signIn: undefined, view };
  return { signIn: name === 'wall' ? { wallLink: secret } : { token: secret }, view };
}
