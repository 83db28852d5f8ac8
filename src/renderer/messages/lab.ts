import { compareWords } from './lab/compare.ts';
import { galleryWords } from './lab/gallery.ts';
import { names } from './lab/names.ts';
import { newWords } from './lab/new.ts';
import { runWords } from './lab/run.ts';
import { runsWords } from './lab/runs.ts';
import { tablesWords } from './lab/tables.ts';

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
  runs: runsWords,
  new: newWords,
  run: runWords,
  compare: compareWords,
  gallery: galleryWords,
  tables: tablesWords,
} as const;
