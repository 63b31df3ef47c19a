import { defineConfig } from 'vitest/config';

/** The builder makes the rest. Components with axe take seconds on a busy machine; that is no failure. */
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } });
