import { jobModule } from '../../../platform/jobs/job.ts';
import type { train } from './train.ts';
import type { compare } from './compare.ts';
import type { explain } from './explain.ts';
import type { predictions } from './predictions.ts';
import type { tables } from './tables.ts';

/** The jobs of this feature, each loaded in its own process when it runs. */
export const TRAIN = jobModule<typeof train>(new URL('./train.ts', import.meta.url), 'train');
export const COMPARE = jobModule<typeof compare>(new URL('./compare.ts', import.meta.url), 'compare');
export const EXPLAIN = jobModule<typeof explain>(new URL('./explain.ts', import.meta.url), 'explain');
export const PREDICTIONS = jobModule<typeof predictions>(
  new URL('./predictions.ts', import.meta.url),
  'predictions',
);
export const TABLES = jobModule<typeof tables>(new URL('./tables.ts', import.meta.url), 'tables');
