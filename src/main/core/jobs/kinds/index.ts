import type { Job } from '../job.ts';

/** Every kind of job. Each is loaded in its own process, when it runs. */
export const JOBS = {
  check: async () => (await import('./check.ts')).check,
  prepare: async () => (await import('./prepare.ts')).prepareThumbnails,
  train: async () => (await import('./train.ts')).train,
  compare: async () => (await import('./compare.ts')).compare,
  explain: async () => (await import('./explain.ts')).explain,
  predictions: async () => (await import('./predictions.ts')).predictions,
  record: async () => (await import('./record.ts')).record,
  tables: async () => (await import('./tables.ts')).tables,
  export: async () => (await import('./export.ts')).exportForOthers,
  import: async () => (await import('./import.ts')).importWeights,
  backUp: async () => (await import('./back-up.ts')).backUp,
  forget: async () => (await import('./forget.ts')).forgetCounts,
} as const satisfies Record<string, () => Promise<Job<never, unknown>>>;

export type JobName = keyof typeof JOBS;
type JobOf<N extends JobName> = Awaited<ReturnType<(typeof JOBS)[N]>>;
export type JobPayload<N extends JobName> = Parameters<JobOf<N>>[0];
export type JobOutcome<N extends JobName> = Awaited<ReturnType<JobOf<N>>>;
