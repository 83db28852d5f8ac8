/** Starts a job and says which process it is; for a test that then kills this one. */
import { writeFileSync } from 'node:fs';

import { startJob } from '../../../../../src/main/core/platform/jobs/job-process.ts';

const [, , root, flag] = process.argv as [string, string, string, string];
const job = startJob(
  'check',
  { layout: 'ferplus', root },
  { onProgress: () => writeFileSync(flag, String(job.pid)) },
);
await job.outcome;
