import { type CSSProperties, memo, type ReactNode } from 'react';
import { Drain, ItemSentence, useItemTime } from '../condition/item-parts.tsx';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import { SILENCE_GLYPHS } from '../condition/silence-mark.tsx';
import { SILENCE_WORDS } from '../condition/silence-text.ts';
import type { TimeView } from '../condition/time-text.ts';
import type { BoardItem } from '../model/board-item.ts';
import type { Place } from './tile-places.ts';
import type { LargeSizes, TileSizes } from './tile-sizes.ts';
import { shownNumber } from './wall-content.ts';

/** What lies at a place of the field; it moves there when its place changes. */
export function Placed({ place, children }: { place: Place; children: ReactNode }) {
  const { leftPx, topPx, widthPx, heightPx } = place;
  return (
    <li
      className="absolute top-0 left-0 transition-place"
      style={{
        transform: `translate(${leftPx}px, ${topPx}px)`,
        width: widthPx,
        height: heightPx,
      }}
    >
      {children}
    </li>
  );
}

type TileProps<Sizes> = { item: BoardItem; view: TimeView; sizes: Sizes };

const TILE =
  'relative flex size-full flex-col justify-center overflow-hidden rounded-[0.3rem] border-edge whitespace-nowrap transition-state';

/** What is loud has an edge that is seen from afar. */
const EDGES: Record<string, string> = {
  'plate-quiet': 'border-[0.1rem]',
  'plate-lit': 'border-[0.2rem]',
  'plate-solid': 'border-[0.1rem]',
  'plate-dashed': 'border-[0.2rem]',
};

/** Said under a number by the wall, where a card has room for more. */
const WORDS: Partial<Record<string, string>> = { static: 'Static', 'not-asked': '' };

/** An extension in one cell. A problem is told by its plate and glyph, and names its organization instead of its state. */
export const WallTile = memo(function WallTile(
  props: TileProps<TileSizes> & { isProblem: boolean },
) {
  const { item, view, sizes, isProblem } = props;
  const { condition } = item.now;
  const { word, glyph: Glyph, tone, plate, number } = CONDITION_LOOKS[condition];
  const lamp = condition === 'ringing' ? 'motion-safe:animate-lamp' : '';
  const edge = isActive(condition) ? 'border-[0.2rem]' : EDGES[plate];
  const prefix = item.organization === '' ? '' : `${item.organization}*`;
  const said = isProblem ? prefix : condition === 'registered' ? '' : (WORDS[condition] ?? word);
  const second = said === '' ? undefined : sizes.second;
  const numberPx = second?.numberPx ?? sizes.numberPx;
  return (
    <div className={`pr-[0.1rem] pb-[0.3rem] pl-[0.9rem] ${TILE} ${edge} ${tone} ${plate}`}>
      <ItemSentence item={item} view={view} />
      <span aria-hidden="true" className="flex items-center" style={{ gap: sizes.glyphPx / 2 }}>
        <Glyph className={`text-mark ${lamp}`} style={square(sizes.glyphPx)} />
        <span
          className={`leading-[1.05] tracking-[-0.015em] ${number}`}
          style={{ fontSize: numberPx }}
        >
          {shownNumber(item)}
        </span>
      </span>
      {second && (
        <span
          aria-hidden="true"
          className="flex leading-none font-medium font-stretch-84% text-word"
          style={{ fontSize: second.wordPx }}
        >
          {/* Under the number, and further left where the word is long. */}
          <span style={{ flex: `0 1 ${sizes.glyphPx * 1.5}px` }} />
          <span className="flex-none">{said}</span>
        </span>
      )}
      <SilenceGlyph
        item={item}
        // Under the glyph of the state, where nothing else stands.
        className="absolute bottom-[0.6rem] left-[0.9rem]"
        sizePx={sizes.glyphPx * 0.8}
      />
      <Drain item={item} view={view} className="absolute inset-x-0 bottom-0 h-[0.3rem]" />
    </div>
  );
});

type SilenceGlyphProps = { item: BoardItem; className: string; sizePx: number };

/** Somebody knows of it, or does not want to hear of it: then it holds no page, and nobody need run. */
function SilenceGlyph({ item: { silence }, className, sizePx }: SilenceGlyphProps) {
  if (!silence) return null;
  const Mark = SILENCE_GLYPHS[silence.kind];
  return <Mark className={`text-ink-2 ${className}`} style={square(sizePx)} />;
}

function isActive(condition: string): boolean {
  return condition === 'ringing' || condition === 'busy';
}

/** A problem over four cells: number and organization, who it is, what is wrong and since when. */
export const LargeTile = memo(function LargeTile({ item, view, sizes }: TileProps<LargeSizes>) {
  const { word, glyph: Glyph, tone, plate } = CONDITION_LOOKS[item.now.condition];
  const edge = plate === 'plate-lit' ? 'border-[0.4rem]' : EDGES[plate];
  // There is room for one line: who it is, or else that somebody knows.
  const called = item.name || (item.silence ? SILENCE_WORDS[item.silence.kind] : '');
  return (
    <div className={`px-[1.2rem] pb-[0.6rem] ${TILE} ${edge} ${tone} ${plate}`}>
      <ItemSentence item={item} view={view} />
      <span
        aria-hidden="true"
        className="flex items-center justify-between leading-[1.1] text-ink"
        style={{ fontSize: sizes.numberPx }}
      >
        <Glyph className="text-mark" style={square(sizes.glyphPx)} />
        <span className="font-[700] tracking-[-0.025em]">
          {item.organization !== '' && (
            <span
              className="mr-[0.1em] font-normal tracking-[0] font-stretch-78% text-ink-2"
              style={{ fontSize: sizes.prefixPx }}
            >
              {item.organization}*
            </span>
          )}
          {shownNumber(item)}
        </span>
      </span>
      {called !== '' && (
        <span
          aria-hidden="true"
          className="truncate leading-[1.2] font-medium text-ink"
          style={{ fontSize: sizes.prefixPx }}
        >
          {called}
        </span>
      )}
      <span
        aria-hidden="true"
        className="flex items-center justify-between font-semibold text-word"
        style={{ fontSize: sizes.footPx, lineHeight: 1.28 }}
      >
        <Foot item={item} view={view} word={word} emPx={sizes.footPx} />
      </span>
      <Drain item={item} view={view} className="absolute inset-x-0 bottom-0 h-[0.6rem]" />
      {plate === 'plate-solid' && (
        <span className="absolute inset-x-0 bottom-0 h-[0.6rem] bg-track" />
      )}
    </div>
  );
});

/** The foot's line is never cut: what has more characters is narrowed, then made smaller too. */
const FOOT_LOOKS = [
  { most: 13, em: 1, look: '' },
  { most: 17, em: 0.96, look: 'font-stretch-75%' },
  { most: 19, em: 0.82, look: 'font-stretch-75%' },
] as const;
const LONGEST_FOOT = { em: 0.74, look: 'font-stretch-75%' } as const;
/** The glyph of a silence takes the room of so many. */
const SILENCE_CHARACTERS = 2;

type FootProps = { item: BoardItem; view: TimeView; word: string; emPx: number };

function Foot({ item, view, word, emPx }: FootProps) {
  const time = useItemTime(item, view);
  // Since when one is not registered, nobody reads from afar.
  const told = item.now.condition === 'not-registered' ? '' : time;
  const [, length = told, ago = ''] = told.match(/^(.*)( ago)$/) ?? [];
  const silenced = item.silence ? SILENCE_CHARACTERS : 0;
  const characters = word.length + silenced + length.length + ago.length / 2;
  const { em, look } = FOOT_LOOKS.find(({ most }) => characters <= most) ?? LONGEST_FOOT;
  const size = `${em}em`;
  return (
    <>
      <span className={look} style={{ fontSize: size }}>
        {word}
      </span>
      <SilenceGlyph item={item} className="mx-[0.2em]" sizePx={emPx * em * 0.7} />
      <span className={`flex-none ${look}`} style={{ fontSize: size }}>
        {length}
        {ago && <span className="text-[72%] font-medium font-stretch-84%">{ago}</span>}
      </span>
    </>
  );
}

function square(px: number): CSSProperties {
  return { width: px, height: px };
}
