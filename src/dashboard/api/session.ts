import { queryOptions } from '@tanstack/react-query';
import { PATHS } from '../../contract/paths.ts';
import { type Session, type SignIn, sessionSchema } from '../../contract/session.ts';
import { boardClock } from '../clock/board-clock.ts';
import { type Answer, type AskOptions, ask, failureOf, readJson } from './ask.ts';
import { PollError } from './poll-failure.ts';

/** Who is signed in: `null` when nobody is. */
export const currentSession = () =>
  queryOptions({
    queryKey: ['session'] as const,
    queryFn: async ({ signal }): Promise<Session | null> => {
      try {
        return await fetchSession({ signal });
      } catch (error) {
        if (error instanceof PollError && error.failure.kind === 'refused') return null;
        throw error;
      }
    },
    networkMode: 'always',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Asks who is signed in. Throws PollError: `refused` when nobody is. */
export async function fetchSession(options: AskOptions = {}): Promise<Session> {
  return readSession(await ask(PATHS.session, options), options);
}

/**
 * Signs in with an access token or a wall link; the service answers with the session's cookie. Throws PollError:
 * `refused` for a token of nobody, and for a link that was revoked.
 */
export async function signIn(body: SignIn, options: AskOptions = {}): Promise<Session> {
  const answer = await ask(PATHS.session, { ...options, method: 'POST', body });
  return readSession(answer, options);
}

/** Signs out. Throws PollError when the service cannot be told. */
export async function signOut(options: AskOptions = {}): Promise<void> {
  const answer = await ask(PATHS.session, { ...options, method: 'DELETE' });
  // Who is signed out already needs nothing more.
  if (answer.status >= 300 && answer.status !== 401)
    throw new PollError(failureOf(answer, nowMs(options)));
}

function readSession(answer: Answer, options: AskOptions): Session {
  if (answer.status !== 200) throw new PollError(failureOf(answer, nowMs(options)));
  return readJson(answer, sessionSchema, nowMs(options));
}

function nowMs({ clock = boardClock }: AskOptions): number {
  return clock.nowMs();
}
