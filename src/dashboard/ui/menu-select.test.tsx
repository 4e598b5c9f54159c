import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { MenuSelect } from './menu-select.tsx';

const OPTIONS = [
  { value: 'asc', text: 'ascending' },
  { value: 'desc', text: 'descending' },
] as const;

afterEach(cleanup);

it('is a select with a name, and draws the chosen text', () => {
  render(<MenuSelect label="Order" value="desc" options={OPTIONS} onChoose={() => {}} />);
  const select = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Order' });
  expect(select.value).toBe('desc');
  expect(select.nextElementSibling?.textContent).toBe('descending');
});

it('tells the value that is chosen', async () => {
  const onChoose = vi.fn();
  render(<MenuSelect label="Order" value="desc" options={OPTIONS} onChoose={onChoose} />);
  await userEvent.selectOptions(screen.getByRole('combobox'), 'ascending');
  expect(onChoose).toHaveBeenCalledExactlyOnceWith('asc');
});
