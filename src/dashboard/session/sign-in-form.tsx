import { type FormEvent, useId, useState } from 'react';
import type { Session } from '../../contract/session.ts';
import { PollError, type PollFailure } from '../api/poll-failure.ts';
import { signIn } from '../api/session.ts';
import { Button } from '../ui/button.tsx';
import { SquareX } from '../ui/glyphs.tsx';

type SignInFormProps = {
  onSignedIn: (session: Session) => void;
  /** Why there is something to sign in for again: a start link that was refused. */
  problem?: string | undefined;
};

/** Asks for the access token, and says what was wrong with it. */
export function SignInForm({ onSignedIn, problem: firstProblem }: SignInFormProps) {
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState(firstProblem);
  const [isAsking, setIsAsking] = useState(false);
  const id = useId();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsAsking(true);
    try {
      onSignedIn(await signIn(token.trim()));
    } catch (error) {
      setProblem(signInProblem(error));
      setIsAsking(false);
    }
  };
  return (
    <form onSubmit={submit} className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-12 font-medium text-ink-2">
        Access token
      </label>
      <input
        id={id}
        type="password"
        autoComplete="current-password"
        required
        value={token}
        onChange={(event) => setToken(event.target.value)}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
        className="mb-1 h-9 touch:h-11 rounded-control border border-line-3 bg-well px-2.5 font-mono focus:border-accent"
      />
      <p
        id={`${id}-problem`}
        role="status"
        className="flex min-h-4 items-center gap-2 text-12 font-medium text-lost-ink"
      >
        {problem && (
          <>
            <SquareX className="tone-lost size-3 text-mark" />
            {problem}
          </>
        )}
      </p>
      <Button type="submit" look="primary" disabled={isAsking} className="mt-1.5 h-9">
        Sign in
      </Button>
    </form>
  );
}

/** Why somebody is not signed in, in a sentence. */
export function signInProblem(error: unknown): string {
  return error instanceof PollError ? problemOf(error.failure) : String(error);
}

function problemOf({ kind, httpStatus, message }: PollFailure): string {
  switch (kind) {
    case 'refused':
      return 'Refused: no account has this token.';
    case 'timeout':
      return 'The service did not answer within 10 s.';
    case 'no-connection':
      return 'The service does not answer.';
    case 'too-many':
      return 'Too many tries. Wait a minute and try again.';
    default:
      return `The service could not sign you in (${httpStatus ?? message ?? kind}).`;
  }
}
