import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Extension } from '../../presence/extension.ts';
import { NOW, phone, watchedBoard } from './watched-board.rig.tsx';

const NAMES = {
  extensions: { '0003*210': 'Ann, reception' },
  organizations: { '0003': 'Acme' },
};
/** The button of an extension. */
const item = (number: string) =>
  screen.getByRole('button', { name: (name) => name.startsWith(number) });
/** What a screen reader says of it; all else in it is hidden from one. */
const said = (number: string) => item(number).querySelector('.sr-only')?.textContent;
const seen = (number: string) => item(number).querySelector('time')?.textContent;
const numbers = () =>
  Array.from(document.querySelectorAll('[data-stop*="*"]'), (stop) =>
    stop.getAttribute('data-stop'),
  );
const focused = () => document.activeElement?.getAttribute('data-stop');

afterEach(cleanup);

const POLY = 'PolycomVVX-VVX_410-UA/5.9.3.2857';

describe('a card', () => {
  it('is a button that says number, name, state, time and agent', () => {
    watchedBoard({
      names: NAMES,
      extensions: [phone('0003*210', { seconds: 2531, agent: POLY }), phone('0003*211')],
    });
    expect(said('0003*210')).toBe(
      '0003*210, Ann, reception, registered, 42 minutes left, Poly VVX 410',
    );
  });

  it('counts down by the clock, and goes late by it', () => {
    const board = watchedBoard({ extensions: [phone('0003*210', { seconds: 60 })] });
    expect(seen('0003*210')).toBe('1:00');
    board.pass(50);
    expect(seen('0003*210')).toBe('0:10');
    board.pass(5);
    expect(said('0003*210')).toMatch(/, late, 5 seconds left/);
    board.pass(20);
    expect(seen('0003*210')).toBe('0:00');
  });

  it('says that the lost one is lost, and since when', () => {
    const board = watchedBoard({ extensions: [phone('0003*210')] });
    board.pass(5);
    board.give({ extensions: [phone('0003*210', { state: 'not-registered' })] });
    board.pass(8);
    expect(said('0003*210')).toMatch(/, lost, 8 seconds ago/);
  });

  it('tells how many devices there are, and how many of them were lost', () => {
    const device = { agent: POLY, state: 'registered', expiresAtMs: NOW + 600_000 } as const;
    const two: Extension = {
      number: '0003*210',
      registrations: [device, { ...device, agent: 'Zoiper rv2.10.20.4' }],
    };
    const board = watchedBoard({ extensions: [two] });
    expect(said('0003*210')).toMatch(/, 2 devices$/);
    expect(item('0003*210').textContent).toContain('+1');
    board.pass(5);
    board.give({ extensions: [{ ...two, registrations: [device] }] });
    expect(said('0003*210')).toMatch(/, registered, .*, 1 of 2 devices lost$/);
    expect(item('0003*210').textContent).not.toContain('+1');
  });

  it('says Not asked when the request leaves registrations out, and the figures stay blank', () => {
    watchedBoard({
      extensions: [{ number: '0003*210', presence: 'busy' }, { number: '0003*211' }],
    });
    expect(said('0003*210')).toBe('0003*210, busy');
    expect(said('0003*211')).toBe('0003*211, not asked');
    expect(screen.getByRole('button', { name: 'Registered not known' })).toBeTruthy();
  });

  it('shows agents and names as the text they are', () => {
    const agent = '<img src=x onerror=alert(1)>';
    watchedBoard({ extensions: [phone('0003*210', { agent })] });
    expect(item('0003*210').textContent).toContain(agent);
    expect(document.querySelector('img')).toBeNull();
  });

  it('is not drawn again by an answer that changes others', async () => {
    const same = phone('0003*210');
    const board = watchedBoard({
      extensions: [same, phone('0003*211')],
      address: { order: 'extension' },
    });
    const changed = vi.fn();
    const observer = new MutationObserver(changed);
    observer.observe(item('0003*210'), { subtree: true, childList: true, attributes: true });
    board.give({ extensions: [same, phone('0003*211', { state: 'expired' })] });
    expect(said('0003*211')).toMatch(/expired/);
    await Promise.resolve();
    expect(changed).not.toHaveBeenCalled();
    observer.disconnect();
  });
});

describe('while the board is held', () => {
  it('keeps states as they were and goes on counting when paused', () => {
    const board = watchedBoard({ extensions: [phone('0003*210', { seconds: 60 })] });
    board.give({ isHeld: true });
    board.pass(58);
    expect(said('0003*210')).toMatch(/, registered, 2 seconds left/);
    board.give({ isHeld: false });
    board.pass(1);
    expect(said('0003*210')).toMatch(/, late, 1 second left/);
  });

  it('tells moments instead of lengths when the data is stale', () => {
    const board = watchedBoard({
      extensions: [phone('0003*210', { seconds: 60 }), phone('0003*211')],
    });
    board.pass(56);
    board.give({ isHeld: true, staleFromMs: NOW + 55_000 });
    board.pass(100);
    expect(seen('0003*210')).toBe('was 0:05');
    expect(seen('0003*211')).toBe('until 15:13:26');
  });
});

describe('the order', () => {
  it('puts problems first as soon as an answer brings them', () => {
    const board = watchedBoard({ extensions: [phone('0003*201'), phone('0003*202')] });
    board.give({ extensions: [phone('0003*201'), phone('0003*202', { state: 'expired' })] });
    expect(numbers()).toEqual(['0003*202', '0003*201']);
  });

  it('changes for the clock at most once in the time of a poll', () => {
    const board = watchedBoard({
      extensions: [phone('0003*201'), phone('0003*202', { seconds: 20 })],
      address: { everySeconds: 30 },
    });
    board.pass(19);
    expect(said('0003*202')).toMatch(/late/);
    expect(numbers()[0]).toBe('0003*201');
    board.pass(11);
    expect(numbers()[0]).toBe('0003*202');
  });
});

describe('a group', () => {
  const extensions = [phone('0003*201'), phone('0003*202', { state: 'expired' })];

  it('has a head that counts it, by the name of the organization', () => {
    watchedBoard({ extensions, names: NAMES });
    expect(screen.getByRole('heading', { name: /^0003/ }).textContent).toBe(
      '0003Acme1 of 2 registered1 expired',
    );
  });

  it('folds and unfolds', async () => {
    watchedBoard({ extensions });
    const head = screen.getByRole('button', { name: /^0003 1 of 2/ });
    expect(head.getAttribute('aria-expanded')).toBe('true');
    await userEvent.click(head);
    expect(head.getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryByRole('button', { name: /0003\*201/ })).toBeNull();
    await userEvent.click(head);
    expect(item('0003*201')).toBeTruthy();
  });

  it('tells each of its items its place among all of them, drawn or not', () => {
    const many = Array.from({ length: 1000 }, (_, at) => phone(`0003*${1000 + at}`));
    watchedBoard({ extensions: many });
    const drawn = within(screen.getByRole('region', { name: 'Extensions' })).getAllByRole(
      'listitem',
    );
    expect(drawn.length).toBeLessThan(200);
    expect(drawn[9]?.getAttribute('aria-setsize')).toBe('1000');
    expect(drawn[9]?.getAttribute('aria-posinset')).toBe('10');
  });
});

describe('the table', () => {
  it('has a row for each extension, numbered among all, with its name in a column', () => {
    watchedBoard({
      extensions: [phone('0003*210'), phone('0003*211')],
      names: NAMES,
      address: { view: 'table' },
    });
    const table = screen.getByRole('grid', { name: 'Extensions' });
    expect(table.getAttribute('aria-rowcount')).toBe('4');
    expect(within(table).getAllByRole('columnheader')[1]?.textContent).toBe('Name');
    const row = within(table).getAllByRole('row')[2];
    expect(row?.getAttribute('aria-rowindex')).toBe('3');
    expect(row?.textContent).toContain('Ann, reception');
  });
});

describe('the keyboard', () => {
  const extensions = ['0003*201', '0003*202', '0003*203', '0007*100'].map((number) =>
    phone(number),
  );

  it('finds one Tab stop in the list, and moves on from there with the arrows', async () => {
    watchedBoard({ extensions });
    const stops = () => document.querySelectorAll('[data-stop][tabindex="0"]');
    expect(stops()).toHaveLength(1);
    item('0003*201').focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(focused()).toBe('0003*203');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(focused()).toBe('0007*100');
    await userEvent.keyboard('{Control>}{Home}{/Control}');
    expect(focused()).toBe('head 0003');
    expect(stops()).toHaveLength(1);
  });

  it('opens with Enter, and goes on from what was closed', async () => {
    const board = watchedBoard({ extensions });
    item('0003*202').focus();
    await userEvent.keyboard('{Enter}');
    expect(board.address().extension).toBe('0003*202');
    board.change({ extension: '0003*203' });
    board.change({ extension: '' });
    expect(focused()).toBe('0003*203');
  });

  it('does not run after what was closed when the list no longer shows it', () => {
    const board = watchedBoard({
      extensions,
      address: { states: ['registered'], extension: '0003*202' },
    });
    board.give({ extensions: [phone('0003*201'), phone('0003*202', { state: 'expired' })] });
    board.change({ extension: '' });
    board.give({ extensions });
    expect(item('0003*202')).toBeTruthy();
    expect(focused()).toBeFalsy();
  });

  it('keeps its place when the list is ordered anew under it', () => {
    const board = watchedBoard({ extensions });
    item('0003*203').focus();
    board.give({
      extensions: [...extensions.slice(0, 2), phone('0003*203', { state: 'expired' })],
    });
    expect(focused()).toBe('0003*203');
    expect(numbers()[0]).toBe('0003*203');
  });

  it('goes to the first item when the one that had focus leaves the list', () => {
    const board = watchedBoard({ extensions, address: { states: ['registered'] } });
    item('0003*202').focus();
    board.give({
      extensions: [phone('0003*201'), phone('0003*202', { state: 'expired' }), phone('0003*203')],
    });
    expect(focused()).toBe('0003*201');
  });
});

it('says so when nothing of the list is shown here, and shows all again', async () => {
  const board = watchedBoard({ extensions: [phone('0003*201')], address: { find: 'Bria' } });
  expect(screen.getByText('None of them is shown here')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Show all 1' }));
  expect(item('0003*201')).toBeTruthy();
  expect(board.address().find).toBe('');
});
