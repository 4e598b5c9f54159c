import { useRef, useState } from 'react';
import { PATHS } from '../../contract/paths.ts';
import type { PresenceQuery } from '../../contract/query.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useMediaQuery } from '../ui/use-media-query.ts';
import { useShortcut } from '../ui/use-shortcut.ts';
import { type Answer, AnswerReadout } from './answer-readout.tsx';
import { RequestControls, type RequestEditing, useOperation } from './request-controls.tsx';
import { RequestSheet } from './request-sheet.tsx';
import { curlCommand, requestTarget, requestUrl } from './request-text.ts';

type RequestBarProps = {
  query: PresenceQuery;
  onChange: (query: PresenceQuery) => void;
  totalResults: number | undefined;
  /** What the last request brought; undefined before any. */
  answer: Answer | undefined;
};

/**
 * What the service is asked, in a well of its own: every control is a parameter of the API. On a narrow screen it is
 * one line that opens a sheet. `/` goes to filterValue.
 */
export function RequestBar({ query, onChange, totalResults, answer }: RequestBarProps) {
  const isWide = useMediaQuery('(min-width: 960px)');
  const [opened, setOpened] = useState<'by-key' | 'by-press'>();
  const filterValueRef = useRef<HTMLInputElement>(null);
  const { operation, remember } = useOperation(query);
  useShortcut('/', () => {
    if (isWide) filterValueRef.current?.focus();
    else setOpened('by-key');
  });
  const editing = { query, onChange, totalResults, filterValueRef, operation };
  const all: RequestEditing = { ...editing, onOperation: remember };
  return (
    <section
      aria-label="Request"
      className="border-line border-b bg-well font-mono text-12 text-ink-3 max-sm:order-last max-sm:border-t max-sm:border-b-0 xl:text-13"
    >
      {isWide ? (
        <WideBar editing={all} answer={answer} />
      ) : (
        <OneLine query={query} onOpen={() => setOpened('by-press')} />
      )}
      {opened && !isWide && (
        <RequestSheet
          editing={all}
          firstFocus={opened === 'by-key' ? filterValueRef : undefined}
          onClose={() => setOpened(undefined)}
        />
      )}
    </section>
  );
}

function WideBar({ editing, answer }: { editing: RequestEditing; answer: Answer | undefined }) {
  return (
    <div className="flex min-h-11 items-start px-page">
      <span className="flex h-11 w-[60px] flex-none items-center font-sans text-12 font-medium xl:w-[88px]">
        Request
      </span>
      <div className="flex min-h-11 flex-1 flex-wrap items-center gap-y-1 py-1 tracking-[-0.03em] xl:tracking-[0]">
        <span className="mr-2 font-semibold text-accent">GET</span>
        <span className="text-ink">{PATHS.boardPresence}</span>
        <RequestControls {...editing} />
      </div>
      <div className="flex h-11 flex-none items-center gap-1 font-sans">
        <AnswerReadout answer={answer} />
        <CopyButtons query={editing.query} />
      </div>
    </div>
  );
}

function CopyButtons({ query }: { query: PresenceQuery }) {
  const className = 'h-[26px] px-1 text-12';
  return (
    <span className="contents print:hidden">
      <CopyButton
        label="Copy URL"
        text={requestUrl(window.location.origin, query)}
        className={className}
      >
        <CopyWord />
        URL
      </CopyButton>
      <CopyButton
        label="Copy cURL"
        text={curlCommand(window.location.origin, query)}
        className={className}
      >
        <CopyWord />
        cURL
      </CopyButton>
    </span>
  );
}

/** The icon says it too, where the request needs the room. */
function CopyWord() {
  return <span className="hidden xl:inline">Copy</span>;
}

function OneLine({ query, onOpen }: { query: PresenceQuery; onOpen: () => void }) {
  return (
    <div className="flex h-11 items-center pl-page">
      <button
        type="button"
        onClick={onOpen}
        aria-haspopup="dialog"
        className="flex h-full min-w-0 flex-1 items-center gap-2"
      >
        <span className="font-semibold text-accent">GET</span>
        <span className="truncate">{requestTarget(query)}</span>
      </button>
      <CopyButton
        isIcon
        label="Copy URL"
        text={requestUrl(window.location.origin, query)}
        className="print:hidden"
      />
    </div>
  );
}
