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

/** An extension on a narrow screen: two lines over the whole width, high enough for a finger. */
export const PhoneRow = memo(function PhoneRow(props: ItemProps) {
  const { item, view, isOpen } = props;
  const { word, glyph: Glyph, tone, plate, wordWeight } = CONDITION_LOOKS[item.now.condition];
  const lamp = item.now.condition === 'ringing' ? 'motion-safe:animate-lamp' : '';
  // Only a solid plate is filled here: a narrow screen of tinted rows would have no ground.
  const fill = plate === 'plate-solid' ? `${plate} border-track` : 'border-line';
  const edge = plate === 'plate-lit' ? 'shadow-[inset_0_0_0_2px_var(--edge)]' : '';
  // What is lost keeps its plate: on another one its ink would not be seen.
  const mark = isOpen && plate !== 'plate-solid' ? 'bg-plate-2' : '';
  return (
    <button
      {...itemButton(props)}
      className={`relative grid size-full grid-cols-[16px_minmax(0,1fr)_auto] content-center items-center gap-x-3 border-b px-page text-left whitespace-nowrap transition-state focus-visible:-outline-offset-2 ${tone} ${mark} ${fill} ${edge}`}
    >
      <ItemSentence item={item} view={view} />
      <Glyph className={`row-span-2 size-4 text-mark ${lamp}`} />
      <ItemNumber
        item={item}
        className="truncate text-[18px] leading-6"
        prefixClassName="text-[14px]"
      />
      <span aria-hidden="true" className={`text-right leading-6 text-word ${wordWeight}`}>
        {word}
      </span>
      <span aria-hidden="true" className="flex min-w-0 items-center gap-1.5 text-ink-2">
        {item.silence && <SilenceMark silence={item.silence} className="text-12" />}
        <span className="truncate font-stretch-88%">
          <ItemAgent item={item} hasName />
        </span>
        <MoreDevices item={item} className="text-12" />
      </span>
      <ItemTime item={item} view={view} className="text-right" />
      <Drain
        item={item}
        view={view}
        className={`absolute h-[3px] ${edge ? 'inset-x-0.5 bottom-0.5' : 'inset-x-0 bottom-0'}`}
      />
    </button>
  );
});
