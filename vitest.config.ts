import { defineConfig } from 'vitest/config';

/** Tests that open a window. */
const WINDOWS = 'test/e2e/**/*.test.ts';

const shared = {
  pool: 'forks', // native modules do not survive worker threads
  testTimeout: 60_000,
  hookTimeout: 60_000,
} as const;

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ['default', './test/support/skipped-summary.ts'],
    projects: [
      {
        test: {
          ...shared,
          name: 'modules',
          include: ['test/**/*.test.ts'],
          exclude: [WINDOWS],
          globalSetup: ['test/support/setup-engine.ts', 'test/support/setup-video.ts'],
        },
      },
      // The app is built and an Electron brought only for runs that include these.
      {
        test: {
          ...shared,
          name: 'windows',
          include: [WINDOWS],
          globalSetup: [
            'test/support/setup-engine.ts',
            'test/support/setup-video.ts',
            'test/support/setup-window.ts',
          ],
        },
      },
    ],
  },
});
