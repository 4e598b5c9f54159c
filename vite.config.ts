import cascadeLayers from '@csstools/postcss-cascade-layers';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react(), tailwindcss()],
  // Televisions of 2021 and 2022 run Chromium 88: no cascade layers, so they are flattened after Tailwind.
  css: { postcss: { plugins: [cascadeLayers()] } },
  build: {
    target: 'chrome88',
    cssTarget: 'chrome88',
    assetsInlineLimit: 0,
    rolldownOptions: {
      onwarn(warning) {
        // Vite bundles leaked server code and only warns. A board with Node code in it is a fault, so the build fails.
        throw new Error(warning.message);
      },
    },
  },
  ssr: {
    noExternal: true,
    external: ['@photostructure/sqlite', 'pino'],
  },
  test: {
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
          setupFiles: ['src/unexpected-console.ts'],
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
