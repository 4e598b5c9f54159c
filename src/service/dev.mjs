import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PAGES, requireDependencies } from './build.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** An editor that saves several files means one change. */
const SETTLED_AFTER_MS = 100;

try {
  await requireDependencies();
  await develop(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

/**
 * Runs Rollcall with hot reload: Vite in front on the HTTP port, and behind it, on a port of its own, the service,
 * which starts anew when its code changes.
 * @param {readonly string[]} argv
 */
async function develop(argv) {
  const { createServer: createVite } = await import('vite');
  const shared = { root: ROOT, configFile: join(ROOT, 'vite.config.ts') };
  const code = await createVite({
    ...shared,
    appType: 'custom',
    // Apart from the front's, which is for the browser and would be made anew at every start.
    cacheDir: join(ROOT, '.cache/vite-service'),
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, ws: false, hmr: false },
  });
  const port = await freePort();
  const { https, ...address } = await wantedServer(code, argv);
  // With a certificate the service behind speaks TLS, too; whether it is for this address does not matter here.
  const proxied = { target: `${https ? 'https' : 'http'}://127.0.0.1:${port}`, secure: false };
  const front = await createVite({
    ...shared,
    plugins: [pages()],
    server: {
      ...address,
      ...(https && { https }),
      strictPort: true,
      proxy: Object.fromEntries((await servedPaths(code)).map((path) => [path, proxied])),
    },
  });
  await front.listen().catch((error) => {
    throw new Error(`${error.message}. Choose another port with --http-port; 0 takes a free one.`);
  });
  const service = serviceOf(code, {
    argv: [...argv, '--http-host=127.0.0.1', `--http-port=${port}`],
    environment: process.env,
    dashboardFolder: undefined,
    frontUrl: front.resolvedUrls?.local[0]?.replace(/\/$/, ''),
    /** @param {string} text */
    write: (text) => process.stdout.write(text),
    /** @param {string} text */
    complain: (text) => process.stderr.write(text),
  });
  const end = async () => {
    await Promise.all([front.close(), service.close()]);
    await code.close();
    process.exit(0);
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  restartOnChange(code, service.restart);
  const status = await service.restart();
  if (status !== undefined) process.exit(status);
}

/**
 * What the service answers, by the first part of its path; everything else is Vite's.
 * @param {import('vite').ViteDevServer} code
 * @returns {Promise<string[]>}
 */
async function servedPaths(code) {
  const { PATHS } = await code.ssrLoadModule('src/contract/paths.ts');
  /** @type {string[]} */
  const paths = Object.values(PATHS);
  const parts = new Set(paths.map((path) => path.split('/')[1] ?? ''));
  return [...parts].filter((part) => !PAGES.includes(part)).map((part) => `/${part}`);
}

/**
 * The build puts pages of their own at their addresses; here they are where their source is.
 * @returns {import('vite').Plugin}
 */
function pages() {
  return {
    name: 'rollcall:pages',
    configureServer({ middlewares }) {
      for (const page of PAGES) {
        middlewares.use(`/${page}`, ({ url = '' }, response) => {
          const query = url.replace(/^[^?]*/, '');
          response.writeHead(302, { Location: `/src/dashboard/${page}/${query}` }).end();
        });
      }
    },
  };
}

/**
 * Where the configuration wants HTTP, and with which certificate.
 * @param {import('vite').ViteDevServer} code
 * @param {readonly string[]} argv
 * @returns {Promise<{ host?: string, port?: number, https?: { cert: string, key: string } }>}
 */
async function wantedServer(code, argv) {
  const { readConfiguration } = await code.ssrLoadModule(
    'src/service/config/read-configuration.ts',
  );
  const { systemFiles } = await code.ssrLoadModule('src/service/config/files.ts');
  const outcome = readConfiguration({ argv, environment: process.env, read: systemFiles.read });
  // A configuration with faults is for the service to tell of.
  if (outcome.kind === 'faults') return { port: 0 };
  const { host, port, tls } = outcome.configuration.http;
  return { host, port, https: tls };
}

/**
 * The service as its code is now. `restart` ends the one before once the new code is read, and resolves with an exit
 * status when it did not start.
 * @param {import('vite').ViteDevServer} code
 * @param {object} command
 */
function serviceOf(code, command) {
  /** @type {{ status?: number, close?: () => Promise<void> }} */
  let running = {};
  const close = async () => running.close?.();
  return {
    close,
    async restart() {
      const { runCommand } = await code.ssrLoadModule('src/service/command.ts');
      await close();
      running = await runCommand(command);
      return running.status;
    },
  };
}

/**
 * @param {import('vite').ViteDevServer} code
 * @param {() => Promise<unknown>} restart
 */
function restartOnChange(code, restart) {
  /** @type {NodeJS.Timeout | undefined} */
  let settled;
  code.watcher.on('change', (file) => {
    if (!code.moduleGraph.getModulesByFile(file)?.size) return;
    clearTimeout(settled);
    settled = setTimeout(() => {
      code.moduleGraph.invalidateAll();
      restart().catch((error) => process.stderr.write(`${error.message}\n`));
    }, SETTLED_AFTER_MS);
  });
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
