import { jobModule } from '../../jobs/job.ts';
import type { backUp } from './back-up.ts';
import type { forgetCounts } from './forget.ts';

/** The jobs of the store, each loaded in its own process when it runs. */
export const BACK_UP = jobModule<typeof backUp>(new URL('./back-up.ts', import.meta.url), 'backUp');
export const FORGET = jobModule<typeof forgetCounts>(new URL('./forget.ts', import.meta.url), 'forgetCounts');
