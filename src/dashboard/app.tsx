import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useContext, useEffect, useState } from 'react';
import type { Session, SignIn } from '../contract/session.ts';
import { AddressContext, useAddress } from './address/use-address.ts';
import { currentSession, signOut } from './api/session.ts';
import { BoardPage } from './board-page.tsx';
import { ErrorBoundary } from './frame/error-boundary.tsx';
import { FirstLoad, SignInAwaited } from './frame/no-data.tsx';
import { useDocument } from './frame/use-document.ts';
import { StartAnew } from './release/start-anew.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import type { SignInProblem } from './session/sign-in-problem.ts';
import { type Entry, useEntry } from './session/use-entry.ts';
import { Wall } from './wall/wall.tsx';

const NOT_TOLD: SignInProblem = {
  text: 'The service could not be reached. This browser is still signed in: open the page and sign out again.',
};

/** The whole page. `link` is what the link that it was opened by signs in with. */
export function App({ link }: { link: SignIn | undefined }) {
  const [client] = useState(() => new QueryClient());
  return (
    <ErrorBoundary
      watch={<StartAnew />}
      frame={(fault) => <PageWithoutBoard>{fault}</PageWithoutBoard>}
    >
      <QueryClientProvider client={client}>
        <Entrance link={link} />
      </QueryClientProvider>
    </ErrorBoundary>
  );
}

/** Nobody sees a board before signing in; a session that ends later takes no board away. */
function Entrance({ link }: { link: SignIn | undefined }) {
  const queries = useQueryClient();
  const entry = useEntry(link);
  const { show } = useContext(AddressContext);
  const [isInside, setIsInside] = useState(false);
  const [isByHand, setIsByHand] = useState(false);
  /** The last that was known: who has been signed out is still told what was theirs. */
  const [session, setSession] = useState<Session>();
  /** A wall link is kept, in memory alone, until it is refused or somebody signs in or out by hand. */
  const [wallLink, setWallLink] = useState(link && 'wallLink' in link ? link : undefined);
  const [left, setLeft] = useState<{ problem: SignInProblem | undefined }>();
  useEffect(() => {
    if (entry.state !== 'in') return;
    if (entry.session) setSession(entry.session);
    if (isInside) return;
    const { view = '' } = entry.session?.wallLink ?? {};
    // The view that a wall link was made for, unless the address names one.
    if (view !== '' && window.location.search === '') show(view);
    setIsInside(true);
  }, [entry, isInside, show]);

  const enter = (entered: Session) => {
    setWallLink(undefined);
    queries.setQueryData(currentSession().queryKey, entered);
  };
  const leave = async () => {
    // Whoever signs out while the service is away leaves all the same, but has to know that the session has not ended.
    const problem = await signOut().then(
      () => undefined,
      () => NOT_TOLD,
    );
    queries.clear();
    setLeft({ problem });
    setWallLink(undefined);
    setIsInside(false);
    setSession(undefined);
    queries.setQueryData(currentSession().queryKey, null);
  };
  if (isInside) {
    const problem = entry.state === 'in' && !left ? entry.problem : undefined;
    return (
      <BoardPage
        session={session}
        isFocused={isByHand}
        link={problem ? undefined : wallLink}
        linkProblem={problem?.text}
        onSignedIn={enter}
        onSignOut={leave}
      />
    );
  }
  return (
    <Outside
      entry={entry.state === 'out' && left ? { state: 'out', problem: left.problem } : entry}
      onSignedIn={(entered) => {
        setIsByHand(true);
        enter(entered);
      }}
    />
  );
}

type OutsideProps = { entry: Entry; onSignedIn: (session: Session) => void };

/** Before the board: the sign-in page, or why nobody can be asked yet. */
function Outside({ entry, onSignedIn }: OutsideProps) {
  const { address } = useAddress();
  useDocument({ theme: address.theme, isStale: false, title: '' });
  return (
    <PageWithoutBoard>
      {entry.state === 'out' ? (
        <SignInPage onSignedIn={onSignedIn} problem={entry.problem} />
      ) : entry.state === 'trying' ? (
        <SignInAwaited {...entry.tries} onTryNow={entry.tryNow} />
      ) : (
        <FirstLoad />
      )}
    </PageWithoutBoard>
  );
}

/** What is shown in the place of a board. A television shows it as a wall: readable from afar, awake, without a pointer. */
function PageWithoutBoard({ children }: { children: ReactNode }) {
  const { address, change } = useAddress();
  if (!address.isWall)
    return <main className="flex h-screen flex-col overflow-auto">{children}</main>;
  return (
    <Wall
      board={undefined}
      hasLabels={false}
      rotateSeconds={0}
      isLossYoung={false}
      staleFromMs={undefined}
      part={undefined}
      freshness={null}
      banner={null}
      notes={[]}
      morePages={[]}
      onExit={() => change({ isWall: false })}
    >
      {children}
    </Wall>
  );
}
