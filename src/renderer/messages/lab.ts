import { compareMessages } from './lab/compare.ts';
import { galleryMessages } from './lab/gallery.ts';
import { names } from './lab/names.ts';
import { newRunMessages } from './lab/new.ts';
import { runMessages } from './lab/run.ts';
import { runsMessages } from './lab/runs.ts';
import { tablesMessages } from './lab/tables.ts';

/** All that the Lab says. */
export const lab = {
  title: 'Lab',
  tabs: {
    runs: 'Runs',
    compare: 'Compare',
    gallery: 'Where models look',
    tables: 'The paper’s tables',
  },
  tabsLabel: 'Parts of the Lab',
  newExperiment: 'New experiment',
  back: 'Back to the runs',
  retry: 'Try again',
  dismiss: 'Close this message',
  loading: 'Loading',
  notLoaded: 'The runs could not be read',
  notLoadedMeans: 'Nothing is lost: they lie in their folders.',
  commands: {
    pause: (name: string) => `Pause ${name}`,
    resume: (name: string) => `Resume ${name}`,
    show: (part: string) => `Lab: ${part}`,
  },
  names,
  runs: runsMessages,
  new: newRunMessages,
  run: runMessages,
  compare: compareMessages,
  gallery: galleryMessages,
  tables: tablesMessages,
} as const;
