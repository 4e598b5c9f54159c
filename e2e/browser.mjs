import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** @typedef {{ path: string, origin: string }} Browser A Chromium to test with, and where it comes from, for a person. */

/** Names the browser to test with. Playwright itself reads no such variable. */
export const BROWSER_VARIABLE = 'PLAYWRIGHT_CHROMIUM_EXECUTABLE';

const ADVICE = `Install Chromium, Chrome or Edge, or set ${BROWSER_VARIABLE} to the path of one.`;

/**
 * The browsers that are there, best first: the one that the variable names, alone; or Playwright's own download and
 * what the system has, which Playwright does not look for. Throws an Error when the variable names no file.
 * @returns {Browser[]}
 */
export function findBrowsers() {
  const named = process.env[BROWSER_VARIABLE];
  if (named && !existsSync(named)) {
    throw new Error(`${BROWSER_VARIABLE} names ${named}, and there is no such file. ${ADVICE}`);
  }
  if (named) return [{ path: named, origin: BROWSER_VARIABLE }];
  const candidates = [
    { path: chromium.executablePath(), origin: "Playwright's own download" },
    ...systemPaths().map((path) => ({ path, origin: 'found on this system' })),
  ];
  return candidates.filter(({ path }) => existsSync(path));
}

/** Where Chromium, Chrome and Edge live on Linux, macOS and Windows. */
function systemPaths() {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const { ProgramFiles = '', LocalAppData = '' } = process.env;
    const folders = [ProgramFiles, process.env['ProgramFiles(x86)'] ?? '', LocalAppData];
    return [
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ].flatMap((file) => folders.map((folder) => join(folder, file)));
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge',
  ].flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * The first browser that starts; when none does, one is installed: Playwright's download, or Debian's package where
 * root can install it. A browser that the variable names is never replaced by another.
 * Throws an Error that says what to do when there is no way to one.
 * @returns {Promise<Browser>}
 */
export async function browserForTests() {
  const found = findBrowsers();
  for (const browser of found) {
    if (await starts(browser)) return browser;
  }
  if (process.env[BROWSER_VARIABLE]) {
    throw new Error(`The browser that ${BROWSER_VARIABLE} names does not start.`);
  }
  for (const command of installCommands()) {
    console.log(`No browser for the tests yet. Installing one: ${command}`);
    spawnSync(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'] });
    for (const { path } of findBrowsers()) {
      const browser = { path, origin: 'installed just now' };
      if (await starts(browser)) return browser;
    }
  }
  throw new Error(`No browser could be installed. ${ADVICE}`);
}

/** Playwright's download lacks the libraries that Chromium needs on a bare system; Debian's package brings them. */
function installCommands() {
  const download = 'npx --no-install playwright install chromium';
  const debian = 'apt-get update && apt-get install -y --no-install-recommends chromium';
  return isRootOnDebian() ? [download, debian] : [download];
}

function isRootOnDebian() {
  const isDebian =
    existsSync('/etc/os-release') &&
    /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  return isDebian && process.getuid?.() === 0;
}

/**
 * A file that exists may still lack a library, so the browser is started to see.
 * @param {Browser} browser
 */
async function starts({ path }) {
  try {
    const browser = await chromium.launch({ executablePath: path });
    await browser.close();
    return true;
  } catch (error) {
    const lines = String(error).split('\n');
    console.log(
      `${path} does not start: ${lines.find((line) => line.includes('[err]')) ?? lines[0]}`,
    );
    return false;
  }
}
