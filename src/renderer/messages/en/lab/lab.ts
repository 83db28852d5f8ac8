import { compare } from './compare.ts';
import { fields } from './fields.ts';
import { gallery } from './gallery.ts';
import { newRun } from './new.ts';
import { names } from './names.ts';
import { run } from './run.ts';
import { runs } from './runs.ts';
import { tables } from './tables.ts';

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
