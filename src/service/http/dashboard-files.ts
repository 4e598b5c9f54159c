import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { MiddlewareHandler } from 'hono';
import { type Representation, represent, send } from './representation.ts';

/** The built dashboard in memory, by path: what is not in it is not served, and a folder that is rebuilt or pruned breaks no running wall. */
export type DashboardFiles = ReadonlyMap<
  string,
  { representation: Representation; cacheControl: string }
>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
/** What the build names after its content can never change. */
const HASHED = /\/assets\/.+-[\w-]{8}\.\w+$/;
/** A page is at the address of its folder, with or without a slash at its end. */
const PAGE = /^(.*)\/index\.html$/;

/** Reads the whole folder. Rejects with an Error that says what to do when there is no built dashboard in it. */
export async function loadDashboard(folder: string): Promise<DashboardFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const files = new Map(await Promise.all(paths.map((path) => loadFile(folder, path))));
  if (!files.has('/index.html')) {
    throw new Error(`${folder} holds no built dashboard. Make one with npm run build.`);
  }
  for (const [address, file] of [...files]) {
    const home = PAGE.exec(address)?.[1];
    if (home !== undefined) files.set(home || '/', file).set(`${home}/`, file);
  }
  return files;
}

async function loadFile(folder: string, path: string) {
  const address = `/${relative(folder, path).split(sep).join('/')}`;
  const type = CONTENT_TYPES[extname(path)] ?? 'application/octet-stream';
  const representation = represent(new Uint8Array(await readFile(path)), type);
  const cacheControl = HASHED.test(address) ? 'public, max-age=31536000, immutable' : 'no-cache';
  return [address, { representation, cacheControl }] as const;
}

/** Answers with the file of the address, if there is one. */
export function dashboardHandler(files: DashboardFiles): MiddlewareHandler {
  return async (c, next) => {
    const file = files.get(c.req.path);
    return file ? send(c, file.representation, file.cacheControl) : next();
  };
}
