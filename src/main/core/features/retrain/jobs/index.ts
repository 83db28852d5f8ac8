import { jobModule } from '../../../platform/jobs/job.ts';
import type { checkPictures } from './check.ts';
import type { train } from './train.ts';

/** The jobs of this feature, each loaded in its own process when it runs. */
export const CHECK = jobModule<typeof checkPictures>(new URL('./check.ts', import.meta.url), 'checkPictures');
export const TRAIN = jobModule<typeof train>(new URL('./train.ts', import.meta.url), 'train');
