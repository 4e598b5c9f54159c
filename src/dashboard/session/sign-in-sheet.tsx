import { useRef } from 'react';
import type { Session } from '../../contract/session.ts';
import { Sheet } from '../ui/sheet.tsx';
import { SignInForm } from './sign-in-form.tsx';

type SignInSheetProps = { onSignedIn: (session: Session) => void; onClose: () => void };

/** Signing in over the board, which stays as it was. */
export function SignInSheet({ onSignedIn, onClose }: SignInSheetProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <Sheet title="Sign in" onClose={onClose} firstFocus={field}>
      <SignInForm onSignedIn={onSignedIn} field={field} />
    </Sheet>
  );
}
