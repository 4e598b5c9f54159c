import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { formatQuery, type PresenceQuery } from '../../contract/query.ts';
import { RequestBar } from './request-bar.tsx';

const WIDE = 1440;
const NARROW = 820;

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** The bar over a request that it may change. `asked()` is the request as it stands. */
function show(query: PresenceQuery = {}, { width = WIDE, totalResults = 128 } = {}) {
  let latest = query;
  vi.stubGlobal('matchMedia', (media: string) => {
    const [, from] = /min-width: (\d+)/.exec(media) ?? [];
    return {
      matches: width >= Number(from),
      addEventListener: vi.fn(),
      removeEventListener: vi.fn(),
    };
  });
  function Page() {
    const [shown, setShown] = useState(query);
    latest = shown;
    return (
      <RequestBar
        query={shown}
        onChange={setShown}
        totalResults={totalResults}
        answer={{ status: 200, durationMs: 41.2, bytes: 18_240 }}
      />
    );
  }
  render(<Page />);
  return { user: userEvent.setup(), asked: () => formatQuery(latest) };
}

const field = (name: string) => screen.getByRole('textbox', { name });
const menu = (name: string) => screen.getByRole('combobox', { name });
const press = (name: string) => screen.getByRole('button', { name });

it('asks for nothing in particular until a control is used', () => {
  const { asked } = show();
  expect(asked()).toBe('');
  expect(field('count').getAttribute('placeholder')).toBe('all');
  expect(field('filterValue').getAttribute('placeholder')).toBe('any');
});

it('sends the filter once it has a value, under the operation that was chosen before', async () => {
  const { user, asked } = show();
  await user.selectOptions(menu('filterOp'), 'contains');
  expect(asked()).toBe('');
  await user.type(field('filterValue'), '0003*2');
  expect(asked()).toBe('filterBy=extension&filterOp=contains&filterValue=0003*2');
});

it('sends no filter when its value is cleared, and remembers the operation', async () => {
  const { user, asked } = show({ filter: { op: 'equals', value: '0003*210' } });
  await user.clear(field('filterValue'));
  expect(asked()).toBe('');
  await user.type(field('filterValue'), '1');
  expect(asked()).toBe('filterBy=extension&filterOp=equals&filterValue=1');
});

it('does not send letters, and says what would be right', async () => {
  const { user, asked } = show({ filter: { op: 'startsWith', value: '00' } });
  await user.type(field('filterValue'), 'x');
  expect(asked()).toBe('filterBy=extension&filterOp=startsWith&filterValue=00');
  expect(field('filterValue').getAttribute('aria-invalid')).toBe('true');
  expect(describedBy('filterValue')).toBe('filterValue: digits and * only, as in 0003*210');

  await user.keyboard('{Escape}');
  expect(field('filterValue')).toHaveProperty('value', '00');
  expect(field('filterValue').getAttribute('aria-invalid')).toBe('false');
});

it('takes chips by comma, Enter and a pasted list, and removes them', async () => {
  const { user, asked } = show();
  await user.selectOptions(menu('filterOp'), 'inArray');
  await user.type(field('filterValue'), '0003*210,');
  await user.type(field('filterValue'), '0003*211{Enter}');
  await user.click(field('filterValue'));
  await user.paste('0007*100\n0007*101');
  await user.click(press('Remove 0003*211'));
  expect(asked()).toBe(
    'filterBy=extension&filterOp=inArray&filterValue[0]=0003*210&filterValue[1]=0007*100&filterValue[2]=0007*101',
  );
  await user.click(field('filterValue'));
  await user.keyboard('{Backspace}');
  expect(screen.queryByRole('button', { name: 'Remove 0007*101' })).toBeNull();
});

it('keeps a number that is no chip yet when the field is left', async () => {
  const { user, asked } = show({ filter: { op: 'inArray', value: ['1'] } });
  await user.type(field('filterValue'), '2');
  await user.tab();
  expect(asked()).toContain('filterValue[1]=2');
});

it('makes no chip of letters', async () => {
  const { user, asked } = show({ filter: { op: 'inArray', value: ['1'] } });
  await user.type(field('filterValue'), 'Ann{Enter}');
  expect(asked()).toBe('filterBy=extension&filterOp=inArray&filterValue[0]=1');
  expect(describedBy('filterValue')).toContain('not “Ann”');
});

it('sorts, and no longer', async () => {
  const { user, asked } = show();
  await user.selectOptions(menu('sortOrder'), 'desc');
  expect(asked()).toBe('sortOrder=desc');
  await user.selectOptions(menu('sortOrder'), 'none');
  expect(asked()).toBe('');
});

it('asks for a page, and for the whole list when count is empty', async () => {
  const { user, asked } = show();
  await user.type(field('count'), '20');
  expect(asked()).toBe('count=20');
  await user.clear(field('count'));
  expect(asked()).toBe('');
});

it('does not send a count of 0, and says what would be right', async () => {
  const { user, asked } = show({ count: 20 });
  await user.clear(field('count'));
  await user.type(field('count'), '0');
  expect(asked()).not.toContain('count=0');
  expect(describedBy('count')).toBe('count: 1 to 5000, or empty for all');
});

it('turns pages by count, and stops at both ends', async () => {
  const { user, asked } = show({ count: 50 });
  expect(press('Previous page')).toHaveProperty('disabled', true);
  await user.click(press('Next page'));
  await user.click(press('Next page'));
  expect(asked()).toBe('count=50&startIndex=100');
  expect(press('Next page')).toHaveProperty('disabled', true);
  await user.click(press('Previous page'));
  expect(asked()).toBe('count=50&startIndex=50');
});

it('takes a typed startIndex, and fills nothing in while it is typed', async () => {
  const { user, asked } = show({ count: 20, startIndex: 40 });
  await user.clear(field('startIndex'));
  expect(field('startIndex')).toHaveProperty('value', '');
  await user.type(field('startIndex'), '60');
  expect(asked()).toBe('count=20&startIndex=60');
});

it('leaves fields out, but never the last', async () => {
  const { user, asked } = show();
  await user.click(press('fields: all 3'));
  await user.click(screen.getByRole('checkbox', { name: 'status' }));
  await user.click(screen.getByRole('checkbox', { name: 'registration' }));
  expect(asked()).toBe('fields=extension');
  expect(screen.getByRole('checkbox', { name: 'extension' })).toHaveProperty('disabled', true);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('checkbox')).toBeNull();
  expect(document.activeElement).toBe(press('fields: extension'));
});

it('tells what the last request brought', () => {
  show();
  expect(screen.getByText(/41 ms/).textContent).toBe('200 · 41 ms · 18.2 kB');
});

it('goes to filterValue with /, but types it where something is typed', async () => {
  const { user } = show();
  await user.keyboard('/');
  expect(document.activeElement).toBe(field('filterValue'));
  await user.click(field('count'));
  await user.keyboard('/');
  expect(document.activeElement).toBe(field('count'));
});

it('leaves / alone with a modifier key', async () => {
  const { user } = show();
  await user.keyboard('{Control>}/{/Control}');
  expect(document.activeElement).toBe(document.body);
});

it('is one line on a narrow screen, which opens a sheet with the same controls', async () => {
  const { user, asked } = show({ count: 20 }, { width: NARROW });
  expect(screen.queryByRole('combobox')).toBeNull();
  await user.click(screen.getByRole('button', { name: /presence\?count=20/ }));
  const sheet = within(screen.getByRole('dialog', { name: 'Request' }));
  await user.selectOptions(sheet.getByRole('combobox', { name: 'sortOrder' }), 'asc');
  expect(asked()).toBe('sortOrder=asc&count=20');
  await user.click(sheet.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('opens the sheet at filterValue with / on a narrow screen', async () => {
  const { user } = show({}, { width: NARROW });
  await user.keyboard('/');
  expect(document.activeElement).toBe(field('filterValue'));
});

function describedBy(name: string): string | null | undefined {
  const id = field(name).getAttribute('aria-describedby') ?? '';
  return document.getElementById(id)?.textContent;
}
