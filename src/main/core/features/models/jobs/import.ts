import type { Imported } from '../../../../../training/models/published/import-published.ts';
import { importPublished } from '../../../../../training/models/published/import-published.ts';
import type { PublishedNet } from '../../../../../training/models/published/layouts.ts';
import type { Job } from '../../../platform/jobs/job.ts';

/** Brings published weights into the app's own folder. */
export const importWeights: Job<{ net: PublishedNet; path: string; home: string }, Imported> = (
  { net, path, home },
  { progress, signal },
) => importPublished(path, { net, home, onProgress: progress, signal });
