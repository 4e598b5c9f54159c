import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['e2e/systems/*.test.ts'],
    // Each test runs a Rollcall and real telephones. What they wait for is expiry, at the telephones' own pace.
    fileParallelism: false,
    testTimeout: 120_000,
  },
});
