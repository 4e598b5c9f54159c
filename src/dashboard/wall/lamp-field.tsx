import { LampFace, LampHead, LampRow, lampColumn, lampName } from '../condition/lamp.tsx';
import type { LampSizes, LampStack } from './lamp-pages.ts';

/** The text of the map, in shares of a row: as large as a row lets it be. */
const TEXT_SHARE = 0.9;

type LampFieldProps = { stacks: readonly LampStack[]; sizes: LampSizes; unitPx: number };

/** A page of the map: organizations down the columns, twenty lamps a row. */
export function LampField({ stacks, sizes, unitPx }: LampFieldProps) {
  const { columnPx, headPx, rowPx, labelPx, breakPx } = sizes;
  const labelSizePx = Math.min(18 * unitPx, rowPx * TEXT_SHARE);
  return stacks.map(({ group, isContinued, rows, leftPx, topPx }) => (
    <section
      key={`${group.prefix} ${rows[0]?.firstIndex}`}
      className="absolute"
      style={{ left: leftPx, top: topPx, width: columnPx }}
    >
      <div style={{ height: headPx, fontSize: 20 * unitPx }}>
        <LampHead group={group} isContinued={isContinued} />
      </div>
      {rows.map(({ label, items, firstIndex }) => (
        <div key={firstIndex} style={{ height: rowPx, fontSize: labelSizePx, lineHeight: 1 }}>
          <LampRow {...{ label, labelPx, breakPx }}>
            {items.map((item, place) => (
              <li
                key={item.number}
                className="h-[84%] px-[0.1rem]"
                style={{ gridColumn: lampColumn(place) }}
              >
                <LampFace condition={item.now.condition} name={lampName(item)} />
              </li>
            ))}
          </LampRow>
        </div>
      ))}
    </section>
  ));
}
