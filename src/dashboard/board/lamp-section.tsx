import { memo } from 'react';
import { LampFace, LampHead, LampRow, lampColumn, lampName } from '../condition/lamp.tsx';
import type { BoardListProps } from './board-list.tsx';
import { type ItemProps, itemButton } from './item-button.ts';
import {
  LAMP_BREAK_PX,
  LAMP_HEAD_PX,
  LAMP_ROW_PX,
  type LampBlock,
  type LampLine,
} from './lamp-columns.ts';
import { LAMP_TOOLTIP_ID } from './lamp-tooltip.tsx';

type LampSectionProps = {
  block: LampBlock;
  lines: readonly LampLine[];
  list: Pick<BoardListProps, 'timeView' | 'openNumber' | 'onOpen'> & {
    /** Where the keyboard stands. */
    stop: string;
    /** The extension that the tooltip tells of. */
    toldNumber: string | undefined;
  };
};

/** A block of lamps: its head, and those of its rows that are drawn. */
export function LampSection({ block, lines, list }: LampSectionProps) {
  const { group, labelPx, leftPx, topPx, widthPx, heightPx, isContinued } = block;
  return (
    <section
      className="absolute"
      style={{ left: leftPx, top: topPx, width: widthPx, height: heightPx }}
    >
      <div className="text-12" style={{ height: LAMP_HEAD_PX }}>
        <LampHead group={group} isContinued={isContinued} />
      </div>
      {lines.map((line) => (
        <div
          key={line.firstIndex}
          className="absolute inset-x-0 text-11"
          style={{ top: line.topPx, height: LAMP_ROW_PX }}
        >
          <LampRow label={line.label} labelPx={labelPx} breakPx={LAMP_BREAK_PX}>
            {line.items.map((item, place) => (
              <li
                key={item.number}
                aria-setsize={group.items.length}
                aria-posinset={line.firstIndex + place + 1}
                className="h-5 px-px"
                style={{ gridColumn: lampColumn(place) }}
              >
                <Lamp
                  item={item}
                  view={list.timeView}
                  isOpen={item.number === list.openNumber}
                  isTabStop={item.number === list.stop}
                  isTold={item.number === list.toldNumber}
                  isUnderHead
                  onOpen={list.onOpen}
                />
              </li>
            ))}
          </LampRow>
        </div>
      ))}
    </section>
  );
}

/** The button fills its place, so that between two lamps no press goes astray. */
const Lamp = memo(function Lamp(props: ItemProps & { isTold: boolean }) {
  const { item, isOpen, isTold } = props;
  // The opened one lies above the scrim.
  const ring = isOpen ? 'z-30 outline-2 outline-offset-1 outline-accent' : '';
  return (
    <button
      {...itemButton(props)}
      aria-label={lampName(item)}
      aria-describedby={isTold ? LAMP_TOOLTIP_ID : undefined}
      className={`relative block size-full rounded-chip after:absolute after:inset-x-0 after:-inset-y-0.5 hover:outline-2 hover:outline-offset-1 hover:outline-accent ${ring}`}
    >
      <LampFace condition={item.now.condition} />
    </button>
  );
});
