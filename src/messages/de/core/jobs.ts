import type { jobs as en } from '../../en/core/jobs.ts';
import type { Catalog } from '../../translate.ts';

export const jobs = {
  comparingPictures: 'Bilder werden verglichen',
  findingFaces: 'Gesichter werden gesucht',
  preparingPictures: 'Bilder werden vorbereitet',
  predicting:
    '{split, select, train {Trainingsbilder} val {Validierungsbilder} test {Testbilder} other {Bilder aus {split}}} werden mit {model} gelesen',
  explaining: 'Grad-CAM wird berechnet für {model}',
  readingRuns: 'Läufe werden gelesen',
  listingRuns: 'Läufe werden in die Liste übernommen',
  imported:
    '{what} liegt unter {path}. Vorlagen mit {net}, die mit {from} beginnen, verwenden ab jetzt diese Gewichte.',
  importNote: 'Hinweis: {note}.',
  exporting: 'Modell wird geschrieben',
  // Errors.
  noResult: 'Der Auftrag {job} hat kein Ergebnis',
  serveStopped:
    'Angehalten; Trainings und Auswertungen werden fortgesetzt, sobald die App oder demiface serve wieder gestartet wird',
  stopped: 'angehalten',
  playStopped: 'bei {seconds} s von {clip} angehalten; derselbe Befehl spielt es von vorn ab',
  died: 'Der Prozess des Auftrags ist abgestürzt ({how}), oft weil der Arbeitsspeicher nicht reicht: schließen Sie andere Programme und starten Sie ihn erneut; was er gesichert hat, wird verwendet',
  benchmarkStopped: 'Der Benchmark wurde angehalten',
} satisfies Catalog<typeof en>;
