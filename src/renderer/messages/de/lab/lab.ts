import type { lab as en } from '../../en/lab/lab.ts';
import type { Catalog } from '../../../../messages/translate.ts';
import { compare } from './compare.ts';
import { fields } from './fields.ts';
import { gallery } from './gallery.ts';
import { newRun } from './new.ts';
import { names } from './names.ts';
import { run } from './run.ts';
import { runs } from './runs.ts';
import { tables } from './tables.ts';

export const lab = {
  title: 'Labor',
  tabs: {
    runs: 'Läufe',
    compare: 'Vergleich',
    gallery: 'Wohin Modelle schauen',
    tables: 'Tabellen der Studie',
  },
  tabsLabel: 'Teile des Labors',
  newExperiment: 'Neues Experiment',
  retry: 'Erneut versuchen',
  notLoaded: 'Die Läufe konnten nicht gelesen werden',
  notLoadedMeans: 'Es ist nichts verloren: Die Läufe liegen in ihren Ordnern.',
  commands: {
    pause: '{name} pausieren',
    resume: '{name} fortsetzen',
    show: 'Labor: {part}',
  },
  names,
  fields,
  runs,
  new: newRun,
  run,
  compare,
  gallery,
  tables,
} satisfies Catalog<typeof en>;
