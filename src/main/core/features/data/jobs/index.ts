import { jobModule } from '../../../platform/jobs/job.ts';
import type { check } from './check.ts';
import type { count } from './count.ts';
import type { find } from './find.ts';
import type { prepareThumbnails } from './prepare.ts';

/** The jobs of this feature, each loaded in its own process when it runs. */
export const CHECK = jobModule<typeof check>(new URL('./check.ts', import.meta.url), 'check');
export const COUNT = jobModule<typeof count>(new URL('./count.ts', import.meta.url), 'count');
export const FIND = jobModule<typeof find>(new URL('./find.ts', import.meta.url), 'find');
export const PREPARE_THUMBNAILS = jobModule<typeof prepareThumbnails>(
  new URL('./prepare.ts', import.meta.url),
  'prepareThumbnails',
);
