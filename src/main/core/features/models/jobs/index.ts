import { jobModule } from '../../../platform/jobs/job.ts';
import type { checkModel } from './check.ts';
import type { exportForOthers } from './export.ts';
import type { importWeights } from './import.ts';

/** The jobs of this feature, each loaded in its own process when it runs. */
export const CHECK = jobModule<typeof checkModel>(new URL('./check.ts', import.meta.url), 'checkModel');
export const EXPORT = jobModule<typeof exportForOthers>(
  new URL('./export.ts', import.meta.url),
  'exportForOthers',
);
export const IMPORT = jobModule<typeof importWeights>(
  new URL('./import.ts', import.meta.url),
  'importWeights',
);
