import type { JobKind } from '../../main/ipc/contract.ts';
import { formatNumber } from './format.ts';

/** Words of what runs, in the status line. */
export const workMessages = {
  training: (name: string) => `Training ${name}`,
  recording: (video: string) => `Reading ${video}`,
  jobs: {
    check: (set) => `Checking ${set ?? 'a data set'}`,
    prepare: (set) => `Preparing pictures of ${set ?? 'a data set'}`,
    compare: () => 'Comparing runs',
    explain: () => 'Drawing where models look',
    open: () => 'Opening a runs folder',
    bundle: () => 'Exporting a run',
    export: () => 'Exporting a model',
    import: () => 'Importing published weights',
  } satisfies Record<JobKind, (set: string | null) => string>,
  counting: (camera: string) => `Counting at ${camera}`,
  countingAt: (n: number) => `Counting at ${formatNumber(n, 0)} cameras`,
  starting: 'Starting the camera',
  images: 'images',
  frames: 'frames',
  pictures: 'pictures',
  more: (n: number) => `${formatNumber(n, 0)} more`,
  all: 'All that runs',
};
