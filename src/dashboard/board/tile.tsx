import { memo } from 'react';
import { Drain, ItemNumber, ItemSentence, MoreDevices } from '../condition/item-parts.tsx';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import { SILENCE_GLYPHS } from '../condition/silence-mark.tsx';
import { type ItemProps, itemButton } from './item-button.ts';

/** An extension in as little room as its number and a word need. */
export const Tile = memo(function Tile(props: ItemProps) {
  const { item, view, isOpen, isUnderHead } = props;
  const { word, glyph: Glyph, tone, plate, wordWeight } = CONDITION_LOOKS[item.now.condition];
  const Mark = item.silence && SILENCE_GLYPHS[item.silence.kind];
  const lamp = item.now.condition === 'ringing' ? 'motion-safe:animate-lamp' : '';
  const ring = isOpen ? 'outline-2 outline-offset-1 outline-accent' : '';
  return (
    <button
      {...itemButton(props)}
      className={`relative grid size-full grid-rows-[24px_16px] content-start overflow-hidden rounded-plate border border-edge px-[7px] pt-[5px] text-left whitespace-nowrap transition-state hover:border-line-3 ${tone} ${plate} ${ring}`}
    >
      <ItemSentence item={item} view={view} />
      <span aria-hidden="true" className="flex min-w-0 items-center gap-2">
        <Glyph className={`size-3.5 text-mark ${lamp}`} />
        <ItemNumber
          item={item}
          className="truncate text-[18px] leading-6"
          prefixClassName={isUnderHead ? 'hidden' : 'text-12 font-stretch-78%'}
        />
      </span>
      <span
        aria-hidden="true"
        className="flex items-center justify-between gap-1 text-12 font-stretch-84%"
      >
        <span className={`truncate text-word ${wordWeight}`}>{word}</span>
        {Mark && <Mark className="ml-auto size-2.5 text-ink-2" />}
        <MoreDevices item={item} className="text-11" />
      </span>
      <Drain item={item} view={view} className="absolute inset-x-0 bottom-0 h-[3px]" />
    </button>
  );
});
