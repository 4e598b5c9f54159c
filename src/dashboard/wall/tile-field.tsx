import type { TimeView } from '../condition/time-text.ts';
import type { BoardItem } from '../model/board-item.ts';
import { type Place, tilePlaces } from './tile-places.ts';
import { largeSizes, smallProblemSizes, tileSizes, type WallText } from './tile-sizes.ts';
import type { WallGroup } from './wall-content.ts';
import type { WallFit } from './wall-fit.ts';
import { LargeTile, Placed, WallTile } from './wall-tile.tsx';

type TileFieldProps = {
  fit: WallFit;
  problems: readonly BoardItem[];
  /** How many problems more there are than have a tile. */
  unnamed?: number;
  groups: readonly WallGroup[];
  /** A list that is not grouped has no cells that name organizations. */
  hasLabels: boolean;
  text: WallText;
  view: TimeView;
};

/** Problems first, then every organization: a cell that names it, and its extensions by number. */
export function TileField(props: TileFieldProps) {
  const { fit, problems, unnamed = 0, text, view } = props;
  const cells = quietCells(props);
  const places = tilePlaces(fit, {
    problems: problems.length + (unnamed > 0 ? 1 : 0),
    quiet: cells.length,
  });
  const unnamedPlace = places.problems[problems.length];
  const quietSizes = tileSizes(fit, text);
  return (
    <ul>
      <Problems {...props} places={places.problems} />
      {unnamedPlace && (
        <Placed place={unnamedPlace}>
          <Unnamed count={unnamed} fit={fit} />
        </Placed>
      )}
      {cells.map((cell, nth) => {
        const place = places.quiet[nth];
        if (!place) return null;
        return cell.kind === 'label' ? (
          <Placed key={`label ${cell.group.prefix}`} place={place}>
            <Label group={cell.group} fit={fit} text={text} />
          </Placed>
        ) : (
          <Placed key={cell.item.number} place={place}>
            <WallTile item={cell.item} view={view} sizes={quietSizes} isProblem={false} />
          </Placed>
        );
      })}
    </ul>
  );
}

type Cell = { kind: 'label'; group: WallGroup } | { kind: 'item'; item: BoardItem };

function quietCells({ groups, hasLabels }: TileFieldProps): Cell[] {
  return groups.flatMap((group): Cell[] => [
    ...(hasLabels ? [{ kind: 'label', group } as const] : []),
    ...group.quiet.map((item) => ({ kind: 'item', item }) as const),
  ]);
}

function Problems({
  fit,
  problems,
  places,
  text,
  view,
}: TileFieldProps & { places: readonly Place[] }) {
  const small = smallProblemSizes(fit, text);
  const large = largeSizes(fit, text);
  return problems.map((item, nth) => {
    const place = places[nth];
    return (
      place && (
        <Placed key={item.number} place={place}>
          {fit.span === 2 ? (
            <LargeTile item={item} view={view} sizes={large} />
          ) : (
            <WallTile item={item} view={view} sizes={small} isProblem />
          )}
        </Placed>
      )
    );
  });
}

function Unnamed({ count, fit }: { count: number; fit: WallFit }) {
  return (
    <div
      className="flex size-full items-center justify-center rounded-[0.3rem] border-[0.2rem] border-line-3 font-semibold whitespace-nowrap"
      style={{ fontSize: fit.numberPx * 0.8 }}
    >
      + {count.toLocaleString('en')}
      <span className="sr-only"> more, lit among the lamps below</span>
    </div>
  );
}

/** The cell before an organization's extensions: which it is, and how it stands. */
function Label({ group, fit, text }: { group: WallGroup; fit: WallFit; text: WallText }) {
  const { prefix, summary } = group;
  const { total, needed, counts } = summary;
  const prefixPx = Math.min(0.76 * fit.numberPx, fit.cellWidthPx / (0.62 * text.prefixLength));
  return (
    <div className="flex size-full flex-col justify-center border-t-[0.2rem] border-line-3 pl-[0.4rem] leading-[1.1] whitespace-nowrap text-ink-3">
      <span className="font-semibold text-ink-2" style={{ fontSize: prefixPx }}>
        {prefix || 'Others'}
      </span>
      <span style={{ fontSize: Math.max(0.53 * fit.numberPx, 16 * text.unitPx) }}>
        {needed === undefined ? total : `${counts.registered} / ${needed}`}
      </span>
    </div>
  );
}
