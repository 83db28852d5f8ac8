/** Starts a job and says which process it is; for a test that then kills this one. */
import { writeFileSync } from 'node:fs';

import { CHECK } from '../../../../../src/main/core/features/data/jobs/index.ts';
import { startJob } from '../../../../../src/main/core/platform/jobs/job-process.ts';

const [, , root, flag] = process.argv as [string, string, string, string];
const job = startJob(
  CHECK,
  { layout: 'ferplus', root },
  { onProgress: () => writeFileSync(flag, String(job.pid)) },
);
await job.outcome;
