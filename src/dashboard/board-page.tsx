import { type RefObject, useState } from 'react';
import { formatQuery, type PresenceQuery } from '../contract/query.ts';
import type { Session, SignIn } from '../contract/session.ts';
import { THEMES, type Theme } from './address/board-address.ts';
import { AlertsButton } from './alerts/alerts-button.tsx';
import { Board } from './board/board.tsx';
import { ShownHere } from './board/shown-here.tsx';
import { Summary } from './board/summary.tsx';
import { figureSparkline, WithRail } from './board-insight.tsx';
import { BoardWatches } from './board-watches.tsx';
import { figureNote } from './figure-notes.tsx';
import { Header } from './frame/header.tsx';
import { EmptyList, NoData } from './frame/no-data.tsx';
import { NoticeStack } from './frame/notice-stack.tsx';
import { TruncatedNotice } from './frame/notices.tsx';
import { OpenedExtension } from './opened-extension.tsx';
import { OpenedSheet, type OpenSheet } from './opened-sheet.tsx';
import { RequestBar } from './request/request-bar.tsx';
import { withFilter, withStartIndex } from './request/request-edit.ts';
import { curlCommand, requestUrl } from './request/request-text.ts';
import { Button } from './ui/button.tsx';
import { CopyButton } from './ui/copy-button.tsx';
import { type BoardContent, useBoardPage } from './use-board-page.ts';
import { WallPage } from './wall-page.tsx';

type BoardPageProps = {
  /** Who is signed in; undefined while that is not known. */
  session: Session | undefined;
  /** Whoever signed in on this page just now finds the focus in the list, and not at the page's beginning. */
  isFocused: boolean;
  /** The wall link that the page was opened by, while its session is this one. */
  link: SignIn | undefined;
  /** Why the link that the page was opened by was refused. */
  linkProblem: string | undefined;
  onSignedIn: (session: Session) => void;
  onSignOut: () => void;
};

/** The board and everything around it: where the features meet. */
export function BoardPage(props: BoardPageProps) {
  const { session, link, isFocused, linkProblem, onSignedIn, onSignOut } = props;
  const page = useBoardPage({ session, link, isFocused });
  const { content, freshness, health, names, main, wallButton, setAge, setIsPaused } = page;
  const { request, address, change, alarms } = content;
  const [sheet, setSheet] = useState<OpenSheet>();
  const signIn = () => {
    change({ isWall: false });
    setSheet('sign-in');
  };
  if (address.isWall) {
    return (
      <>
        <BoardWatches {...content} onAge={setAge} />
        <WallPage
          {...{ ...content, ...freshness, health, ignored: page.ignored }}
          onExit={() => change({ isWall: false })}
        >
          <List {...content} onSignIn={signIn} />
        </WallPage>
      </>
    );
  }
  return (
    <div className="flex h-screen flex-col overflow-x-hidden overflow-y-auto print:h-auto print:overflow-visible">
      <BoardWatches {...content} onAge={setAge} />
      <Header
        {...{ ...content, outage: freshness.outage, wallButton, onSignOut }}
        isFleet={(health?.fleet ?? 0) > 0}
        themeName={address.theme}
        onEvery={(seconds) => change({ everySeconds: seconds })}
        onPause={setIsPaused}
        onTheme={() => change({ theme: themeAfter(address.theme) })}
        onLegend={() => setSheet('legend')}
        alerts={
          <AlertsButton
            state={alarms.sound.state}
            words={alarms.soundWords}
            onOpen={() => setSheet('alerts')}
          />
        }
        onAlerts={() => setSheet('alerts')}
        onWallLinks={() => setSheet('wall-links')}
        onSignIn={signIn}
        onWall={() => change({ isWall: true })}
      />
      <NoticeStack
        {...{ poll: content.poll, request, ...freshness, health, linkProblem }}
        ignored={page.ignored}
        onSignIn={signIn}
        onResume={() => setIsPaused(false)}
      />
      <Content {...content} main={main} onSignIn={signIn} />
      <OpenedSheet
        {...content}
        {...{ sheet, names, main, onSignedIn }}
        onClose={() => setSheet(undefined)}
      />
    </div>
  );
}

type ListProps = BoardContent & { onSignIn: () => void };
type ContentProps = ListProps & { main: RefObject<HTMLElement | null> };

function Content(props: ContentProps) {
  const { poll, board, insight, address, change, staleFromMs, onExport, main } = props;
  const { query } = address;
  const { roll } = poll;
  return (
    <>
      {roll && board && address.extension !== '' && (
        <OpenedExtension {...props} roll={roll} board={board} />
      )}
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
      <ShownHere model={board?.model} {...{ address, change, onExport }} />
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

function List(props: ListProps) {
  const { poll, request, board, address, change, staleFromMs, onSignIn } = props;
  const { query } = address;
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
    return <Board {...{ board, address, change, staleFromMs }} />;
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

function themeAfter(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? theme;
}
