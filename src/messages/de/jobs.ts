import type { jobs as en } from '../en/jobs.ts';
import type { Catalog } from '../translate.ts';

export const jobs = {
  comparingPictures: 'Bilder werden verglichen',
  preparingPictures: 'Bilder werden vorbereitet',
  predicting:
    '{split, select, train {Trainingsbilder} val {Validierungsbilder} test {Testbilder} other {Bilder aus {split}}} werden mit {model} gelesen',
  explaining: 'Grad-CAM wird berechnet für {model}',
  readingRuns: 'Läufe werden gelesen',
  listingRuns: 'Läufe werden in die Liste übernommen',
  imported:
    '{what} liegt unter {path}. Voreinstellungen von {net}, die mit {from} beginnen, verwenden ab jetzt diese Gewichte.',
  importNote: 'Hinweis: {note}.',
  exporting: 'Modell wird geschrieben',
} satisfies Catalog<typeof en>;
