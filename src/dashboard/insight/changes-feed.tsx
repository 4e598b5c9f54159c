import { memo, type ReactNode } from 'react';
import type { Condition } from '../../presence/condition.ts';
import type { FeedChange, FeedEntry, FeedGap, FeedGroup } from '../../presence/feed.ts';
import { splitNumber } from '../../presence/organization.ts';
import { useToday } from '../clock/ticker.ts';
import { changeWord } from '../condition/change-word.ts';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import { formatHappened, formatMoment, formatSpan } from '../condition/time-text.ts';
import type { BoardState } from '../model/use-board.ts';
import { Button } from '../ui/button.tsx';
import { useFeed } from './use-feed.ts';

type ChangesFeedProps = {
  board: BoardState;
  isJournalOfAll: boolean;
  onOpen: (extension: string) => void;
  /** Finds all of an organization. */
  onFind: (organization: string) => void;
};

/** What happened, the latest first; what many went through together is one line. */
export function ChangesFeed(props: ChangesFeedProps) {
  const { board, isJournalOfAll, onOpen, onFind } = props;
  const { seen, entries, loadEarlier, isLoading, isFailed } = useFeed(board.events, isJournalOfAll);
  const todayMs = useToday();
  return (
    <section aria-label="Changes" className="min-w-0 flex-none pt-2 pb-4">
      <header className="mb-2 flex h-6 items-center justify-between text-12">
        <h2 className="font-medium">Changes</h2>
        <span className="text-ink-3">
          {seen} seen since {formatMoment(board.events.sinceMs, todayMs)}
        </span>
      </header>
      {entries.length === 0 && (
        <p className="text-12 leading-6 text-ink-3">
          Nothing has changed since this page was opened.
        </p>
      )}
      <ul>
        {entries.map((entry) => (
          <Entry key={keyOf(entry)} {...{ entry, onOpen, onFind }} />
        ))}
      </ul>
      {isFailed && <p className="text-12 leading-6 text-ink-3">The journal does not answer.</p>}
      {loadEarlier && (
        <Button
          look="line"
          disabled={isLoading}
          onClick={loadEarlier}
          className="mt-2 print:hidden"
        >
          Earlier changes
        </Button>
      )}
    </section>
  );
}

function keyOf(entry: FeedEntry): string {
  if (entry.kind === 'gap') return `gap ${entry.gap.fromMs}`;
  // A group that grows, keeps its place.
  return entry.kind === 'group' ? `group ${entry.group.key}` : entry.change.key;
}

type EntryProps = {
  entry: FeedEntry;
  onOpen: (extension: string) => void;
  onFind: (organization: string) => void;
};

const Entry = memo(function Entry({ entry, onOpen, onFind }: EntryProps) {
  switch (entry.kind) {
    case 'gap':
      return <GapLine gap={entry.gap} />;
    case 'group': {
      const { organization } = entry.group;
      return (
        <GroupLine
          group={entry.group}
          onPress={organization === undefined ? undefined : () => onFind(`${organization}*`)}
        />
      );
    }
    case 'change':
      return <ChangeLine change={entry.change} onPress={() => onOpen(entry.change.number)} />;
  }
});

type LineProps = {
  atMs: number;
  to: Condition | undefined;
  /** Undefined where there is nothing to open. */
  onPress: (() => void) | undefined;
  children: ReactNode;
};

function Line({ atMs, to, onPress, children }: LineProps) {
  const todayMs = useToday();
  const { glyph: Glyph, tone } = CONDITION_LOOKS[to ?? 'not-registered'];
  const look = `flex h-6 w-[calc(100%+12px)] -mx-1.5 items-center gap-2 rounded-chip px-1.5 text-left text-12 whitespace-nowrap text-ink-2 touch:h-11 ${tone}`;
  const content = (
    <>
      <time className="min-w-14 flex-none text-ink-3">{formatHappened(atMs, todayMs)}</time>
      <Glyph className="size-3 text-mark" />
      {children}
    </>
  );
  return (
    <li>
      {onPress ? (
        <button
          type="button"
          onClick={onPress}
          className={`${look} transition-colors hover:bg-plate-2 focus-visible:-outline-offset-2`}
        >
          {content}
        </button>
      ) : (
        <span className={look}>{content}</span>
      )}
    </li>
  );
}

function ChangeLine({ change, onPress }: { change: FeedChange; onPress: () => void }) {
  const { number, from, to, isFlapping = false, atMs } = change;
  const { organization, local } = splitNumber(number);
  return (
    <Line {...{ atMs, to, onPress }}>
      <b className="font-medium text-ink">
        {organization !== '' && <span className="font-normal text-ink-3">{organization}*</span>}
        {local}
      </b>
      <span className="truncate">{changeWord({ from, to, isFlapping })}</span>
    </Line>
  );
}

type GroupLineProps = { group: FeedGroup; onPress: (() => void) | undefined };

function GroupLine({ group, onPress }: GroupLineProps) {
  const { atMs, to, from, withinMs, numbers, organization } = group;
  const seconds = withinMs >= 1000 ? ` in ${formatSpan(withinMs)}` : '';
  const word = from === undefined ? 'new' : changeWord({ from, to, isFlapping: false });
  return (
    <Line {...{ atMs, to, onPress }}>
      <span className="truncate text-ink">
        {numbers.length.toLocaleString('en')} {word}
        {seconds}
        {organization !== undefined && ` in ${organization}`}
      </span>
    </Line>
  );
}

function GapLine({ gap: { fromMs, toMs } }: { gap: FeedGap }) {
  const todayMs = useToday();
  return (
    <li className="flex h-6 items-center gap-2 text-12 whitespace-nowrap text-ink-2 touch:h-11">
      <span className="no-data-hatch h-2 w-3 border border-line-2" />
      no data {toMs === undefined ? 'since ' : ''}
      {formatHappened(fromMs, todayMs)}
      {toMs !== undefined && ` to ${formatHappened(toMs, todayMs)}`}
    </li>
  );
}
