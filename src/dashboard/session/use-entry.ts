import { useQuery } from '@tanstack/react-query';
import type { Session, SignIn } from '../../contract/session.ts';
import { currentSession } from '../api/session.ts';
import type { SignInProblem } from './sign-in-problem.ts';
import { type LinkTries, useLinkSignIn } from './use-link-sign-in.ts';

/** A session that is used is renewed by being asked for; it lives for weeks, so this is often enough. */
const RENEWED_EVERY_MS = 3_600_000;
/** While nobody could say whose the session is, the page does not know what to call its reader. */
const UNKNOWN_ASKED_EVERY_MS = 10_000;

/**
 * Who comes in. `asking` until the service has said; `trying` while it does not take the page's link, since it is away
 * or busy; `out` when nobody is signed in; `in` else, also when the service could not be asked: then the board says so
 * itself. `problem` says why a link was refused.
 */
export type Entry =
  | { state: 'asking' }
  | { state: 'trying'; tries: LinkTries; tryNow: () => void }
  | { state: 'out'; problem: SignInProblem | undefined }
  | { state: 'in'; session: Session | undefined; problem: SignInProblem | undefined };

/** Signs in with the link that the page was opened by, when there is one, and else asks who is signed in. */
export function useEntry(link: SignIn | undefined): Entry {
  const { isUnderWay, tries, problem, tryNow } = useLinkSignIn(link);
  const { data, isPending } = useQuery({
    ...currentSession(),
    enabled: !isUnderWay,
    refetchInterval: ({ state }) =>
      state.data === undefined ? UNKNOWN_ASKED_EVERY_MS : RENEWED_EVERY_MS,
    // A television may think for weeks that nobody sees its page; its session is renewed all the same.
    refetchIntervalInBackground: true,
  });
  if (isUnderWay && tries) return { state: 'trying', tries, tryNow };
  if (isUnderWay || isPending) return { state: 'asking' };
  return data === null ? { state: 'out', problem } : { state: 'in', session: data, problem };
}
