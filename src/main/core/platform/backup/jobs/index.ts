import { jobModule } from '../../jobs/job.ts';
import type { backUp } from './back-up.ts';
import type { eraseCounts } from './erase-counts.ts';

/** The jobs of the store, each loaded in its own process when it runs. */
export const BACK_UP = jobModule<typeof backUp>(new URL('./back-up.ts', import.meta.url), 'backUp');
export const ERASE_COUNTS = jobModule<typeof eraseCounts>(
  new URL('./erase-counts.ts', import.meta.url),
  'eraseCounts',
);
