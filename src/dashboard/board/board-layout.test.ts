import { expect, it } from 'vitest';
import type { Extension } from '../../presence/extension.ts';
import { observe, startWatch } from '../../presence/watch.ts';
import { boardModel } from '../model/board-model.ts';
import { columnPlace, columnsOf, type LayoutInput, layOut } from './board-layout.ts';
import { headStop, type MovingKey, moveStop, stopRows, tabStop } from './board-stops.ts';

function layoutOf(numbers: readonly string[], over: Partial<LayoutInput> = {}) {
  const extensions = numbers.map((number): Extension => ({ number, registrations: [] }));
  const { groups } = boardModel({
    watch: observe(startWatch(0), { extensions, isWhole: true, atMs: 0 }),
    names: { extensions: {}, organizations: {} },
    refinements: { group: 'organization', order: 'extension', states: [], agent: '', find: '' },
    judgedAtMs: 0,
    orderedAtMs: 0,
  });
  return layOut({
    ...{ groups, look: 'cards', columns: 3, hasHeads: true, folded: new Set() },
    ...over,
  });
}

const NUMBERS = ['0003*1', '0003*2', '0003*3', '0003*4', '0007*1', '0007*2'];

it('fits as many cards of 168 and gaps of 8 as there is room for, and one at least', () => {
  expect(columnsOf('cards', 1096)).toBe(6);
  expect(columnsOf('cards', 1400)).toBe(8);
  expect(columnsOf('cards', 343)).toBe(1);
  expect(columnsOf('cards', 344)).toBe(2);
  expect(columnsOf('cards', 100)).toBe(1);
  expect(columnsOf('table', 1400)).toBe(1);
  expect(columnsOf('phone', 390)).toBe(1);
});

it('fits more tiles of 104', () => {
  expect(columnsOf('tiles', 1096)).toBe(9);
  expect(columnsOf('tiles', 1872)).toBe(16);
});

it('puts columns on whole pixels, 8 apart, from edge to edge', () => {
  const places = [0, 1, 2].map((column) =>
    columnPlace(column, { look: 'cards', columns: 3, widthPx: 1000 }),
  );
  expect(places).toEqual([
    { leftPx: 0, widthPx: 328 },
    { leftPx: 336, widthPx: 328 },
    { leftPx: 672, widthPx: 328 },
  ]);
  expect(columnPlace(0, { look: 'phone', columns: 1, widthPx: 390 })).toEqual({
    leftPx: 0,
    widthPx: 390,
  });
});

it('stacks heads, rows of cards and their gaps without measuring anything', () => {
  const { rows, groups, heightPx } = layoutOf(NUMBERS);
  expect(rows.map(({ content, startPx }) => [content.kind, startPx])).toEqual([
    ['head', 0],
    ['items', 36],
    ['items', 136],
    ['head', 240],
    ['items', 276],
  ]);
  expect(groups.map(({ startPx, sizePx }) => [startPx, sizePx])).toEqual([
    [0, 240],
    [240, 140],
  ]);
  expect(heightPx).toBe(380);
});

it('leaves of a folded group its head', () => {
  const { rows } = layoutOf(NUMBERS, { folded: new Set(['0003']) });
  expect(rows.map(({ content }) => content.kind)).toEqual(['head', 'head', 'items']);
});

it('gives a row of the table 32 and one of a phone 60', () => {
  expect(layoutOf(NUMBERS, { look: 'table', columns: 1 }).rows[2]?.startPx).toBe(32 + 32);
  expect(layoutOf(NUMBERS, { look: 'phone', columns: 1 }).rows[2]?.startPx).toBe(32 + 60);
});

it.each<[from: string, key: MovingKey, to: string]>([
  ['0003*1', 'ArrowRight', '0003*2'],
  ['0003*3', 'ArrowRight', '0003*4'],
  ['0003*4', 'ArrowLeft', '0003*3'],
  ['0003*2', 'ArrowDown', '0003*4'],
  ['0003*4', 'ArrowDown', headStop('0007')],
  [headStop('0007'), 'ArrowDown', '0007*1'],
  ['0003*2', 'ArrowUp', headStop('0003')],
  ['0003*2', 'Home', '0003*1'],
  ['0003*1', 'End', '0003*3'],
  ['0003*1', 'PageDown', '0007*1'],
  ['0007*2', 'PageUp', '0003*2'],
  ['0007*2', 'PageDown', '0007*2'],
  [headStop('0003'), 'ArrowLeft', headStop('0003')],
])('moves the keyboard from %s with %s to %s', (from, key, to) => {
  expect(moveStop(stopRows(layoutOf(NUMBERS)), from, { key, isCtrl: false, pageRows: 3 })).toBe(to);
});

it('goes to either end of the list with Ctrl', () => {
  const by = { isCtrl: true, pageRows: 3 };
  expect(moveStop(stopRows(layoutOf(NUMBERS)), '0003*4', { key: 'End', ...by })).toBe('0007*2');
  expect(moveStop(stopRows(layoutOf(NUMBERS)), '0003*4', { key: 'Home', ...by })).toBe(
    headStop('0003'),
  );
});

it('is entered with Tab where it was left, and at the first item when that has gone', () => {
  expect(tabStop(layoutOf(NUMBERS), '0007*2')).toBe('0007*2');
  expect(tabStop(layoutOf(NUMBERS), '0099*9')).toBe('0003*1');
  expect(tabStop(layoutOf(NUMBERS, { folded: new Set(['0003', '0007']) }), '')).toBe(
    headStop('0003'),
  );
  expect(tabStop(layoutOf([]), '')).toBe('');
});
