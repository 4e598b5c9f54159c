import { createWriteStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createGzip } from 'node:zlib';

const EVERY_MS = 5000;
const HELP = `Records what a running Rollcall answers, for e2e/recorded*.test.ts.

  npm run record -- START-LINK MINUTES FILE.jsonl.gz

START-LINK is the address that Rollcall prints when it starts. The first line of the file is the whole list; each line
after it is one poll, with the entries that are other than before. No token is written.

A day takes an hour where this and the Rollcall both have a clock that is 24 times as fast: faketime -f '+0 x24' …
`;

/** @typedef {{ extension: string }} Entry */

/**
 * One answer: the whole list, and the server's time when it was given.
 * @param {URL} link
 * @returns {Promise<{ at: string, entries: Entry[] }>}
 */
async function ask(link) {
  const token = new URLSearchParams(link.hash.slice(1)).get('token');
  const url = new URL('/uapi/extensions/@me/@self/presence?count=5000', link);
  const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
  if (response.status !== 200) throw new Error(`It answered ${response.status}.`);
  const at = new Date(response.headers.get('date') ?? Date.now()).toISOString();
  const [collection] = await response.json();
  return { at, entries: collection.entry };
}

/**
 * What an answer says that the one before did not: the entries that are other ones now, and who is on the list no more.
 * @param {ReadonlyMap<string, string>} before
 * @param {readonly Entry[]} entries
 */
function changesSince(before, entries) {
  const now = new Map(entries.map((entry) => [entry.extension, JSON.stringify(entry)]));
  const changed = entries.filter(({ extension }) => before.get(extension) !== now.get(extension));
  const removed = [...before.keys()].filter((number) => !now.has(number));
  return { now, changed, removed };
}

/**
 * @param {{ link: URL, minutes: number, file: string }} what
 * @returns {Promise<void>}
 */
async function record({ link, minutes, file }) {
  const gzip = createGzip();
  const written = gzip.pipe(createWriteStream(file));
  const startedMs = Date.now();
  let before = new Map();
  for (let nth = 0; nth * EVERY_MS < minutes * 60_000; nth += 1) {
    await pause(Math.max(0, startedMs + nth * EVERY_MS - Date.now()));
    const { at, entries } = await ask(link);
    const { now, changed, removed } = changesSince(before, entries);
    before = now;
    gzip.write(`${JSON.stringify({ at, changed, ...(removed.length > 0 && { removed }) })}\n`);
  }
  await new Promise((resolve, reject) => {
    written.once('finish', () => resolve(undefined)).once('error', reject);
    gzip.end();
  });
}

const [link, minutes, file] = process.argv.slice(2);
if (link && Number(minutes) > 0 && file) {
  await record({ link: new URL(link), minutes: Number(minutes), file });
} else {
  process.stderr.write(HELP);
  process.exitCode = 1;
}
