import { cleanup, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { ErrorBoundary } from './error-boundary.tsx';

afterEach(cleanup);

function Broken(): never {
  throw new Error('x is undefined');
}

it('never leaves a white page: it says that the page has a fault, and offers to load it again', () => {
  // React prints the error that the boundary caught; here it is expected.
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  render(
    <ErrorBoundary>
      <Broken />
    </ErrorBoundary>,
  );
  expect(screen.getByRole('heading', { name: 'This page has a fault' })).toBeTruthy();
  expect(screen.getByText('Error: x is undefined')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy();
  expect(printed).toHaveBeenCalled();
});

it('says so in the page that it is given, and without it where that has the fault', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const show = (frame: (fault: ReactNode) => ReactNode) =>
    render(
      <ErrorBoundary frame={frame} watch={<output>watched</output>}>
        <Broken />
      </ErrorBoundary>,
    );
  const { unmount } = show((fault) => <section aria-label="Page">{fault}</section>);
  const framed = within(screen.getByRole('region', { name: 'Page' }));
  expect(framed.getByRole('heading', { name: 'This page has a fault' })).toBeTruthy();
  expect(framed.getByText('watched')).toBeTruthy();
  unmount();
  show(() => <Broken />);
  expect(screen.getByRole('heading', { name: 'This page has a fault' })).toBeTruthy();
  expect(screen.getByText('watched')).toBeTruthy();
});
