import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { phone, watchedBoard } from './watched-board.rig.tsx';

const lamps = () => screen.getByRole('region', { name: 'Extensions' });
const lamp = (number: string) =>
  within(lamps()).getByRole('button', { name: (name) => name.startsWith(number) });
const focused = () => document.activeElement?.getAttribute('data-stop');
const numbers = (from: number, count: number) =>
  Array.from({ length: count }, (_, place) => `0003*${from + place}`);

afterEach(cleanup);

describe('the lamps', () => {
  it('are buttons that say which they are, of whom, and how it stands', () => {
    watchedBoard({
      address: { view: 'lamps' },
      names: { extensions: { '0003*210': 'Ann' }, organizations: {} },
      extensions: [phone('0003*210'), phone('0003*211', { state: 'expired' })],
    });
    expect(lamp('0003*210').getAttribute('aria-label')).toBe('0003*210, Ann, registered');
    expect(lamp('0003*211').getAttribute('aria-label')).toBe('0003*211, expired');
  });

  it('keep the order of their numbers when problems come first: they are found by their places', () => {
    watchedBoard({
      address: { view: 'lamps' },
      extensions: [
        phone('0003*210'),
        phone('0007*210'),
        phone('0007*211', { state: 'expired' }),
        phone('0003*211'),
      ],
    });
    expect(
      within(lamps())
        .getAllByRole('button')
        .map((button) => button.getAttribute('data-stop')),
    ).toEqual(['0007*210', '0007*211', '0003*210', '0003*211']);
  });

  it('are drawn only where they are in sight, and each knows its place among all', () => {
    watchedBoard({
      address: { view: 'lamps' },
      extensions: numbers(10_000, 10_000).map((number) => phone(number)),
    });
    const drawn = within(lamps()).getAllByRole('listitem');
    expect(drawn.length).toBeGreaterThan(1000);
    expect(drawn.length).toBeLessThan(4000);
    expect(drawn[25]?.getAttribute('aria-setsize')).toBe('10000');
    expect(drawn[25]?.getAttribute('aria-posinset')).toBe('26');
    // The organization fills the width, and each block of it after the first says that it goes on.
    expect(within(lamps()).getAllByText('continued').length).toBeGreaterThan(2);
  });

  it('are one Tab stop; arrows move along the rows and from row to row', async () => {
    watchedBoard({
      address: { view: 'lamps' },
      extensions: numbers(200, 45).map((number) => phone(number)),
    });
    act(() => lamp('0003*200').focus());
    for (const [key, stop] of [
      ['{ArrowRight}', '0003*201'],
      ['{ArrowDown}', '0003*221'],
      ['{ArrowDown}', '0003*241'],
      ['{End}', '0003*244'],
      ['{ArrowUp}', '0003*224'],
    ] as const) {
      await userEvent.keyboard(key);
      expect(focused()).toBe(stop);
    }
    expect(lamp('0003*224').getAttribute('tabindex')).toBe('0');
    expect(lamp('0003*200').getAttribute('tabindex')).toBe('-1');
  });

  it('open in the address, and have the focus back when what was opened is closed', async () => {
    const board = watchedBoard({
      address: { view: 'lamps' },
      extensions: [phone('0003*210'), phone('0003*211')],
    });
    await userEvent.click(lamp('0003*210'));
    expect(board.address().extension).toBe('0003*210');
    board.change({ extension: '0003*211' });
    board.change({ extension: '' });
    expect(focused()).toBe('0003*211');
  });
});

describe('the tooltip of a lamp', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));
  const told = () => screen.queryByRole('tooltip')?.textContent;
  const board = () =>
    watchedBoard({
      address: { view: 'lamps' },
      names: { extensions: { '0003*210': 'Ann' }, organizations: {} },
      extensions: [
        {
          number: '0003*210',
          presence: 'ringing',
          registrations: [
            ...(phone('0003*210', { seconds: 2531 }).registrations ?? []),
            { agent: 'MicroSIP/3.21.5', state: 'expired' },
          ],
        },
        phone('0003*211'),
      ],
    });

  it('tells after 120 ms under the pointer what a lamp has no room for', () => {
    board();
    fireEvent.pointerOver(lamp('0003*210'));
    pass(119);
    expect(told()).toBeUndefined();
    pass(1);
    expect(told()).toBe(
      '0003*210RingingAnnZoiper rv2.10.20.442:11MicroSIP 3.21.5before 14:312 registrations',
    );
    expect(lamp('0003*210').getAttribute('aria-describedby')).toBe(screen.getByRole('tooltip').id);
  });

  it('stays while the pointer is on it, and goes when it leaves', () => {
    board();
    fireEvent.pointerOver(lamp('0003*210'));
    pass(120);
    fireEvent.pointerOver(lamps().firstElementChild ?? lamps());
    pass(60);
    fireEvent.pointerOver(screen.getByRole('tooltip'));
    pass(500);
    expect(told()).toContain('Ann');
    fireEvent.pointerOver(lamps().firstElementChild ?? lamps());
    pass(120);
    expect(told()).toBeUndefined();
  });

  it('comes with the focus too, and Escape takes it away', () => {
    board();
    act(() => lamp('0003*211').focus());
    pass(120);
    expect(told()).toContain('211');
    fireEvent.keyDown(lamp('0003*211'), { key: 'Escape' });
    expect(told()).toBeUndefined();
  });
});
