import type { Job } from './platform/jobs/job.ts';

/** Every kind of job. Each is loaded in its own process, when it runs. */
export const JOBS = {
  check: async () => (await import('./features/data/jobs/check.ts')).check,
  prepare: async () => (await import('./features/data/jobs/prepare.ts')).prepareThumbnails,
  train: async () => (await import('./features/lab/jobs/train.ts')).train,
  compare: async () => (await import('./features/lab/jobs/compare.ts')).compare,
  explain: async () => (await import('./features/lab/jobs/explain.ts')).explain,
  predictions: async () => (await import('./features/lab/jobs/predictions.ts')).predictions,
  record: async () => (await import('./features/recordings/jobs/record.ts')).record,
  tables: async () => (await import('./features/lab/jobs/tables.ts')).tables,
  export: async () => (await import('./features/models/jobs/export.ts')).exportForOthers,
  import: async () => (await import('./features/models/jobs/import.ts')).importWeights,
  backUp: async () => (await import('./platform/store/jobs/back-up.ts')).backUp,
  forget: async () => (await import('./platform/store/jobs/forget.ts')).forgetCounts,
} as const satisfies Record<string, () => Promise<Job<never, unknown>>>;

export type JobName = keyof typeof JOBS;
type JobOf<N extends JobName> = Awaited<ReturnType<(typeof JOBS)[N]>>;
export type JobPayload<N extends JobName> = Parameters<JobOf<N>>[0];
export type JobOutcome<N extends JobName> = Awaited<ReturnType<JobOf<N>>>;
