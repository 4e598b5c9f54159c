import { afterEach, beforeEach, expect, vi } from 'vitest';

// A warning or an error on the console is a fault that nobody asserted: the test that printed it fails.
const printed: unknown[][] = [];

beforeEach(() => {
  printed.length = 0;
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...args) => printed.push(args));
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(printed, 'nothing may be printed to console.error or console.warn').toEqual([]);
});
