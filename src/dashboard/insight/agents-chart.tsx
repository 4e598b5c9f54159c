import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import {
  AGENT_PARTS,
  type AgentPart,
  type AgentShare,
  agentShares,
  mostTelling,
} from '../../presence/agent-shares.ts';
import type { BoardAddress } from '../address/board-address.ts';
import type { BoardItem } from '../model/board-item.ts';
import { MenuSelect } from '../ui/menu-select.tsx';
import { useSteady } from '../ui/use-steady.ts';
import { useWidth } from '../ui/use-width.ts';
import { ChartFrame } from './chart-frame.tsx';
import type { DrawingsLoading } from './use-drawings.ts';

const PITCH_PX = 24;
const BAR_PX = 8;
/** More have no room; the table has them all. */
const SHOWN = { wide: 8, narrow: 6 } as const;
const PART_OPTIONS = AGENT_PARTS.map((value) => ({ value, text: value }));

type AgentsChartProps = {
  items: ReadonlyMap<string, BoardItem>;
  address: BoardAddress;
  change: (part: Partial<BoardAddress>) => void;
  drawings: DrawingsLoading;
  isWide: boolean;
};

/** Which telephones there are, and how many of each are lost. Each is a filter too. */
export function AgentsChart(props: AgentsChartProps) {
  const { items, address, change, drawings, isWide } = props;
  const [part, setPart] = useState<AgentPart>('model');
  const shares = useSteady(useMemo(() => agentShares(items.values(), part), [items, part]));
  const many = isWide ? SHOWN.wide : SHOWN.narrow;
  const shown = useMemo(() => mostTelling(shares, many), [shares, many]);
  const lost = shares.reduce((sum, share) => sum + share.lost, 0);
  const filter = filterFor(part, address);
  return (
    <ChartFrame
      title={
        <>
          Agents by{' '}
          <MenuSelect
            label="Agents by"
            value={part}
            options={PART_OPTIONS}
            onChoose={setPart}
            className="touch:h-11"
          />
        </>
      }
      note={
        lost > 0 ? <span className="text-lost-ink">{lost} expired</span> : othersText(shares, shown)
      }
      heightPx={Math.max(shown.length, 1) * PITCH_PX}
      table={{
        head: ['Agent', 'Extensions', 'Expired'],
        rows: shares.map((share) => [share.name, share.count, share.lost]),
      }}
    >
      {shown.length > 0 ? (
        <Bars
          {...{ shares: shown, drawings, chosen: filter.chosen }}
          onChoose={(name) => change(filter.choose(name === filter.chosen ? '' : name))}
        />
      ) : (
        <p className="text-12 leading-6 text-ink-3">No telephone sent a User-Agent.</p>
      )}
    </ChartFrame>
  );
}

/** A model is what the board filters by; all else is searched for, since a search finds vendors and versions too. */
function filterFor(part: AgentPart, address: BoardAddress) {
  return part === 'model'
    ? { chosen: address.agent, choose: (name: string) => ({ agent: name }) }
    : { chosen: address.find, choose: (name: string) => ({ find: name }) };
}

function othersText(shares: readonly AgentShare[], shown: readonly AgentShare[]): string {
  return shares.length > shown.length ? `${shown.length} of ${shares.length}` : '';
}

type BarsProps = {
  shares: readonly AgentShare[];
  drawings: DrawingsLoading;
  chosen: string;
  onChoose: (name: string) => void;
};

function Bars({ shares, drawings, chosen, onChoose }: BarsProps) {
  const track = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(track);
  const [stop, setStop] = useState(0);
  const moveFocus = (event: KeyboardEvent<HTMLUListElement>) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = Math.min(stop, shares.length - 1) + by;
    const button = event.currentTarget.querySelectorAll('button')[next];
    if (by === 0 || !button) return;
    event.preventDefault();
    setStop(next);
    button.focus();
  };
  return (
    <div className="relative">
      <ul onKeyDown={moveFocus}>
        {shares.map((share, nth) => (
          <li key={share.name}>
            <button
              type="button"
              tabIndex={nth === Math.min(stop, shares.length - 1) ? 0 : -1}
              aria-pressed={share.name === chosen}
              aria-label={spoken(share)}
              onFocus={() => setStop(nth)}
              onClick={() => onChoose(share.name)}
              className="relative -mx-1.5 flex h-6 w-[calc(100%+12px)] items-center justify-between rounded-chip px-1.5 text-12 transition-colors hover:bg-plate-2 focus-visible:-outline-offset-2 aria-pressed:bg-plate-2 aria-pressed:font-medium"
            >
              <span className="w-[116px] truncate text-left font-stretch-80% text-ink-2">
                {share.name}
              </span>
              <span>{share.count.toLocaleString('en')}</span>
            </button>
          </li>
        ))}
      </ul>
      {/* Over the buttons, which are as wide as the chart and light up under the pointer. */}
      <div
        ref={track}
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 right-11 left-[124px]"
      >
        {typeof drawings !== 'string' && widthPx !== undefined && widthPx > 0 && (
          <drawings.AgentsDrawing {...{ shares, widthPx, pitchPx: PITCH_PX, barPx: BAR_PX }} />
        )}
      </div>
    </div>
  );
}

function spoken({ name, count, lost }: AgentShare): string {
  return `${name}, ${count} ${count === 1 ? 'extension' : 'extensions'}${lost > 0 ? `, ${lost} expired` : ''}`;
}
