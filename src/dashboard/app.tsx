import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Session } from '../contract/session.ts';
import { useAddress } from './address/use-address.ts';
import { currentSession, signOut } from './api/session.ts';
import { BoardPage } from './board-page.tsx';
import { ErrorBoundary } from './frame/error-boundary.tsx';
import { FirstLoad } from './frame/no-data.tsx';
import { useDocument } from './frame/use-document.ts';
import { SignInPage } from './session/sign-in-page.tsx';
import { useEntry } from './session/use-entry.ts';

const NOT_TOLD =
  'The service could not be told. This browser is signed in until it is: open the page and sign out again.';

/** The whole page. `startToken` is what a start link brought. */
export function App({ startToken }: { startToken: string | undefined }) {
  const [client] = useState(() => new QueryClient());
  return (
    <ErrorBoundary>
      <QueryClientProvider client={client}>
        <Entrance startToken={startToken} />
      </QueryClientProvider>
    </ErrorBoundary>
  );
}

/** Nobody sees a board before signing in; a session that ends later takes no board away. */
function Entrance({ startToken }: { startToken: string | undefined }) {
  const queries = useQueryClient();
  const entry = useEntry(startToken);
  const [isInside, setIsInside] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (entry.state === 'in' && !isInside) setIsInside(true);

  const enter = (session: Session) => queries.setQueryData(currentSession().queryKey, session);
  const leave = async () => {
    setProblem(undefined);
    // Whoever signs out while the service is away leaves all the same, but has to know that the session has not ended.
    await signOut().catch(() => setProblem(NOT_TOLD));
    queries.clear();
    setIsInside(false);
    queries.setQueryData(currentSession().queryKey, null);
  };
  if (isInside) {
    const session = entry.state === 'in' ? entry.session : undefined;
    return <BoardPage accountName={session?.account.name} onSignedIn={enter} onSignOut={leave} />;
  }
  return (
    <Outside>
      {entry.state === 'out' ? (
        <SignInPage onSignedIn={enter} problem={problem ?? entry.problem} />
      ) : (
        <main className="flex h-screen flex-col">
          <FirstLoad />
        </main>
      )}
    </Outside>
  );
}

function Outside({ children }: { children: ReactNode }) {
  const { address } = useAddress();
  useDocument({ theme: address.theme, isStale: false, title: '' });
  return children;
}
