import { type FormEvent, type RefObject, useId, useState } from 'react';
import type { Session } from '../../contract/session.ts';
import { toFailure } from '../api/poll-failure.ts';
import { signIn } from '../api/session.ts';
import { useClock, useNow } from '../clock/ticker.ts';
import { formatSpan } from '../condition/time-text.ts';
import { Button } from '../ui/button.tsx';
import { SquareX } from '../ui/glyphs.tsx';
import { readSignIn } from './sign-in-link.ts';
import { type SignInProblem, signInProblem } from './sign-in-problem.ts';

type SignInFormProps = {
  onSignedIn: (session: Session) => void;
  /** Why there is something to sign in for: a link that was refused. */
  problem?: SignInProblem | undefined;
  /** The field of the token, for who opens the form and focuses it. */
  field: RefObject<HTMLInputElement | null>;
};

/** Asks for the access token, and says what was wrong with it. A pasted link will do as well. */
export function SignInForm({ onSignedIn, problem: firstProblem, field }: SignInFormProps) {
  const clock = useClock();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState(firstProblem);
  const [isAsking, setIsAsking] = useState(false);
  const id = useId();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isAsking) return;
    setIsAsking(true);
    setProblem(undefined);
    const given = readSignIn(text);
    try {
      onSignedIn(await signIn(given));
    } catch (error) {
      setProblem(signInProblem(toFailure(error, clock.nowMs()), given, window.location.host));
      setIsAsking(false);
      // What was refused is selected, so that the next paste replaces it.
      field.current?.select();
    }
  };
  return (
    <form onSubmit={submit} className="grid content-start gap-1.5">
      {/* Password managers keep a secret under a name, and a token has none. */}
      <input type="text" name="username" autoComplete="username" value="Rollcall" readOnly hidden />
      <label htmlFor={id} className="text-12 font-medium text-ink-2">
        Access token
      </label>
      <TokenField
        id={id}
        field={field}
        text={text}
        onText={setText}
        isRefused={problem?.isRefused ?? false}
        problemId={`${id}-problem`}
      />
      <p
        id={`${id}-problem`}
        // What was so before anything was typed is read with the field, and interrupts nobody.
        role={problem && problem === firstProblem ? undefined : 'alert'}
        className="flex min-h-4 gap-2 text-12 font-medium text-lost-ink"
      >
        {problem && (
          <>
            <SquareX className="tone-lost mt-0.5 size-3 text-mark" />
            <span>
              {problem.text}
              {problem.againAtMs !== undefined && <Again atMs={problem.againAtMs} />}
            </span>
          </>
        )}
      </p>
      <Button type="submit" look="primary" aria-disabled={isAsking} className="mt-1.5 h-9">
        {isAsking ? 'Signing in' : 'Sign in'}
      </Button>
    </form>
  );
}

type TokenFieldProps = {
  id: string;
  field: RefObject<HTMLInputElement | null>;
  text: string;
  onText: (text: string) => void;
  isRefused: boolean;
  problemId: string;
};

function TokenField({ id, field, text, onText, isRefused, problemId }: TokenFieldProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <div className="relative mb-0.5">
      <input
        id={id}
        ref={field}
        name="token"
        type={isShown ? 'text' : 'password'}
        autoComplete="current-password"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={text}
        onChange={(event) => onText(event.target.value)}
        aria-invalid={isRefused}
        aria-describedby={problemId}
        className="h-9 touch:h-11 w-full rounded-control border border-line-3 bg-well pr-15 pl-2.5 font-mono focus:border-accent"
      />
      <button
        type="button"
        aria-label={isShown ? 'Hide token' : 'Show token'}
        onClick={() => setIsShown(!isShown)}
        className="absolute inset-y-0 right-0 w-13 rounded-control text-12 font-medium text-ink-2 hover:text-ink"
      >
        {isShown ? 'Hide' : 'Show'}
      </button>
    </div>
  );
}

/** When another try is taken. It counts down for the eye, and is told once. */
function Again({ atMs }: { atMs: number }) {
  const leftMs = atMs - useNow();
  const [toldMs] = useState(leftMs);
  if (leftMs <= 0) return ' Try again now.';
  return (
    <>
      <span aria-hidden="true"> Try again in {formatSpan(leftMs)}.</span>
      <span className="sr-only"> Try again in {formatSpan(toldMs)}.</span>
    </>
  );
}
