import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { BROWSER_VARIABLE, browserForTests } from './browser.mjs';

/** @typedef {{ what: string, value: number, unit: string }} Measurement */

const RESULTS = '.cache/results';
/** Where each bench writes what it has measured. */
const MEASURED = `${RESULTS}/bench`;
const USAGE =
  'npm run bench measures, but for the soak. npm run bench -- soak [POLLS] soaks; docs are written from 20,000 polls on.';

/**
 * Builds the product.
 * @returns {string} the folder that it is built in
 */
function build() {
  const { stdout } = spawnSync('node src/service/build.mjs', {
    shell: true,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const folder = /built in (.*)/.exec(stdout)?.[1];
  if (!folder) throw new Error('Rollcall could not be built.');
  return folder;
}

/**
 * What the first visit has to fetch, gzipped as the service does.
 * @param {string} folder the build's
 * @returns {Measurement[]}
 */
function bundleSizes(folder) {
  const assets = join(folder, 'dashboard/assets');
  return readdirSync(assets)
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => ({
      what: `${name.endsWith('.js') ? 'the program' : 'the style sheet'}, gzipped`,
      value: gzipSync(readFileSync(join(assets, name))).length / 1000,
      unit: 'kB',
    }));
}

/** @param {Measurement[]} measurements */
function print(measurements) {
  const width = Math.max(...measurements.map(({ what }) => what.length));
  for (const { what, value, unit } of measurements) {
    const digits = Math.abs(value) >= 100 || value === 0 ? 0 : 1;
    console.log(`${what.padEnd(width)}  ${value.toFixed(digits).padStart(9)} ${unit}`);
  }
}

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit status
 */
async function bench([project = 'bench', polls = '20000']) {
  if (!['bench', 'soak'].includes(project) || !/^[1-9]\d+$/.test(polls)) {
    console.error(USAGE);
    return 2;
  }
  const folder = build();
  const { path } = await browserForTests();
  rmSync(MEASURED, { recursive: true, force: true });
  mkdirSync(MEASURED, { recursive: true });
  if (project === 'bench') {
    writeFileSync(`${MEASURED}/bundle.json`, JSON.stringify(bundleSizes(folder)));
  }
  const { status } = spawnSync(
    `playwright test --config e2e/playwright.config.ts --project ${project}`,
    {
      shell: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        [BROWSER_VARIABLE]: path,
        PLAYWRIGHT_JSON_OUTPUT_FILE: resolve(`${RESULTS}/${project}-tests.json`),
        ROLLCALL_SOAK_POLLS: polls,
      },
    },
  );
  const measured = readdirSync(MEASURED).sort();
  /** @type {{ measuredOn: string }} */
  const { measuredOn } = existsSync(`${RESULTS}/machine.json`)
    ? JSON.parse(readFileSync(`${RESULTS}/machine.json`, 'utf8'))
    : { measuredOn: 'an unknown machine' };
  const measurements = measured.flatMap((name) =>
    JSON.parse(readFileSync(`${MEASURED}/${name}`, 'utf8')),
  );
  console.log(`\nMeasured on ${measuredOn}`);
  print(measurements);
  const file = `${RESULTS}/${project}.json`;
  writeFileSync(file, `${JSON.stringify({ measuredOn, measurements }, null, 2)}\n`);
  console.log(`Written to ${file}`);
  return status ?? 1;
}

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
process.env.PATH = `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH}`;
process.exitCode = await bench(process.argv.slice(2));
