import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { CONDITIONS } from '../../presence/condition.ts';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import { Legend } from './legend.tsx';

afterEach(cleanup);

it('explains every word that a card can say', () => {
  render(<Legend onClose={() => {}} />);
  const terms = screen.getAllByRole('term').map(({ textContent }) => textContent);
  const words = CONDITIONS.filter((condition) => condition !== 'not-asked').map(
    (condition) => CONDITION_LOOKS[condition].word,
  );
  for (const word of words) {
    expect(terms).toContain(word === 'Not required' ? 'No registration needed' : word);
  }
  expect(terms).toContain('Partly lost');
});

it('closes', async () => {
  const onClose = vi.fn();
  render(<Legend onClose={onClose} />);
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(onClose).toHaveBeenCalledOnce();
});
