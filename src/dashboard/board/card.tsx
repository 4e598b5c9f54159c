import { memo } from 'react';
import {
  Drain,
  ItemAgent,
  ItemNumber,
  ItemSentence,
  ItemTime,
  MoreDevices,
} from '../condition/item-parts.tsx';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import { SilenceMark } from '../condition/silence-mark.tsx';
import { type ItemProps, itemButton } from './item-button.ts';

/** The lowest edge of a card, where its time drains. */
const FOOT = 'absolute inset-x-0 bottom-0 h-[3px]';

/** An extension as a lamp of the panel: unlit at rest, the louder the worse. */
export const Card = memo(function Card(props: ItemProps) {
  const { item, view, isOpen } = props;
  const { word, glyph: Glyph, tone, plate, wordWeight } = CONDITION_LOOKS[item.now.condition];
  const lamp = item.now.condition === 'ringing' ? 'motion-safe:animate-lamp' : '';
  const ring = isOpen ? 'outline-2 outline-offset-1 outline-accent' : '';
  return (
    <button
      {...itemButton(props)}
      className={`relative grid size-full grid-rows-[28px_16px_24px] gap-y-0.5 overflow-hidden rounded-plate border border-edge px-2 pt-2 text-left transition-state hover:border-line-3 ${tone} ${plate} ${ring}`}
    >
      <ItemSentence item={item} view={view} />
      <span aria-hidden="true" className="flex min-w-0 items-center gap-2 whitespace-nowrap">
        <Glyph className={`size-3.5 text-mark ${lamp}`} />
        <ItemNumber
          item={item}
          className="truncate text-20 leading-7 tracking-[-0.01em]"
          prefixClassName="text-[14px]"
        />
        <MoreDevices item={item} className="ml-auto text-12" />
      </span>
      <span
        aria-hidden="true"
        className="truncate text-12 font-stretch-78% tracking-[0.002em] text-ink-2"
      >
        {item.silence && <SilenceMark silence={item.silence} className="mr-1.5" />}
        <ItemAgent item={item} hasName />
      </span>
      <span
        aria-hidden="true"
        className={`flex items-center justify-between gap-2 text-12 leading-6 whitespace-nowrap ${plate === 'plate-dashed' ? 'font-stretch-84%' : ''}`}
      >
        <span className={`text-word ${wordWeight}`}>{word}</span>
        <ItemTime item={item} view={view} className="text-13 leading-6" />
      </span>
      <Drain item={item} view={view} className={FOOT} />
      {plate === 'plate-solid' && <span aria-hidden="true" className={`bg-track ${FOOT}`} />}
    </button>
  );
});
