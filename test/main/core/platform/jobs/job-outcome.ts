import { expect } from 'vitest';

import { DemifaceError } from '../../../../../src/common/error.ts';
import type { ErrorCode } from '../../../../../src/common/error.ts';
import type { SideJobs } from '../../../../../src/main/core/platform/jobs/side-jobs.ts';
import type { EventName, Events, JobResult } from '../../../../../src/main/ipc/contract.ts';

/**
 * Waits until a job beside the queue is stated to have ended.
 * @returns what came of it
 * @throws DemifaceError as it was refused
 */
export async function jobOutcome(
  job: number,
  jobs: Pick<SideJobs, 'result'>,
  told: readonly { event: EventName; payload: unknown }[],
): Promise<JobResult> {
  const ended = () =>
    told
      .filter(({ event }) => event === 'job.ended')
      .map(({ payload }) => payload as Events['job.ended'])
      .find((one) => one.job === job);
  await expect.poll(ended, { timeout: 120_000, interval: 10 }).toBeDefined();
  const { refusal } = ended()!;
  if (refusal) throw new DemifaceError(refusal.code as ErrorCode, refusal.message);
  return jobs.result(job);
}
