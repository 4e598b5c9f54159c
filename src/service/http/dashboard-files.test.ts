import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDashboard } from './dashboard-files.ts';
import { startService } from './running-service.rig.ts';

const INDEX = '<!doctype html><title>Rollcall</title>';
const SCRIPT = `export const board = ${JSON.stringify('#'.repeat(2000))};`;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-dashboard-'));
  await mkdir(join(folder, 'assets'));
  await mkdir(join(folder, 'reference', 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), INDEX);
  await writeFile(join(folder, 'assets', 'index-Ab12_-9z.js'), SCRIPT);
  await writeFile(join(folder, 'assets', 'plex-latin-wdth-normal-BkR0aZ3x.woff2'), 'font');
  await writeFile(join(folder, 'reference', 'index.html'), '<title>API reference</title>');
  await writeFile(join(folder, 'reference', 'assets', 'index-0a1B2c3D.css'), 'body {}');
  await writeFile(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const startWithDashboard = async () => startService({ dashboard: await loadDashboard(folder) });

describe('the dashboard', () => {
  it('is served to anybody, its index not to be kept without asking', async () => {
    const { ask } = await startWithDashboard();
    const response = await ask('/');
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('Cache-Control')).toBe('no-cache');
    expect(await response.text()).toBe(INDEX);
    const again = await ask('/?view=table', {
      headers: { 'If-None-Match': response.headers.get('ETag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it.each([
    ['/assets/index-Ab12_-9z.js', 'text/javascript; charset=utf-8'],
    ['/assets/plex-latin-wdth-normal-BkR0aZ3x.woff2', 'font/woff2'],
    ['/reference/assets/index-0a1B2c3D.css', 'text/css; charset=utf-8'],
  ])('serves %s, which is named after its content, to be kept for ever', async (path, type) => {
    const { ask } = await startWithDashboard();
    const response = await ask(path);
    expect(response.headers.get('Content-Type')).toBe(type);
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  });

  it.each(['/reference', '/reference/', '/reference/index.html'])(
    'serves a page of its own at %s, without a redirect',
    async (path) => {
      const response = await (await startWithDashboard()).ask(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('Cache-Control')).toBe('no-cache');
      expect(await response.text()).toBe('<title>API reference</title>');
    },
  );

  it('serves what is not named after its content like the index', async () => {
    const response = await (await startWithDashboard()).ask('/favicon.svg');
    expect(response.headers.get('Content-Type')).toBe('image/svg+xml');
    expect(response.headers.get('Cache-Control')).toBe('no-cache');
  });

  it('is served compressed, and to HEAD without a body', async () => {
    const { ask } = await startWithDashboard();
    const path = '/assets/index-Ab12_-9z.js';
    const response = await ask(path, { headers: { 'Accept-Encoding': 'br' } });
    expect(response.headers.get('Content-Encoding')).toBe('br');
    expect(await response.text()).toBe(SCRIPT);
    const head = await ask(path, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
  });

  it('is still served when its folder is gone', async () => {
    const { ask } = await startWithDashboard();
    await rm(folder, { recursive: true });
    expect(await (await ask('/')).text()).toBe(INDEX);
    expect(await (await ask('/assets/index-Ab12_-9z.js')).text()).toBe(SCRIPT);
  });

  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/../../package.json',
    '/assets',
    '/assets/',
    '/board',
    '/index.html/',
    '//',
  ])('has nothing at %s', async (path) => {
    const response = await (await startWithDashboard()).ask(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: { code: 'not_found', message: 'There is nothing at this address.' },
    });
  });
});

describe('loading it', () => {
  it('says what to do when there is no folder', async () => {
    const missing = join(folder, 'missing');
    await expect(loadDashboard(missing)).rejects.toThrow(
      `${missing} holds no built dashboard. Make one with npm run build.`,
    );
  });

  it('says what to do when there is no index in it', async () => {
    await rm(join(folder, 'index.html'));
    await expect(loadDashboard(folder)).rejects.toThrow('holds no built dashboard');
  });
});
