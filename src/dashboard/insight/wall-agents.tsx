import { type AgentShare, mostTelling } from '../../presence/agent-shares.ts';
import type { Drawings } from './use-drawings.ts';
import type { PageField } from './wall-day.tsx';

/** Rows of the page on a screen of 1920 x 1080, in pixels: as high as they may be, and no lower than can be read. */
const ROW_AT_MOST = 104;
const ROW_AT_LEAST = 72;
const TITLE = 64;
const NAME = 560;
const COUNT = 340;

type WallAgentsProps = { field: PageField; drawings: Drawings; shares: readonly AgentShare[] };

/** The page of the agents: bars that are read from the other end of the room. */
export function WallAgents({ field, drawings, shares }: WallAgentsProps) {
  const { unitPx, widthPx } = field;
  const roomPx = field.heightPx - TITLE * unitPx;
  const shown = mostTelling(shares, Math.floor(roomPx / (ROW_AT_LEAST * unitPx)));
  const pitchPx = Math.floor(Math.min(roomPx / shown.length, ROW_AT_MOST * unitPx));
  const lost = shares.reduce((sum, share) => sum + share.lost, 0);
  const isNarrow = field.heightPx > widthPx;
  const namePx = Math.round(NAME * unitPx * (isNarrow ? 0.75 : 1));
  const countPx = Math.round(COUNT * unitPx * (isNarrow ? 0.75 : 1));
  return (
    <>
      <h2 className="flex h-[6.4rem] items-start justify-between text-[2.8rem] leading-[3.2rem] font-semibold">
        Agents
        {lost > 0 && <span className="font-medium text-lost-ink">{lost} expired</span>}
      </h2>
      <div className="relative">
        <div aria-hidden="true" className="absolute inset-y-0" style={{ left: namePx }}>
          <drawings.AgentsDrawing
            shares={shown}
            widthPx={Math.round(widthPx - namePx - countPx)}
            pitchPx={pitchPx}
            barPx={Math.round(pitchPx * 0.46)}
          />
        </div>
        <ul>
          {shown.map((share) => (
            <li
              key={share.name}
              className="flex items-center justify-between whitespace-nowrap"
              style={{ height: pitchPx }}
            >
              <span
                className="truncate pr-[2.4rem] text-[3.6rem] leading-[4.4rem] font-medium"
                style={{ width: namePx }}
              >
                {share.name}
              </span>
              <span
                className="flex items-baseline justify-end gap-[2.4rem]"
                style={{ width: countPx }}
              >
                {share.lost > 0 && <span className="text-lost-ink">{share.lost} expired</span>}
                <b className="text-[4.4rem] leading-[4.8rem] font-semibold">{share.count}</b>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
