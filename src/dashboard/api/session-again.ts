import type { QueryClient } from '@tanstack/react-query';
import type { SignIn } from '../../contract/session.ts';
import type { SteadyClock } from '../clock/steady-clock.ts';
import { PollError } from './poll-failure.ts';
import { currentSession, fetchSession, signIn } from './session.ts';

type Without = {
  /** The wall link that the page was opened by, if it was. */
  link: SignIn | undefined;
  client: QueryClient;
  signal: AbortSignal;
  clock: SteadyClock;
};

export function isRefusal(error: unknown): error is PollError {
  return error instanceof PollError && error.failure.kind === 'refused';
}

/**
 * Looks whether a browser whose session was refused has one again, and else lets the wall link start another: nobody
 * stands before a television that has lost its cookie. Throws PollError; `isLinkRefused` when the link was refused too.
 */
export async function sessionAgain({ link, client, ...options }: Without): Promise<void> {
  try {
    await fetchSession(options);
    return;
  } catch (error) {
    if (!link || !isRefusal(error)) throw error;
  }
  try {
    client.setQueryData(currentSession().queryKey, await signIn(link, options));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new PollError({ ...error.failure, isLinkRefused: true });
  }
}
