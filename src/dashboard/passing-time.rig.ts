import { act, screen } from '@testing-library/react';
import { vi } from 'vitest';

// For tests of an opened page whose time is the test's own (`vi.useFakeTimers()`), in which nothing waits by itself.

const step = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

/** Lets the page do what one answer leads to: sign in, draw the board, ask for its list, draw that. */
export async function settle(): Promise<void> {
  for (let steps = 0; steps < 5; steps += 1) await step(1);
}

/** Lets seconds pass one at a time: what the page does after one may start another timer. */
export async function pass(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 1) await step(1000);
  await settle();
}

/** Presses a button and lets the page do what that leads to. */
export async function press(name: string): Promise<void> {
  act(() => screen.getByRole('button', { name }).click());
  await settle();
}
