import { jobModule } from '../../../platform/jobs/job.ts';
import type { record } from './record.ts';

/** The jobs of this feature, each loaded in its own process when it runs. */
export const RECORD = jobModule<typeof record>(new URL('./record.ts', import.meta.url), 'record');
