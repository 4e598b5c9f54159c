import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Session } from '../../contract/session.ts';
import { currentSession, signIn } from '../api/session.ts';
import { signInProblem } from './sign-in-form.tsx';

/** A session that is used is renewed by being asked for; it lives for weeks, so this is often enough. */
const RENEWED_EVERY_MS = 3_600_000;

/**
 * Who comes in. `asking` until the service has said; `out` when nobody is signed in, with the reason where a start
 * link was refused; `in` else, also when the service could not be asked: then the board says so itself.
 */
export type Entry =
  | { state: 'asking' }
  | { state: 'out'; problem: string | undefined }
  | { state: 'in'; session: Session | undefined };

/** Signs in with the start link's token, when there is one, and else asks who is signed in. */
export function useEntry(startToken: string | undefined): Entry {
  const client = useQueryClient();
  const [isUsed, setIsUsed] = useState(startToken === undefined);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    if (startToken === undefined) return;
    signIn(startToken)
      .then((session) => client.setQueryData(currentSession().queryKey, session))
      .catch((error) => setProblem(`The start link was not taken. ${signInProblem(error)}`))
      .finally(() => setIsUsed(true));
  }, [startToken, client]);
  const { data, isPending } = useQuery({
    ...currentSession(),
    enabled: isUsed,
    refetchInterval: RENEWED_EVERY_MS,
  });
  if (!isUsed || isPending) return { state: 'asking' };
  return data === null ? { state: 'out', problem } : { state: 'in', session: data };
}
