import type { store as en } from '../../en/core/store.ts';
import type { Catalog } from '../../translate.ts';

export const store = {
  notDamaged: 'Die Datenbank ist nicht beschädigt: es gibt nichts zu reparieren',
  opening: 'Die Datenbank wird gerade geöffnet; versuchen Sie es gleich noch einmal',
  homeInUse:
    'Ein anderes Demiface verwendet bereits {folder} (sein Fenster oder demiface serve); beenden Sie es zuerst, oder geben Sie in DEMIFACE_HOME einen anderen Ordner an',
  newerBackup:
    '{file} wurde von einem neueren Demiface geschrieben, und es gibt keine ältere Sicherung; installieren Sie jenes, um die Datenbank zu reparieren',
  missing:
    '{file} fehlt, aber es sind Sicherungen davon vorhanden; die Datenbank kann aus einer Sicherung wiederhergestellt werden, oder sie beginnt leer, sobald die Sicherungen verschoben sind',
  newer:
    '{file} wurde von einem neueren Demiface geschrieben (Version {version}, dieses kennt {known}); installieren Sie jenes, oder verschieben Sie die Datei, um neu zu beginnen',
  valueDamaged:
    'Ein Wert in der Datenbank hat nicht die Form, in der er gespeichert wurde; entfernen Sie seinen Eintrag, oder beenden Sie die App und setzen Sie eine Sicherung an die Stelle der Datenbank',
  homeUnwritable:
    'Ordner der App: {problem}; die App braucht einen beschreibbaren Ordner: geben Sie in DEMIFACE_HOME einen anderen an',
  backupFailed: 'Die heutige Sicherung ist fehlgeschlagen: {problem}; es wird jede Stunde erneut versucht',
  damaged:
    '{file} ist beschädigt ({faults}); beim Start von Demiface lässt sich die Datenbank aus einer Sicherung wiederherstellen',
  inUse: '{file} wird von einem anderen Programm verwendet; schließen Sie es und versuchen Sie es erneut',
  unwritable:
    '{file} kann nicht geschrieben werden: {error}; geben Sie Speicherplatz frei oder prüfen Sie die Berechtigungen',
  database: 'Die Datenbank',
} satisfies Catalog<typeof en>;
