import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { SignIn } from '../../contract/session.ts';
import { type PollFailure, toFailure } from '../api/poll-failure.ts';
import type { PollOutcome } from '../api/poll-state.ts';
import { backOffMs } from '../api/poll-timing.ts';
import { currentSession, signIn } from '../api/session.ts';
import { useClock } from '../clock/ticker.ts';
import { linkProblem, type SignInProblem } from './sign-in-problem.ts';

const FIRST_PAUSE_MS = 1000;

/** The tries so far, of which the last brought `failure`, and the server's time of the next one. */
export type LinkTries = {
  failure: PollFailure;
  failures: PollOutcome['failures'];
  nextAtMs: number;
};

export type LinkSignIn = {
  /** The link was neither taken nor refused yet. */
  isUnderWay: boolean;
  tries: LinkTries | undefined;
  /** Why the link was refused. */
  problem: SignInProblem | undefined;
  tryNow: () => void;
};

/**
 * Signs in with a link until the service takes or refuses it: nobody stands before a television that was switched on
 * earlier than the service. The link is kept in memory alone.
 */
export function useLinkSignIn(given: SignIn | undefined): LinkSignIn {
  const queries = useQueryClient();
  const clock = useClock();
  const [link, setLink] = useState(given);
  const [tries, setTries] = useState<LinkTries>();
  const [problem, setProblem] = useState<SignInProblem>();
  const [turn, setTurn] = useState(1);

  useEffect(() => {
    if (!link) return;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fail = (failure: PollFailure) => {
      const pauseMs = backOffMs(failure, turn, FIRST_PAUSE_MS);
      timer = setTimeout(() => setTurn(turn + 1), pauseMs);
      setTries((before) => ({
        failure,
        failures: { count: turn, sinceMs: before?.failures.sinceMs ?? failure.atMs },
        nextAtMs: failure.atMs + pauseMs,
      }));
    };
    const take = async () => {
      try {
        const session = await signIn(link, { signal: controller.signal });
        queries.setQueryData(currentSession().queryKey, session);
      } catch (error) {
        if (controller.signal.aborted) return;
        const failure = toFailure(error, clock.nowMs());
        if (failure.kind !== 'refused') return fail(failure);
        setProblem(linkProblem(link));
      }
      setLink(undefined);
    };
    take();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [link, turn, queries, clock]);
  return { isUnderWay: link !== undefined, tries, problem, tryNow: () => setTurn(turn + 1) };
}
