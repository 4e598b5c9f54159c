import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Names } from '../contract/names.ts';
import { formatQuery, type PresenceQuery } from '../contract/query.ts';
import type { Session } from '../contract/session.ts';
import type { WatchedEvents } from '../presence/events.ts';
import { type BoardAddress, THEMES } from './address/board-address.ts';
import { useAddress } from './address/use-address.ts';
import type { Phase } from './api/freshness.ts';
import { namesList } from './api/names-list.ts';
import { serviceHealth } from './api/service-health.ts';
import { useFreshness } from './api/use-freshness.ts';
import { type PollRequest, type PresencePoll, usePresencePoll } from './api/use-presence-poll.ts';
import { Announcer } from './board/announcer.tsx';
import { Board, type Panel } from './board/board.tsx';
import { panelIdOf } from './board/item-button.ts';
import { ShownHere } from './board/shown-here.tsx';
import { Summary } from './board/summary.tsx';
import { figureSparkline, type Insight, useInsight, WithRail } from './board-insight.tsx';
import { ExtensionPanel, panelHeightPx } from './extension/extension-panel.tsx';
import { figureNote } from './figure-notes.tsx';
import { missingWord } from './frame/failure-words.ts';
import { Header } from './frame/header.tsx';
import { EmptyList, NoData } from './frame/no-data.tsx';
import { NoticeStack } from './frame/notice-stack.tsx';
import { TruncatedNotice } from './frame/notices.tsx';
import { useDocument } from './frame/use-document.ts';
import { type BoardState, useBoard } from './model/use-board.ts';
import { OpenedSheet, type OpenSheet } from './opened-sheet.tsx';
import { RequestBar } from './request/request-bar.tsx';
import { withFilter, withStartIndex } from './request/request-edit.ts';
import { curlCommand, requestUrl } from './request/request-text.ts';
import { Button } from './ui/button.tsx';
import { CopyButton } from './ui/copy-button.tsx';
import { useShortcut } from './ui/use-shortcut.ts';
import { WallPage } from './wall-page.tsx';

type BoardPageProps = {
  /** Who is signed in; undefined while that is not known. */
  session: Session | undefined;
  /** Whoever signed in on this page just now finds the focus in the list, and not at the page's beginning. */
  isFocused: boolean;
  /** Why the link that the page was opened by was refused. */
  linkProblem: string | undefined;
  onSignedIn: (session: Session) => void;
  onSignOut: () => void;
};

const NO_NAMES: Names = { extensions: {}, organizations: {} };

/** The board and everything around it: where the features meet. */
export function BoardPage(props: BoardPageProps) {
  const { session, isFocused, linkProblem, onSignedIn, onSignOut } = props;
  const { address, ignored, change } = useAddress();
  const [isPaused, setIsPaused] = useState(false);
  const [sheet, setSheet] = useState<OpenSheet>();
  const [{ phase, staleFromMs }, setAge] = useState<Age>({
    phase: 'asking',
    staleFromMs: undefined,
  });
  const { query, everySeconds, theme, isWall } = address;
  const request = useMemo(
    () => ({ query, everySeconds, isPaused, isUnattended: isWall }),
    [query, everySeconds, isPaused, isWall],
  );
  const poll = usePresencePoll(request);
  const { data: names = NO_NAMES } = useQuery(namesList());
  const { data: health } = useQuery(serviceHealth());
  const isStale = phase === 'stale';
  const isHeld = isPaused || isStale;
  const board = useBoard({ ...poll, address, names, isHeld });
  const insight = useInsight({ board, address, isHeld, staleFromMs });
  useDocument({ theme, isStale, title: isStale ? missingWord(poll.failure) : countsOf(board) });
  useShortcut('p', () => setIsPaused(!isPaused));
  useShortcut('w', () => change({ isWall: !isWall }));
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isFocused) main.current?.focus();
  }, [isFocused]);

  const content = { poll, request, board, insight, address, change, staleFromMs };
  const signIn = () => {
    change({ isWall: false });
    setSheet('sign-in');
  };
  if (isWall) {
    return (
      <>
        <PhaseWatch request={request} onAge={setAge} />
        <Announcer board={board} />
        <WallPage {...content} health={health} onExit={() => change({ isWall: false })}>
          <List {...content} onSignIn={signIn} />
        </WallPage>
      </>
    );
  }
  const nextTheme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  return (
    <div className="flex h-screen flex-col overflow-x-hidden overflow-y-auto print:h-auto print:overflow-visible">
      <PhaseWatch request={request} onAge={setAge} />
      <Announcer board={board} />
      <Header
        {...{ poll, request, session, onSignOut }}
        isFleet={(health?.fleet ?? 0) > 0}
        themeName={theme}
        onEvery={(seconds) => change({ everySeconds: seconds })}
        onPause={setIsPaused}
        onTheme={() => nextTheme && change({ theme: nextTheme })}
        onLegend={() => setSheet('legend')}
        onWallLinks={() => setSheet('wall-links')}
        onSignIn={signIn}
        onWall={() => change({ isWall: true })}
      />
      <NoticeStack
        {...{ poll, request, isStale, health, ignored, linkProblem }}
        wallLink={session?.wallLink?.name}
        onSignIn={signIn}
        onResume={() => setIsPaused(false)}
      />
      <Content {...content} main={main} onSignIn={signIn} />
      <OpenedSheet
        {...{ sheet, poll, address, session, main, onSignedIn }}
        onClose={() => setSheet(undefined)}
      />
    </div>
  );
}

type ContentProps = {
  poll: PresencePoll;
  request: PollRequest;
  board: BoardState | undefined;
  insight: Insight;
  address: BoardAddress;
  change: (part: Partial<BoardAddress>) => void;
  /** The server's time of the data, once it is stale. */
  staleFromMs: number | undefined;
  main: RefObject<HTMLElement | null>;
  onSignIn: () => void;
};

function Content(props: ContentProps) {
  const { poll, board, insight, address, change, staleFromMs, main } = props;
  const { query } = address;
  const { roll } = poll;
  return (
    <>
      <Summary
        summary={board?.model.summary}
        states={address.states}
        onStates={(states) => change({ states })}
        sparkline={figureSparkline(insight.lastHour)}
        note={figureNote(board, staleFromMs !== undefined)}
      />
      <RequestBar
        query={query}
        onChange={(next) => change({ query: next })}
        totalResults={roll?.totalResults}
        answer={roll}
      />
      <ShownHere model={board?.model} address={address} change={change} />
      {roll?.isTruncated && (
        <TruncatedNotice
          roll={roll}
          startIndex={query.startIndex ?? 0}
          onNext={(startIndex) => change({ query: { ...query, startIndex } })}
        />
      )}
      {/* In a low window (a page magnified twice, a phone on its side) the page scrolls before its list has no room. */}
      <WithRail {...{ board, insight, address, change }}>
        <main ref={main} tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-0">
          <List {...props} />
        </main>
      </WithRail>
    </>
  );
}

function List(props: Omit<ContentProps, 'main'>) {
  const { poll, request, board, address, change, staleFromMs, onSignIn } = props;
  const { query } = address;
  const flapping = board?.events.flapping;
  const panel = useMemo(
    () => panelWith({ flapping, onClose: () => change({ extension: '' }) }),
    [flapping, change],
  );
  const { origin } = window.location;
  if (!poll.roll || !board) {
    const copy = (
      <CopyButton look="line" label="Copy cURL" text={curlCommand(origin, query)}>
        Copy cURL
      </CopyButton>
    );
    return <NoData poll={poll} request={request} copy={copy} onSignIn={onSignIn} />;
  }
  if (board.model.total > 0) {
    return <Board {...{ board, address, change, staleFromMs, panel }} />;
  }
  return (
    <EmptyList
      status={poll.roll.status}
      detail={formatQuery(query).replaceAll('&', ' ')}
      actions={<EmptyActions query={query} onQuery={(next) => change({ query: next })} />}
    />
  );
}

type EmptyActionsProps = { query: PresenceQuery; onQuery: (query: PresenceQuery) => void };

/** What may bring a list: the filter taken back, or a page before the one past its end. */
function EmptyActions({ query, onQuery }: EmptyActionsProps) {
  return (
    <>
      {query.filter && (
        <Button look="primary" onClick={() => onQuery(withFilter(query, undefined))}>
          Clear filterValue
        </Button>
      )}
      {query.startIndex !== undefined && (
        <Button look="line" onClick={() => onQuery(withStartIndex(query, 0))}>
          First page
        </Button>
      )}
      <CopyButton look="line" label="Copy URL" text={requestUrl(window.location.origin, query)}>
        Copy URL
      </CopyButton>
    </>
  );
}

type PanelInput = { flapping: WatchedEvents['flapping'] | undefined; onClose: () => void };

/** An opened extension within the list. */
function panelWith({ flapping, onClose }: PanelInput): Panel {
  return {
    heightPx: ({ watched }, widthPx) => panelHeightPx(watched, widthPx),
    render: ({ number, watched, name, now }, view, widthPx) => (
      <ExtensionPanel
        id={panelIdOf(number)}
        condition={now.condition}
        flapping={flapping?.get(number)}
        {...{ watched, name, view, widthPx, onClose }}
      />
    ),
  };
}

/** What of the freshness stays the same from one second to the next; `staleFromMs` is the server's time of stale data. */
type Age = { phase: Phase; staleFromMs: number | undefined };

/** Tells when the phase changes, so that the page is not drawn every second to find that it has not. */
function PhaseWatch({ request, onAge }: { request: PollRequest; onAge: (age: Age) => void }) {
  const { phase, sinceMs } = useFreshness(request);
  const staleFromMs = phase === 'stale' ? sinceMs : undefined;
  useEffect(() => onAge({ phase, staleFromMs }), [phase, staleFromMs, onAge]);
  return null;
}

/** What a tab says while the board is not looked at. */
function countsOf(board: BoardState | undefined): string {
  const expired = board?.model.summary.counts.expired ?? 0;
  return expired > 0 ? `${expired} expired` : '';
}
