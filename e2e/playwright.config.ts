import { defineConfig } from '@playwright/test';
import { findBrowsers } from './browser.mjs';
import { CHROMIUM_88 } from './chromium-88.mjs';

const [browser] = findBrowsers();
if (!browser) throw new Error('There is no browser to test with. `npm test` installs one.');

export default defineConfig({
  testDir: '.',
  outputDir: '../.cache/playwright',
  reporter: [['list'], ['json', { outputFile: '../.cache/results/browser.json' }]],
  // Every spec runs a Rollcall and a Chromium of its own: on two cores, one after another is faster than two at once.
  workers: 1,
  // What a busy machine upset is tried once more there, and told at the end (test.mjs). At a desk it fails at once.
  retries: process.env.CI === undefined ? 0 : 1,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: 'dark',
    // Video needs Playwright's own ffmpeg, which a system browser does not come with.
    video: 'off',
    // Recording takes a fifth of the time, and nobody opens what stays on the machine that tests.
    trace: process.env.CI === undefined ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: browser.path,
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'specs', testMatch: '*.spec.ts' },
    { name: 'screenshots', testMatch: 'screenshots.ts' },
    { name: 'soak', testMatch: 'soak.bench.ts', retries: 0, use: { trace: 'off' } },
    {
      name: 'bench',
      testMatch: '*.bench.ts',
      testIgnore: 'soak.bench.ts',
      retries: 0,
      use: { trace: 'off' },
    },
    {
      name: 'oldest-browser',
      // What a television shows, and what it shows instead.
      testMatch: [
        'oldest-browser.ts',
        '{alerts,board,failures,freshness,insight-wall,not-started,reloads,survival,wall,wall-links,wall-sizes,wall-unattended}.spec.ts',
      ],
      // Its headless mode knows no notifications.
      grepInvert: /notifications come when asked/,
      use: {
        launchOptions: { executablePath: CHROMIUM_88, args: ['--headless', '--disable-gpu'] },
      },
    },
  ],
});
