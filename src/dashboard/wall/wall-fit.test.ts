import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin, overlapping } from './places.rig.ts';
import { type Place, tilePlaces } from './tile-places.ts';
import { largeSizes, smallProblemSizes, tileSizes } from './tile-sizes.ts';
import { type WallField, wallField } from './wall-field.ts';
import { bestFit, type FitInput, numberEm, type WallFit } from './wall-fit.ts';

const SCREENS = {
  hd: { widthPx: 1920, heightPx: 1080 },
  '4k': { widthPx: 3840, heightPx: 2160 },
  upright: { widthPx: 1080, heightPx: 1920 },
  ultrawide: { widthPx: 3440, heightPx: 1440 },
  banner: { widthPx: 3840, heightPx: 1080 },
  old: { widthPx: 1280, heightPx: 1024 },
  laptop: { widthPx: 1366, heightPx: 768 },
} as const;
const screens = fc.constantFrom(...Object.values(SCREENS));

const HD = wallField(SCREENS.hd);
function fitOf(tiles: number, problems: number, over: Partial<FitInput> = {}): WallFit {
  return bestFit({ field: HD, tiles, problems, labels: 4, numberEm: numberEm(3), ...over });
}

/** Anything from one extension to ten thousand, any of them a problem, in any number of organizations. */
const walls = fc
  .record({
    screen: screens,
    tiles: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 10_000 })),
    problemShare: fc.constantFrom(0, 0.001, 0.05, 0.1, 0.5, 1),
    labels: fc.integer({ min: 0, max: 60 }),
    digits: fc.integer({ min: 1, max: 8 }),
    prefixLength: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ screen, problemShare, digits, ...wall }) => ({
    ...wall,
    field: wallField(screen),
    problems: Math.ceil(wall.tiles * problemShare),
    numberEm: numberEm(digits),
  }));

function placesOf(fit: WallFit, { tiles, problems, labels }: FitInput): Place[] {
  const places = tilePlaces(fit, { problems, quiet: tiles - problems + labels });
  return [...places.problems, ...places.quiet];
}

describe('the fit of a wall', () => {
  it.each([
    { tiles: 40, problems: 2, labels: 2, span: 2, columns: 8, rows: 6, number: 66 },
    { tiles: 128, problems: 13, labels: 4, span: 2, columns: 16, rows: 11, number: 34 },
    { tiles: 128, problems: 0, labels: 4, span: 1, columns: 14, rows: 10, number: 38 },
    { tiles: 300, problems: 20, labels: 4, span: 1, columns: 21, rows: 15, number: 25 },
  ])('is that of the drawings: $tiles extensions, $problems problems', (drawn) => {
    const { tiles, problems, labels, number, ...grid } = drawn;
    const fit = fitOf(tiles, problems, { labels });
    expect(fit).toMatchObject(grid);
    expect(Math.round(fit.numberPx)).toBe(number);
  });

  it('is the same on a screen of twice the size, twice as large', () => {
    const large = fitOf(128, 13, { field: wallField(SCREENS['4k']) });
    expect(large).toMatchObject({ span: 2, columns: 16, rows: 11 });
    expect(large.numberPx).toBeCloseTo(2 * fitOf(128, 13).numberPx);
  });

  it('fills a screen that stands upright with a few', () => {
    const field = wallField(SCREENS.upright);
    const fit = fitOf(12, 3, { field, labels: 1 });
    expect(fit).toMatchObject({ span: 2, columns: 3, rows: 8 });
    // In as many columns as lie on their side at least, more than a third of it stayed empty.
    expect(fit.numberPx).toBeGreaterThan(80);
  });

  it('leaves rows empty rather than stretch a few extensions', () => {
    const { cellWidthPx, cellHeightPx } = fitOf(1, 0, { labels: 1 });
    expect(cellWidthPx / cellHeightPx).toBeGreaterThanOrEqual(1.6);
  });

  it('cuts nothing and puts nothing on anything else, on any screen, for any number', () => {
    fc.assert(
      fc.property(walls, (wall) => {
        const fit = bestFit(wall);
        const places = placesOf(fit, wall);
        expect(places).toHaveLength(tilesOf(wall));
        expect(overlapping(places)).toBe(0);
        expect(places.filter((place) => !isWithin(place, wall.field))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('has no better one by its score', () => {
    fc.assert(
      fc.property(walls, (wall) => {
        const chosen = bestFit(wall);
        for (const { span, columns } of shapes(wall.field)) {
          const other = numberIn(wall, span, columns);
          if (other === undefined) continue;
          const worth = (fit: { span: number; numberPx: number }) =>
            fit.numberPx * (fit.span === 2 ? 1.2 : 1);
          expect(worth(chosen) + 1e-9).toBeGreaterThanOrEqual(worth({ span, numberPx: other }));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('leaves numbers, glyphs and words room in their tiles', () => {
    fc.assert(
      fc.property(walls, ({ prefixLength, ...wall }) => {
        const fit = bestFit(wall);
        // Numbers this small become lamps.
        fc.pre(fit.numberPx >= 14 * wall.field.unitPx);
        const text = { unitPx: wall.field.unitPx, numberEm: wall.numberEm, prefixLength };
        for (const sizes of [tileSizes(fit, text), smallProblemSizes(fit, text)]) {
          const widthPx = 1.5 * sizes.glyphPx + wall.numberEm * sizes.numberPx;
          expect(widthPx).toBeLessThanOrEqual(fit.cellWidthPx);
          const { numberPx, wordPx } = sizes.second ?? { numberPx: sizes.numberPx, wordPx: 0 };
          expect(numberPx + wordPx).toBeLessThan(fit.cellHeightPx);
        }
        if (fit.span === 1) return;
        const large = largeSizes(fit, text);
        const lineEm = wall.numberEm * large.numberPx + large.glyphPx;
        const prefixPx = prefixLength && (prefixLength + 1) * 0.46 * large.prefixPx;
        expect(lineEm + prefixPx).toBeLessThan(2 * fit.cellWidthPx + fit.gapPx);
        expect(1.1 * large.numberPx + 1.3 * large.footPx).toBeLessThan(
          2 * fit.cellHeightPx + fit.gapPx,
        );
        expect(large.numberPx).toBeGreaterThan(fit.numberPx);
      }),
      { numRuns: 300 },
    );
  });
});

const tilesOf = ({ tiles, labels }: FitInput) => tiles + labels;

function* shapes({ isUpright }: WallField): Generator<{ span: 1 | 2; columns: number }> {
  for (const span of [1, 2] as const) {
    for (let columns = isUpright ? 2 : 4; columns <= 64; columns += 1) yield { span, columns };
  }
}

/** What the design says of one shape, written down once more: the size of its numbers, undefined where it is none. */
function numberIn(
  { field, tiles, problems, labels, numberEm: em }: FitInput,
  span: 1 | 2,
  columns: number,
): number | undefined {
  const { widthPx, heightPx, unitPx }: WallField = field;
  if (span === 2 && problems === 0) return undefined;
  const problemRows = Math.ceil(problems / Math.floor(columns / span)) * span;
  const hole = problemRows * columns - problems * span * span;
  const rows = problemRows + Math.ceil(Math.max(0, tiles - problems + labels - hole) / columns);
  const gap = (columns > 20 ? 4 : 8) * unitPx;
  const width = (widthPx - (columns - 1) * gap) / columns;
  const height = (heightPx - (rows - 1) * gap) / rows;
  const number = Math.min(0.54 * height, (width - 38 * unitPx) / em);
  const isShaped = width / height >= 1.6 && width / height <= 3.2;
  const isWide = span === 1 || 2 * width + gap >= 216 * unitPx;
  return number > 0 && isShaped && isWide ? number : undefined;
}
