import type { State, Summary } from '../../presence/summary.ts';
import { STATE_LOOKS } from '../condition/looks.ts';
import type { BoardGroup } from '../model/board-model.ts';
import { ChevronDownIcon } from '../ui/icons.tsx';
import { headStop } from './board-stops.ts';

/** What a head counts, in the order of urgency. What is as it should be is not counted out. */
const COUNTED: readonly State[] = [
  'expired',
  'partly-lost',
  'late',
  'not-registered',
  'unknown',
  'ringing',
  'busy',
];

type GroupHeadProps = {
  group: BoardGroup;
  isFolded: boolean;
  isTabStop: boolean;
  onFold: (prefix: string) => void;
};

/** The head of an organization: how it stands, and a button that folds it. */
export function GroupHead({ group, isFolded, isTabStop, onFold }: GroupHeadProps) {
  const { prefix, name, summary } = group;
  return (
    <h2 className="flex h-8 border-t border-line bg-bg text-12 font-medium text-ink-2">
      <button
        type="button"
        data-stop={headStop(prefix)}
        tabIndex={isTabStop ? 0 : -1}
        aria-expanded={!isFolded}
        onClick={() => onFold(prefix)}
        className="flex min-w-0 flex-1 items-center gap-4 overflow-hidden text-left whitespace-nowrap focus-visible:-outline-offset-2 max-sm:px-page"
      >
        <ChevronDownIcon
          className={`-mr-2 size-3 text-ink-3 transition-place ${isFolded ? '[transform:rotate(-90deg)]' : ''}`}
        />
        <span className="text-13 leading-4 font-semibold text-ink">
          {prefix || 'No organization'}
        </span>
        {name !== '' && <span className="truncate text-ink">{name}</span>}
        <span className="flex-none">{registeredOf(summary)}</span>
        <span className="contents max-sm:hidden">
          {COUNTED.map((state) => (
            <GroupCount key={state} state={state} count={summary.counts[state] ?? 0} />
          ))}
        </span>
      </button>
    </h2>
  );
}

function GroupCount({ state, count }: { state: State; count: number }) {
  if (count === 0) return null;
  const { word, glyph: Glyph, tone } = STATE_LOOKS[state];
  return (
    <span className={`inline-flex flex-none items-center gap-[5px] text-word ${tone}`}>
      <Glyph className="size-3 text-mark" />
      {count} {word.toLowerCase()}
    </span>
  );
}

/** Without the registrations there is nothing to count by, and what needs none is not missing any. */
function registeredOf({ total, needed, counts }: Summary): string {
  if (needed === undefined) return total === 1 ? '1 extension' : `${total} extensions`;
  return needed === 0 ? 'none needs to register' : `${counts.registered} of ${needed} registered`;
}
