import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { phone, watchedBoard } from './watched-board.rig.tsx';

const extensions = [
  phone('0003*201', { agent: 'MicroSIP/3.21.5' }),
  phone('0003*202'),
  phone('0003*203', { state: 'expired' }),
];
const row = () => within(screen.getByRole('region', { name: 'Shown here' }));
const chips = () =>
  row()
    .getAllByRole('button')
    .map(({ textContent }) => textContent);
const shown = () =>
  row()
    .getByText(/ of 3 shown/)
    .textContent?.match(/^\d of 3 shown/)?.[0];

afterEach(cleanup);

it('has a chip for each state, and for the rare ones only when there are any', () => {
  const board = watchedBoard({ extensions });
  expect(chips()).not.toContain('Unknown');
  board.give({ extensions: [...extensions, phone('0003*204', { state: 'unknown' })] });
  expect(chips()).toContain('Unknown');
});

it('can take back any state that the address narrows the list to', async () => {
  const board = watchedBoard({ extensions, address: { states: ['static'] } });
  await userEvent.click(row().getByRole('button', { name: 'No registration needed' }));
  expect(board.address().states).toEqual([]);
});

it('narrows to an agent, which is offered with how many have it', async () => {
  const board = watchedBoard({ extensions });
  const agent = row().getByRole('combobox', { name: 'Agent' });
  expect(
    within(agent)
      .getAllByRole('option')
      .map(({ textContent }) => textContent),
  ).toEqual(['all', 'Zoiper (2)', 'MicroSIP (1)']);
  await userEvent.selectOptions(agent, 'MicroSIP');
  expect(board.address().agent).toBe('MicroSIP');
  expect(shown()).toBe('1 of 3 shown');
});

it('still offers the chosen agent when nobody has it any more', () => {
  watchedBoard({ extensions, address: { agent: 'Bria' } });
  expect(row().getByRole('option', { name: 'Bria (0)' })).toBeTruthy();
});

it('orders, groups and changes the view by the address', async () => {
  const board = watchedBoard({ extensions });
  await userEvent.selectOptions(row().getByRole('combobox', { name: 'Order' }), 'extension');
  await userEvent.selectOptions(row().getByRole('combobox', { name: 'Group' }), 'none');
  await userEvent.click(row().getByRole('button', { name: 'Table' }));
  expect(board.address()).toMatchObject({ order: 'extension', group: 'none', view: 'table' });
  expect(screen.getByRole('grid')).toBeTruthy();
  expect(row().getByRole('button', { name: 'Table' }).getAttribute('aria-pressed')).toBe('true');
});

it('finds text as it is typed, says how many are left, and shows all again', async () => {
  const board = watchedBoard({ extensions });
  expect(shown()).toBe('3 of 3 shown');
  await userEvent.type(row().getByRole('searchbox', { name: 'Find' }), '*202');
  expect(board.address().find).toBe('*202');
  expect(shown()).toBe('1 of 3 shown');
  await userEvent.click(row().getByRole('button', { name: 'Show all' }));
  expect(shown()).toBe('3 of 3 shown');
});
