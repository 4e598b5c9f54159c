import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Extension } from '../../presence/extension.ts';
import { observe, startWatch } from '../../presence/watch.ts';
import { boardModel } from '../model/board-model.ts';
import type { LampMap } from './lamp-pages.ts';
import { isWithin, overlapping } from './places.rig.ts';
import { tilePlaces } from './tile-places.ts';
import { wallContent } from './wall-content.ts';
import { wallField } from './wall-field.ts';
import { quietOf, type WallPlan, wallPlan } from './wall-plan.ts';

const HD = wallField({ widthPx: 1920, heightPx: 1080 });
const UPRIGHT = wallField({ widthPx: 1080, heightPx: 1920 });

/** Organizations of these sizes; one extension in `problemEvery` is not registered, the others need no registration. */
function contentOf(sizes: readonly number[], problemEvery = Infinity) {
  let nth = 0;
  const extensions = sizes.flatMap((size, organization) =>
    Array.from({ length: size }, (_, place): Extension => {
      nth += 1;
      const state = nth % problemEvery === 0 ? 'not-registered' : 'static';
      return {
        number: `${1000 + organization}*${1000 + place}`,
        registrations: [{ agent: '', state }],
      };
    }),
  );
  return wallContent(
    boardModel({
      watch: observe(startWatch(0), { extensions, isWhole: true, atMs: 0 }),
      names: { extensions: {}, organizations: {} },
      refinements: { group: 'organization', order: 'problems', states: [], agent: '', find: '' },
      judgedAtMs: 0,
      orderedAtMs: 0,
    }),
  );
}

function planOf(sizes: readonly number[], problemEvery?: number, field = HD): WallPlan {
  const content = contentOf(sizes, problemEvery);
  const room = { tiles: content.tiles, problems: content.problems.length };
  return wallPlan({ content, field, room, hasLabels: true });
}

describe('the plan of a wall', () => {
  it('is one page of tiles as long as their numbers can be read', () => {
    const plan = planOf([24, 40, 36, 28], 10);
    expect(plan).toMatchObject({ kind: 'tiles', pages: [{ fit: { span: 2 } }] });
  });

  it('turns pages by organization when all together would be too small', () => {
    const plan = planOf([100, 120, 90, 80], 39);
    if (plan.kind !== 'tiles') throw new Error('These are too few for lamps.');
    expect(plan.pages.length).toBeGreaterThan(1);
    for (const { fit } of plan.pages) expect(fit.numberPx).toBeGreaterThanOrEqual(22);
    // No organization is on two pages.
    const prefixes = plan.pages.flatMap(({ groups }) => groups.map(({ prefix }) => prefix));
    expect(prefixes).toEqual(['1000', '1001', '1002', '1003']);
  });

  it('has no page in a window without a height, and comes to an end', () => {
    const flat = wallField({ widthPx: 1920, heightPx: 0 });
    expect(planOf([2000], undefined, flat)).toMatchObject({ kind: 'lamps', map: { pages: [] } });
    expect(planOf([24], undefined, flat)).toBeDefined();
  });

  it('cuts an organization that is too long for a page', () => {
    const plan = planOf([420], 39);
    if (plan.kind !== 'tiles') throw new Error('These are too few for lamps.');
    expect(plan.pages.length).toBeGreaterThan(1);
    expect(plan.pages.flatMap(({ groups }) => quietOf(groups))).toHaveLength(420 - 10);
  });

  it('turns no page where the problems alone would fill each of them', () => {
    expect(planOf([400], 1)).toMatchObject({ kind: 'tiles', pages: [{}] });
    // Every other is one: beside them there would be room for so few that there were sixteen pages.
    expect(planOf([125, 125, 125, 125], 2)).toMatchObject({ kind: 'tiles', pages: [{}] });
  });

  it('is lamps for more than 1,200, and for fewer whose numbers would be specks', () => {
    expect(planOf([1201]).kind).toBe('lamps');
    expect(planOf([700], 50).kind).toBe('lamps');
    expect(planOf([350], 50).kind).toBe('tiles');
  });

  it('names large problems over the lamps, then small ones, and counts what has no room', () => {
    const bandOf = (problemEvery: number) => {
      const plan = planOf([500, 500, 500, 500], problemEvery);
      if (plan.kind !== 'lamps') throw new Error('These are too many for tiles.');
      return plan.band;
    };
    expect(bandOf(Infinity)).toMatchObject({ heightPx: 0, shown: [], unnamed: 0 });
    expect(bandOf(200)).toMatchObject({ fit: { span: 2 }, unnamed: 0 });
    expect(bandOf(50)).toMatchObject({ fit: { span: 1 }, unnamed: 0 });
    const { shown, unnamed } = bandOf(10);
    expect(shown.length + unnamed).toBe(200);
    expect(unnamed).toBeGreaterThan(0);
  });

  it('shows 2,000 lamps at once and 10,000 on a few pages', () => {
    const pagesOf = (plan: WallPlan) => plan.kind === 'lamps' && plan.map.pages.length;
    const organizations = (count: number) => Array.from({ length: count }, () => 200);
    expect(pagesOf(planOf(organizations(10), 200))).toBe(1);
    expect(pagesOf(planOf(organizations(50), 500))).toBeLessThanOrEqual(5);
    expect(pagesOf(planOf(organizations(50), 500, UPRIGHT))).toBeLessThanOrEqual(7);
  });

  it('shows each extension on one page of tiles, problems on each, and puts none beyond or on another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(HD, UPRIGHT, wallField({ widthPx: 3440, heightPx: 1440 })),
        fc.constantFrom(Infinity, 100, 30, 8, 2),
        // A while ago there was more, and more of it was a problem: the room for that is held.
        fc.record({
          tiles: fc.integer({ min: 0, max: 60 }),
          problems: fc.integer({ min: 0, max: 60 }),
        }),
        fc.boolean(),
        (sizes, field, problemEvery, more, hasLabels) => {
          fc.pre(sizes.reduce((sum, size) => sum + size, 0) <= 1100);
          const content = contentOf(sizes, problemEvery);
          const { problems } = content;
          const tiles = content.tiles + more.tiles;
          const held = { tiles, problems: Math.min(problems.length + more.problems, tiles) };
          const plan = wallPlan({ content, field, room: held, hasLabels });
          fc.pre(plan.kind === 'tiles');
          if (plan.kind !== 'tiles') return;
          const quiet = plan.pages.flatMap(({ groups }) => quietOf(groups));
          expect(quiet).toHaveLength(content.tiles - problems.length);
          expect(new Set([...quiet, ...problems]).size).toBe(content.tiles);
          for (const { fit, groups } of plan.pages) {
            const labels = hasLabels ? groups.length : 0;
            const cells = quietOf(groups).length + labels;
            const places = tilePlaces(fit, { problems: problems.length, quiet: cells });
            const all = [...places.problems, ...places.quiet];
            expect(all).toHaveLength(problems.length + cells);
            expect(all.filter((place) => !isWithin(place, field))).toEqual([]);
            expect(overlapping(all)).toBe(0);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('loses no lamp, cuts none, and puts none on another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 2500 }), { minLength: 1, maxLength: 20 }),
        fc.constantFrom(HD, UPRIGHT, wallField({ widthPx: 3440, heightPx: 1440 })),
        fc.constantFrom(Infinity, 1000, 30, 2),
        (sizes, field, problemEvery) => {
          const total = sizes.reduce((sum, size) => sum + size, 0);
          fc.pre(total > 1200 && total <= 10_000);
          const plan = planOf(sizes, problemEvery, field);
          if (plan.kind !== 'lamps') throw new Error('These are too many for tiles.');
          const { map, band } = plan;
          const room = { widthPx: field.widthPx, heightPx: field.heightPx - band.heightPx };
          const lamps = map.pages.flat().flatMap(({ rows }) => rows.flatMap(({ items }) => items));
          expect(new Set(lamps).size).toBe(total);
          expect(lamps).toHaveLength(total);
          expect(misplaced(map, room)).toBe(0);
          // They shrink before they turn pages, and are never specks.
          const lampPx = map.sizes.rowPx / 1.157 / field.unitPx;
          expect(lampPx).toBeGreaterThanOrEqual(15);
        },
      ),
      { numRuns: 30 },
    );
  });
});

/** How many stacks reach beyond the page, or into the one above them in their column. */
function misplaced(
  { pages, sizes }: LampMap,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
): number {
  let count = 0;
  for (const page of pages) {
    const ends = new Map<number, number>();
    for (const { leftPx, topPx, rows } of page) {
      const endPx = topPx + sizes.headPx + rows.length * sizes.rowPx;
      const isBeyond = endPx > heightPx + 1 || leftPx + sizes.columnPx > widthPx + 1;
      if (isBeyond || topPx < (ends.get(leftPx) ?? 0)) count += 1;
      ends.set(leftPx, endPx);
    }
  }
  return count;
}
