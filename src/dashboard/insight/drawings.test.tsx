import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { AgentsDrawing, ExpiriesDrawing, RegisteredDrawing } from './drawings.tsx';
import { plotOf } from './plot.ts';
import { registeredSeries } from './registered-series.ts';

type Shape = { dataKey: string; isAnimationActive?: boolean };

/** Every shape that is drawn, and whether it would move. */
const { drawn, recorded } = vi.hoisted(() => {
  const drawn: string[] = [];
  const recorded = ({ dataKey, isAnimationActive }: Shape) => {
    drawn.push(`${dataKey} ${isAnimationActive === false ? 'is still' : 'moves'}`);
    return null;
  };
  return { drawn, recorded };
});

vi.mock('recharts', async (importOriginal) => ({
  ...(await importOriginal<typeof import('recharts')>()),
  ...{ Area: recorded, Line: recorded, Bar: recorded },
}));

afterEach(cleanup);

it('animates nothing, which would cost eight times the page', () => {
  const counts = { registered: 9, needed: 10 };
  const steps = [0, 1].map((nth) => ({ atMs: nth * 60_000, counts }));
  const series = registeredSeries({ steps, stepMs: 60_000, toMs: 120_000 });
  const plot = plotOf({ widthPx: 300, heightPx: 100, top: series.top });
  const share = { name: 'snom D785', count: 10, lost: 1 };
  render(
    <>
      <RegisteredDrawing {...{ series, plot }} isLost={false} />
      <ExpiriesDrawing steps={[{ fromMinutes: 0, count: 2, late: 1 }]} plot={plot} />
      <AgentsDrawing shares={[share]} widthPx={300} pitchPx={20} barPx={10} />
    </>,
  );
  expect(new Set(drawn)).toEqual(
    new Set(
      ['registered', 'needed', 'late', 'others', 'present', 'lost'].map((of) => `${of} is still`),
    ),
  );
});
