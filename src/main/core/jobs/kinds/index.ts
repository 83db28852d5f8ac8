import type { Job } from '../job.ts';

/** Every kind of job. Each is loaded in its own process, when it runs. */
export const JOBS = {
  check: async () => (await import('./check.ts')).check,
} as const satisfies Record<string, () => Promise<Job<never, unknown>>>;

export type JobName = keyof typeof JOBS;
type JobOf<N extends JobName> = Awaited<ReturnType<(typeof JOBS)[N]>>;
export type JobPayload<N extends JobName> = Parameters<JobOf<N>>[0];
export type JobOutcome<N extends JobName> = Awaited<ReturnType<JobOf<N>>>;
