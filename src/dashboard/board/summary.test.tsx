import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { phone, watchedBoard } from './watched-board.rig.tsx';

const figure = (name: string) => screen.getByRole('button', { name });
const extensions = [
  phone('0003*201'),
  phone('0003*202', { state: 'expired' }),
  phone('0003*203', { state: 'static' }),
];

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('a figure', () => {
  it('counts, and counts the registered out of those that need to be', () => {
    watchedBoard({ extensions });
    expect(figure('Registered 1 / 2')).toBeTruthy();
    expect(figure('Expired 1')).toBeTruthy();
    expect(figure('Late 0')).toBeTruthy();
  });

  it('takes the colour of its state only when there is something to say', () => {
    watchedBoard({ extensions });
    const isHot = (name: string) => figure(name).querySelector('span.text-word') !== null;
    expect(isHot('Expired 1')).toBe(true);
    expect(isHot('Late 0')).toBe(false);
    expect(isHot('Registered 1 / 2')).toBe(false);
  });

  it('narrows the list to its state, together with others, and back', async () => {
    const board = watchedBoard({ extensions });
    await userEvent.click(figure('Expired 1'));
    expect(figure('Expired 1').getAttribute('aria-pressed')).toBe('true');
    expect(board.address().states).toEqual(['expired']);
    await userEvent.click(figure('Registered 1 / 2'));
    expect(board.address().states).toEqual(['expired', 'registered']);
    await userEvent.click(figure('Expired 1'));
    expect(board.address().states).toEqual(['registered']);
    expect(screen.getByText('1 of 3 shown')).toBeTruthy();
  });
});

it('has one great figure and five small ones on a phone', () => {
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addEventListener: () => {},
    removeEventListener: () => {},
  }));
  watchedBoard({ extensions });
  expect(figure('1 / 2 registered')).toBeTruthy();
  const filters = screen.getByRole('region', { name: 'Filter by state' });
  expect(Array.from(filters.querySelectorAll('button'), ({ textContent }) => textContent)).toEqual([
    '1/ 2registered',
    '1Expired',
    '0Late',
    '0Not registered',
    '0Ringing',
    '0Busy',
  ]);
});
