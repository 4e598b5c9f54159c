import type { BoardItem } from '../model/board-item.ts';
import { type LampMap, lampMap } from './lamp-pages.ts';
import { type ProblemBand, problemBand } from './problem-band.ts';
import type { WallContent, WallGroup } from './wall-content.ts';
import type { WallField } from './wall-field.ts';
import { bestFit, mostCells, numberEm, type WallFit } from './wall-fit.ts';

/** A page of tiles: the problems stand on every one of them. */
export type TilePage = { fit: WallFit; groups: readonly WallGroup[] };

/** How everything is shown: as tiles, or as lamps under a band of problems; on as many pages as it takes. */
export type WallPlan =
  | { kind: 'tiles'; pages: readonly TilePage[] }
  | { kind: 'lamps'; band: ProblemBand; map: LampMap };

/** More extensions than this have no room for their numbers on any screen. */
const TILES_MOST = 1200;
/** Smaller numbers are not read from 4 m: then pages turn, or, where even pages would be many, lamps tell. In units. */
const PAGED_BELOW = 22;
const LAMPS_BELOW = 14;
/** Nobody waits for more pages than these, of which each has a few others beside the same problems. */
const PAGES_MOST = 12;

export type WallPlanInput = {
  content: WallContent;
  field: WallField;
  /** What the sizes are computed for: not less than there are, and for a while more. */
  room: { tiles: number; problems: number };
  /** Organizations have cells that name them. */
  hasLabels: boolean;
};

export function wallPlan(input: WallPlanInput): WallPlan {
  const { content, field, room } = input;
  const fit = fitFor(input, room.tiles - room.problems, content.groups.length);
  if (room.tiles > TILES_MOST || fit.numberPx < LAMPS_BELOW * field.unitPx) {
    const band = problemBand(content, { field, problems: room.problems });
    const heightPx = field.heightPx - band.heightPx;
    return { kind: 'lamps', band, map: lampMap(content.map, { ...field, heightPx }) };
  }
  const pages = isLegible(fit, field) ? [] : tilePages(input);
  // Where the problems alone fill a page, or nearly, turning it gains nothing.
  const isPaged = pages.length > 0 && pages.length <= PAGES_MOST;
  return { kind: 'tiles', pages: isPaged ? pages : [{ fit, groups: content.groups }] };
}

function isLegible({ numberPx }: WallFit, { unitPx }: WallField): boolean {
  return numberPx >= PAGED_BELOW * unitPx;
}

function fitFor(input: WallPlanInput, quiet: number, groups: number): WallFit {
  const { content, field, hasLabels, room } = input;
  const { problems } = room;
  return bestFit({
    field,
    tiles: problems + quiet,
    problems,
    labels: hasLabels ? groups : 0,
    numberEm: numberEm(content.numberLength),
  });
}

/** Whole organizations on a page, as many as can be read; one that is too long for a page is cut. None when no page can. */
function tilePages(input: WallPlanInput): TilePage[] {
  const isRoomFor = (quiet: number, groups: number) =>
    isLegible(fitFor(input, quiet, groups), input.field);
  const longest = longestPage(input, isRoomFor);
  if (longest === 0) return [];
  const pages: WallGroup[][] = [];
  let quiet = 0;
  for (const group of input.content.groups) {
    for (const part of partsOf(group, longest)) {
      const page = pages[pages.length - 1];
      if (page && isRoomFor(quiet + part.quiet.length, page.length + 1)) {
        page.push(part);
        quiet += part.quiet.length;
      } else {
        pages.push([part]);
        quiet = part.quiet.length;
      }
    }
  }
  return pages.map((groups) => ({
    groups,
    fit: fitFor(input, quietOf(groups).length, groups.length),
  }));
}

/** How many quiet extensions of one organization a page has room for beside the problems. */
function longestPage(
  { content, field, room }: WallPlanInput,
  isRoomFor: (quiet: number, groups: number) => boolean,
): number {
  const size = { field, numberEm: numberEm(content.numberLength) };
  const most = Math.min(room.tiles, mostCells(size, PAGED_BELOW * field.unitPx));
  let longest = most - room.problems;
  while (longest > 0 && !isRoomFor(longest, 1)) longest -= 1;
  return Math.max(longest, 0);
}

function partsOf(group: WallGroup, longest: number): WallGroup[] {
  const parts: WallGroup[] = [];
  for (let from = 0; from === 0 || from < group.quiet.length; from += longest) {
    parts.push({ ...group, quiet: group.quiet.slice(from, from + longest) });
  }
  return parts;
}

export function quietOf(groups: readonly WallGroup[]): BoardItem[] {
  return groups.flatMap(({ quiet }) => quiet);
}
