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

/**
 * What came after Chromium 88, as it is written in a built file. Syntax is lowered to the target; what a library calls,
 * and most of CSS, is not. What has a fallback beside it is not listed.
 */
const ABOVE_THE_FLOOR = {
  js: /\.(at|findLast|findLastIndex|toSorted|toReversed|toSpliced)\(|\bstructuredClone\(|\bhasOwn\(|\bAbortSignal\.(any|timeout)\(|\brandomUUID\(|\b(groupBy|withResolvers|fromAsync|showPopover)\(|\(\?<[=!]|\bstatic\{/,
  css: /[{;](aspect-ratio|translate|rotate|scale|container-type|field-sizing):|\bmedia[^{]*(aspect-ratio|width ?[<>]=)|:has\(|:popover-open|@(layer|container|scope|starting-style)\b|(?<!color:)color-mix\(|\b\d*d(vh|vw)\b|oklch\(/,
} as const;

/** The board must run on Chromium 88, so a build that would not is refused. */
function failAboveTheFloor(): Plugin {
  let isBoard = false;
  return {
    name: 'rollcall:fail-above-the-floor',
    apply: 'build',
    configResolved({ root, build }) {
      isBoard = root === import.meta.dirname && !build.ssr;
    },
    generateBundle(_options, bundle) {
      if (!isBoard) return;
      for (const [name, file] of Object.entries(bundle)) {
        const text = file.type === 'chunk' ? file.code : String(file.source);
        const pattern = name.endsWith('.css') ? ABOVE_THE_FLOOR.css : ABOVE_THE_FLOOR.js;
        const found = /\.(css|js)$/.test(name) ? pattern.exec(text) : null;
        if (!found) continue;
        const place = text.slice(Math.max(0, found.index - 60), found.index + 60);
        this.error(`${name} has what Chromium 88 does not know: ${found[0]} in …${place}…`);
      }
    },
  };
}

export default defineConfig({
  define: { ROLLCALL_VERSION: JSON.stringify(version) },
  plugins: [react(), tailwindcss(), failOnNodeCode(), failAboveTheFloor()],
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
          setupFiles: ['src/unexpected-console.rig.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'dashboard',
          environment: 'happy-dom',
          include: ['src/dashboard/**/*.test.{ts,tsx}'],
          setupFiles: ['src/unexpected-console.rig.ts', 'src/dashboard/patient-queries.rig.ts'],
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
