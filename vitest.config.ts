import { defineConfig } from 'vitest/config';
import { LeftOutReporter } from './tests/support/left-out-reporter.js';
import { makeProcessPrivate } from './src/shared/private-environment.js';

// Every process of the tests inherits it.
makeProcessPrivate();

// Real-time audio tests on a shared machine are retried once; retries are reported.
const RETRIES = 1;

/** Tests that need no sound server and no quiet machine: they run side by side. */
const WITHOUT_SOUND = [
  'denoise-command',
  'denoise-speech',
  'exactness',
  'export',
  'export-checkpoints',
  'export-command',
  'export-fuzz',
  'recording-fuzz',
  'reproducible-build',
].map((name) => `tests/integration/${name}.test.ts`);

/** Tests with a sound server of their own that do not look at sound in time: two at once. */
const WITH_SERVERS = [
  'devices',
  'doctor',
  'live-control',
  'live-ending',
  'live-moved-streams',
  'nothing-leaves',
  'portal-shortcuts',
  'sound-rig',
  'sound-surroundings',
  'start-command',
  'virtual-microphone',
].map((name) => `tests/integration/${name}.test.ts`);

/** Where scripts/test.mjs wants to read what was skipped. */
const leftOut = process.env['STILLMIC_LEFT_OUT'];

export default defineConfig({
  test: {
    // Vitest leaves one processor to itself, and many tests wait for a process or a clock.
    maxWorkers: '100%',
    reporters: ['default', ...(leftOut ? [new LeftOutReporter(leftOut)] : [])],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          // Most of the time went into importing the same files for each test file.
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'commands',
          include: WITHOUT_SOUND,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'servers',
          include: WITH_SERVERS,
          testTimeout: 120_000,
          retry: RETRIES,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          exclude: [...WITHOUT_SOUND, ...WITH_SERVERS],
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
          // Windows programs in Wine, on a sound server of their own; one prefix, so one file at a time.
          name: 'windows',
          include: ['tests/windows/**/*.test.ts'],
          globalSetup: ['tests/windows/support/set-up.ts'],
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
      {
        test: {
          // Writes docs/screenshots: npm run screenshots.
          name: 'screenshots',
          include: ['tests/browser/screenshots.ts'],
          globalSetup: ['tests/browser/support/build.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
