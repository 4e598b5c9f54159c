import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BROWSER_VARIABLE, browserForTests } from './browser.mjs';
import { fetchChromium88 } from './chromium-88.mjs';
import { readReport } from './test-report.mjs';

/**
 * One step of a suite. `report` is the JSON file that its test runner writes; a step without one has no tests to count.
 * @typedef {{ name: string, command: string, report?: string, prepare?: () => Promise<void> }} Step
 * @typedef {import('./test-report.mjs').Told} Told
 */

const RESULTS = '.cache/results';
const BUILD = { name: 'build', command: 'node src/service/build.mjs' };

/** @type {Record<string, { steps: Step[], notRun: string }>} */
const SUITES = {
  tests: {
    steps: [
      { name: 'format and lint', command: 'biome check .' },
      { name: 'dead code', command: 'knip' },
      { name: 'types', command: 'tsc -b' },
      vitest('unit tests', { config: 'vite.config.ts', report: `${RESULTS}/unit.json` }),
      BUILD,
      playwright('browser tests', { project: 'specs', prepare: chooseBrowser }),
    ],
    notRun:
      'Not run: the tests against real SIP telephones, which are Debian packages, and in Chromium 88. Run them with: npm run test:systems',
  },
  systems: {
    steps: [
      BUILD,
      vitest('systems tests', {
        config: 'e2e/systems/vitest.config.ts',
        report: `${RESULTS}/systems.json`,
      }),
      playwright('oldest browser', { project: 'oldest-browser', prepare: fetchChromium88 }),
    ],
    notRun: 'Not run: lint, types, unit tests and browser tests. Run them with: npm test',
  },
};

/**
 * @param {string} name
 * @param {{ config: string, report: string }} files
 * @returns {Step}
 */
function vitest(name, { config, report }) {
  const reporters = `--reporter=default --reporter=json --outputFile.json=${resolve(report)}`;
  return { name, command: `vitest run --config ${config} ${reporters}`, report };
}

/**
 * @param {string} name
 * @param {{ project: string, prepare: () => Promise<void> }} options
 * @returns {Step}
 */
function playwright(name, { project, prepare }) {
  const report = resolve(`${RESULTS}/${project}.json`);
  return {
    name,
    command: `playwright test --config e2e/playwright.config.ts --project ${project}`,
    report,
    async prepare() {
      // It goes over what the configuration says.
      process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = report;
      await prepare();
    },
  };
}

async function chooseBrowser() {
  const { path, origin } = await browserForTests();
  console.log(`Browser: ${path} (${origin})`);
  process.env[BROWSER_VARIABLE] = path;
}

/**
 * Runs one step and counts its tests. What fails without a failed test (a lint error, a fault outside of every test)
 * counts as one failure, so that the sum never looks clean.
 * @param {Step} step
 * @returns {Promise<Told>}
 */
async function run({ name, command, report, prepare }) {
  console.log(`\n== ${name}`);
  if (report) rmSync(report, { force: true });
  try {
    await prepare?.();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(reason);
    return { ...NOTHING, failed: 1, failures: [`${name}: ${reason}`] };
  }
  const { status } = spawnSync(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'] });
  const told = report && existsSync(report) ? readReport(report) : NOTHING;
  if (status === 0) return told;
  const failures = told.failures.length > 0 ? told.failures : [`${name}: ${command}`];
  return { ...told, failed: Math.max(told.failed, 1), failures };
}

/** @type {Told} */
const NOTHING = { passed: 0, failed: 0, skipped: 0, failures: [], failedOnce: [] };

/**
 * Runs a suite's steps in order and stops at the first that fails. What failed is told again at the end, where it is
 * found. The last line is the sum, alone. Both are kept in files beside the reports for who adds suites up.
 * @param {string} suiteName
 * @returns {Promise<number>} the exit status
 */
async function runSuite(suiteName) {
  const suite = SUITES[suiteName];
  if (!suite)
    throw new Error(`There is no suite ${suiteName}, only ${Object.keys(SUITES).join(', ')}.`);
  mkdirSync(RESULTS, { recursive: true });
  const sum = { ...NOTHING };
  for (const step of suite.steps) {
    const { passed, failed, skipped, failures, failedOnce } = await run(step);
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
    sum.failures = [...sum.failures, ...failures];
    sum.failedOnce = [...sum.failedOnce, ...failedOnce];
    if (failed > 0) {
      console.log(`\nStopped: ${step.name} failed (${step.command}).`);
      break;
    }
  }
  console.log(`\n${suite.notRun}`);
  if (sum.skipped > 0) console.log(`${sum.skipped} skipped`);
  const failures = [
    ...sum.failedOnce.map((failure) => `FAILED ONCE, and passed when tried again: ${failure}\n`),
    ...sum.failures.map((failure) => `FAILED ${failure}\n`),
  ].join('');
  writeFileSync(`${RESULTS}/${suiteName}.failed`, failures);
  process.stdout.write(failures);
  const lastLine = `${sum.passed} passed, ${sum.failed} failed`;
  writeFileSync(`${RESULTS}/${suiteName}.txt`, `${lastLine}\n`);
  console.log(lastLine);
  return sum.failed > 0 ? 1 : 0;
}

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
process.env.PATH = `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH}`;
process.exitCode = await runSuite(process.argv[2] ?? 'tests');
