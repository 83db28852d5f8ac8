import type { lab as en } from '../en/lab.ts';
import type { Catalog } from '../../../messages/translate.ts';
import { compare } from './lab/compare.ts';
import { fields } from './lab/fields.ts';
import { gallery } from './lab/gallery.ts';
import { newRun } from './lab/new.ts';
import { names } from './lab/names.ts';
import { run } from './lab/run.ts';
import { runs } from './lab/runs.ts';
import { tables } from './lab/tables.ts';

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
