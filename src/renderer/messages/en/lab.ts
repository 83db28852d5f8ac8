import { compare } from './lab/compare.ts';
import { fields } from './lab/fields.ts';
import { gallery } from './lab/gallery.ts';
import { newRun } from './lab/new.ts';
import { names } from './lab/names.ts';
import { run } from './lab/run.ts';
import { runs } from './lab/runs.ts';
import { tables } from './lab/tables.ts';

/** The Lab. */
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
  retry: 'Try again',
  notLoaded: 'The runs could not be read',
  notLoadedMeans: 'Nothing is lost: the runs are stored in their folders.',
  commands: {
    pause: 'Pause {name}',
    resume: 'Resume {name}',
    show: 'Lab: {part}',
  },
  names,
  fields,
  runs,
  new: newRun,
  run,
  compare,
  gallery,
  tables,
} as const;
