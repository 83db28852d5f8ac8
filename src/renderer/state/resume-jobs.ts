import type { KnownJob } from '../../main/ipc/contract.ts';
import { data } from './data/data.svelte.ts';
import { jobs } from './jobs/jobs.svelte.ts';
import { lab } from './lab/lab.svelte.ts';
import { notices } from './page/notices.svelte.ts';
import { notifyEnd } from './notify-end.ts';

/** Goes on with what was requested before the page was loaded: what runs is followed, results are shown again. */
export async function resumeJobs(): Promise<void> {
  for (const known of await jobs.load()) void notices.attempt(() => resumeJob(known));
}

async function resumeJob({ job, subject, isRunning }: KnownJob): Promise<void> {
  switch (subject.kind) {
    case 'compare':
      return lab.comparison.resume(subject, job, isRunning);
    case 'explain':
      return lab.gallery.resume(subject, job, isRunning);
    case 'check':
      return isRunning ? data.followCheck(job) : undefined;
    case 'prepare':
      return; // The pictures' view requests it whenever it is opened.
    case 'retrain':
      return; // The retraining itself has how far it is.
    case 'bundle':
    case 'export':
    case 'import':
    case 'lsl':
    case 'open':
      return isRunning ? notifyEnd({ job }) : undefined;
  }
}
