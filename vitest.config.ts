import { defineConfig } from 'vitest/config';
import { makeProcessPrivate } from './src/shared/private-environment.js';

// Every process of the tests inherits it.
makeProcessPrivate();

// Sound in real time on a machine that others use too: a test that failed is tried once more, and shown as retried.
const RETRIES = 1;

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 120_000,
          retry: RETRIES,
          hookTimeout: 60_000,
          // One sound server and one CPU budget at a time.
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          retry: RETRIES,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          // Needs what `npm run package` makes, which runs it.
          name: 'package',
          include: ['tests/package/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          // As many pages at once as CI has processors.
          maxConcurrency: 2,
          globalSetup: ['tests/browser/support/build.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
