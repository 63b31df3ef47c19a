import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

/** Nest needs decorator metadata, which esbuild does not emit: SWC compiles the backend's tests. */
const compiler = swc.vite({
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [compiler],
        test: {
          name: 'pure',
          sequence: { groupOrder: 0 },
          include: ['backend/**/*.spec.ts', 'scripts/**/*.spec.ts'],
          exclude: ['**/*.int.spec.ts', '**/node_modules/**'],
          setupFiles: ['backend/test/setup.ts'],
          pool: 'threads',
        },
      },
      {
        plugins: [compiler],
        test: {
          name: 'integration',
          sequence: { groupOrder: 1 },
          include: ['backend/**/*.int.spec.ts'],
          setupFiles: ['backend/test/setup.ts'],
          globalSetup: ['backend/test/vitest-services.ts'],
          pool: 'forks',
          // For threads that the product starts: they load the sources without Vitest.
          execArgv: ['--import', new URL('backend/test/typescript.mjs', import.meta.url).href],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
