import { defineConfig } from 'vitest/config';

import { TEST_HOME } from './test/support/setup-home.ts';

/** Tests that open a window. */
const WINDOWS = 'test/e2e/**/*.test.ts';

/**
 * Tests that leave their process as it was: no engine by name, no environment, no global of the page. Their files run one
 * after the other in the same processes, which load TensorFlow and ONNX Runtime once.
 */
const KEEPING = [
  'test/{artifact,common}/**/*.test.ts',
  'test/main/core/{features/audience,platform/time}/**/*.test.ts',
  'test/inference/**/*.test.ts',
  'test/training/{datasets,ensemble,evaluation,explain,losses,mining,models,occlusion,presets,release,reproduce,sources}/**/*.test.ts',
];

const SETUP = ['home', 'engine', 'video'].map((what) => `test/support/setup-${what}.ts`);

const shared = {
  env: { DEMIFACE_HOME: TEST_HOME },
  unstubEnvs: true,
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
          include: KEEPING,
          isolate: false,
          globalSetup: SETUP,
        },
      },
      // A process a file.
      {
        test: {
          ...shared,
          name: 'processes',
          include: ['test/**/*.test.ts'],
          exclude: [WINDOWS, ...KEEPING],
          globalSetup: SETUP,
        },
      },
      // The app is built and an Electron brought only for runs that include these.
      {
        test: {
          ...shared,
          name: 'windows',
          include: [WINDOWS],
          globalSetup: [...SETUP, 'test/support/setup-window.ts'],
        },
      },
    ],
  },
});
