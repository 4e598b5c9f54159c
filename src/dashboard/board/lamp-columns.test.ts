import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Extension } from '../../presence/extension.ts';
import { observe, startWatch } from '../../presence/watch.ts';
import { boardModel } from '../model/board-model.ts';
import { lampColumns } from './lamp-columns.ts';

/** As many extensions in each organization as its place in the list says. */
function groupsOf(sizes: readonly number[]) {
  const extensions = sizes.flatMap((size, organization) =>
    Array.from(
      { length: size },
      (_, place): Extension => ({
        number: `${1000 + organization}*${1000 + place}`,
        registrations: [],
      }),
    ),
  );
  return boardModel({
    watch: observe(startWatch(0), { extensions, isWhole: true, atMs: 0 }),
    names: { extensions: {}, organizations: {} },
    refinements: { group: 'organization', order: 'extension', states: [], agent: '', find: '' },
    judgedAtMs: 0,
    orderedAtMs: 0,
  }).groups;
}

const layoutOf = (sizes: readonly number[], widthPx = 1872) =>
  lampColumns(groupsOf(sizes), widthPx);

it('puts four blocks of twenty lamps a row side by side where the page is 1872 wide', () => {
  const { blocks } = layoutOf([45, 20, 20, 20, 20]);
  expect(blocks.map(({ leftPx, topPx }) => [leftPx, topPx])).toEqual([
    [0, 0],
    [473, 0],
    [946, 0],
    [1419, 0],
    // Under the first that is free, and not under the first.
    [473, 28 + 24 + 12],
  ]);
  expect(blocks[0]?.lines.map(({ label, items }) => [label, items.length])).toEqual([
    ['1000', 20],
    ['1020', 20],
    ['1040', 5],
  ]);
});

it('has as much room for labels as the longest needs, within reason', () => {
  const labelOf = (digits: number) => {
    const [group] = groupsOf([1]);
    const items = group?.items.map((item) => ({ ...item, local: '7'.repeat(digits) })) ?? [];
    return lampColumns(group ? [{ ...group, items }] : [], 1872).blocks[0]?.labelPx;
  };
  expect([3, 4, 6, 40].map(labelOf)).toEqual([32, 32, 48, 96]);
});

it('has one column on a narrow page', () => {
  expect(new Set(layoutOf([20, 20], 390).blocks.map(({ leftPx }) => leftPx))).toEqual(new Set([0]));
});

it('loses nobody, says where a long organization goes on, and lets no block lie on another', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 300, max: 4000 }),
      (sizes, widthPx) => {
        const { blocks, heightPx } = layoutOf(sizes, widthPx);
        const numbers = blocks.flatMap(({ lines }) => lines.flatMap(({ items }) => items));
        expect(numbers).toHaveLength(sizes.reduce((sum, size) => sum + size, 0));
        expect(blocks.filter(({ isContinued }) => !isContinued)).toHaveLength(sizes.length);
        for (const a of blocks) {
          expect(a.leftPx + a.widthPx).toBeLessThanOrEqual(widthPx + 1);
          expect(a.topPx + a.heightPx).toBeLessThanOrEqual(heightPx);
          for (const b of blocks) {
            const isAside = a.leftPx + a.widthPx <= b.leftPx || b.leftPx + b.widthPx <= a.leftPx;
            const isAbove = a.topPx + a.heightPx <= b.topPx || b.topPx + b.heightPx <= a.topPx;
            expect(a === b || isAside || isAbove).toBe(true);
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});
