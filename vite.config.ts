/// <reference types="vitest/config" />
import { readFileSync } from 'node:fs';
import cascadeLayers from '@csstools/postcss-cascade-layers';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** Vite bundles leaked server code and only warns. A board with Node code in it is a fault, so the build fails. */
function failOnNodeCode(): Plugin {
  // What is thrown while a warning is told is lost: it is kept until every module was read.
  let leak: string | undefined;
  return {
    name: 'rollcall:fail-on-node-code',
    apply: 'build',
    buildStart() {
      leak = undefined;
    },
    onLog(_level, { message }) {
      if (message.includes('externalized for browser compatibility')) leak ??= message;
    },
    buildEnd() {
      if (leak) this.error(leak);
    },
  };
}

export default defineConfig({
  define: { ROLLCALL_VERSION: JSON.stringify(version) },
  plugins: [react(), tailwindcss(), failOnNodeCode()],
  // Televisions of 2021 and 2022 run Chromium 88: no cascade layers, so they are flattened after Tailwind.
  css: { postcss: { plugins: [cascadeLayers()] } },
  build: {
    target: 'chrome88',
    cssTarget: 'chrome88',
    assetsInlineLimit: 0,
    // One entry and one chunk, the charts', on purpose: after a release nothing may be missing on a wall that still runs
    // the one before, so the chunk is loaded when the wall starts.
    chunkSizeWarningLimit: 700,
  },
  test: {
    // No test is about speed: on a busy machine it may take as long as it takes.
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/{contract,presence,service}/**/*.test.ts'],
          setupFiles: ['src/unexpected-console.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'dashboard',
          environment: 'happy-dom',
          include: ['src/dashboard/**/*.test.{ts,tsx}'],
          setupFiles: ['src/unexpected-console.ts', 'src/dashboard/patient-queries.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'repository',
          environment: 'node',
          include: ['e2e/*.test.ts'],
        },
      },
    ],
  },
});
