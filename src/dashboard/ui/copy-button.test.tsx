import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { CopyButton } from './copy-button.tsx';

afterEach(cleanup);

it('copies the text and says so politely', async () => {
  const user = userEvent.setup();
  render(<CopyButton label="Copy URL" text="https://pbx.example.net/uapi" />);
  await user.click(screen.getByRole('button', { name: 'Copy URL' }));
  expect(await navigator.clipboard.readText()).toBe('https://pbx.example.net/uapi');
  expect((await screen.findByText('Copied')).getAttribute('role')).toBe('status');
});

it('shows the text, selected, where the browser lets a page copy nothing', async () => {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'));
  render(<CopyButton label="Copy cURL" text="curl -g …" />);
  await user.click(screen.getByRole('button', { name: 'Copy cURL' }));
  const shown = await screen.findByRole('textbox', { name: 'Copy cURL' });
  expect(shown).toHaveProperty('value', 'curl -g …');
  expect(shown).toHaveProperty('selectionStart', 0);
  expect(shown).toHaveProperty('selectionEnd', 'curl -g …'.length);
  expect(document.activeElement).toBe(shown);
});
