import type { TestOptions } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** What this machine lacks for the test: `skipped-summary.ts` prints it. */
    lack?: string;
  }
}

/**
 * Options of a test, or of a group, that needs what a machine may lack: it is skipped with the reason.
 * @param lack the reason; empty or undefined where nothing lacks
 */
export function needs(lack: string | undefined): TestOptions {
  return lack ? { skip: true, meta: { lack } } : {};
}
