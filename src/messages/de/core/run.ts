import type { run as en } from '../../en/core/run.ts';
import type { Catalog } from '../../translate.ts';

export const run = {
  epochsDamaged:
    'Epochen von {name} sind in der Datenbank beschädigt; entfernen Sie den Lauf aus der Liste und öffnen Sie seinen Ordner erneut',
  nothingFinished: '{name} hat noch keine abgeschlossene Stufe',
  seedNoSetting: 'seed ist keine Einstellung eines Experiments; geben Sie den Seed in der Liste der Seeds an',
  noFolder: 'Den Ordner {folder} gibt es nicht',
  folderWithoutRuns:
    '{folder} enthält keine Läufe; wählen Sie einen Ordner, in den demiface train geschrieben hat',
  noCommonPictures:
    'Diese Läufe haben mit verschiedenen Datensätzen gelernt, die kein Testbild gemeinsam haben, mit dem keiner von ihnen gelernt hat; wählen Sie Läufe eines Datensatzes',
  endNotStored:
    'Lauf {id} ist zu Ende, aber die Datenbank nimmt keine Änderungen an; es wird so lange erneut versucht, bis sie es tut',
  dataGoneAdd: 'Der Datensatz ist nicht mehr in der Liste; fügen Sie ihn wieder hinzu',
  severalSets: '{preset} lernt mit Bildern aus mehreren Datensätzen; starten Sie es mit demiface train',
  otherLayout:
    '{preset} lernt mit einem Datensatz im Format {expected}, aber {name} hat das Format {layout}; wählen Sie einen anderen Datensatz oder eine andere Vorlage',
  noStage: '{preset} hat keine Stufe {stage}',
  differentTasks: 'Diese Läufe haben verschiedene Aufgaben gelernt; wählen Sie Läufe für dieselbe Aufgabe',
  stageNotFinished: '{name} (Seed {seed}) hat keine abgeschlossene Stufe {stage}',
  dataGone: 'Der Datensatz dieses Laufs ist nicht mehr in der Liste; fügen Sie ihn wieder hinzu',
  notQueued: 'Lauf {id} ist nicht in der Warteschlange; nur wartende Läufe können den Platz tauschen',
  atWork:
    'Lauf {id} wird gerade ausgeführt; pausieren Sie ihn oder brechen Sie ihn ab, bevor Sie ihn entfernen',
  noDataOfLayout: 'In der Liste ist kein Datensatz im Format {layout}; fügen Sie ihn unter Daten hinzu',
  dataGoneAt:
    'Der Datensatz dieses Laufs ist nicht mehr in der Liste; fügen Sie {root} unter Daten wieder hinzu',
  none: 'Es gibt keinen Lauf {id}; möglicherweise wurde er entfernt',
  noPreset: 'Es gibt keine Vorlage „{preset}“; am nächsten sind {nearest}',
  noMeasuredSplit:
    'Der Datensatz hat nur Trainingsbilder; zum Messen wird eine Teilmenge val oder test benötigt',
  entryDamaged:
    'der Eintrag in der Datenbank ist beschädigt; entfernen Sie ihn aus der Liste: was trainiert wurde, bleibt im Ordner des Laufs, der sich wieder öffnen lässt',
  severalTasks: 'Läufe für {tasks} lassen sich nicht vergleichen; wählen Sie Läufe für eine Aufgabe',
  otherData:
    '{name} hat mit einem anderen Datensatz gelernt ({layout}, Fingerabdruck {fingerprint}) als jetzt in {roots} {n, plural, other {liegt}}: Bilder, Labels oder Aufteilung weichen ab; machen Sie die Änderung rückgängig, oder fügen Sie den früheren Datensatz unter Daten hinzu',
  otherPictures:
    'Die Bilder oder Labels von {roots} sind andere als die, mit denen dieser Lauf begann; stellen Sie jene wieder her, oder starten Sie einen neuen Lauf',
  unfit:
    'Lauf {id} ist {state, select, queued {in der Warteschlange} running {in Arbeit} pausing {kurz vor der Pause} paused {pausiert} done {fertig} failed {fehlgeschlagen} cancelled {abgebrochen} other {{state}}}: er kann nicht {change, select, paused {pausiert} resumed {fortgesetzt} cancelled {abgebrochen} other {{change}}} werden',
  removedBeforeStart:
    'Der Datensatz dieses Laufs wurde entfernt, bevor er begann; starten Sie einen neuen Lauf',
  correctionsGone:
    'Die Korrekturen, mit denen dieser Lauf lernen sollte, wurden mit {root} entfernt; starten Sie einen neuen Lauf',
  diedTooOften:
    'Das Training ist {n}-mal abgebrochen, ohne eine Epoche abzuschließen ({how}); oft reicht der Arbeitsspeicher nicht: schließen Sie andere Programme oder verkleinern Sie die Batchgröße, und setzen Sie dann fort',
  placeIsFile: '{path} ist eine Datei; geben Sie einen neuen oder leeren Ordner an',
  noExport: '{path} ist vorhanden und kein Export eines Laufs; geben Sie einen anderen Ort an',
  exportChanged:
    '{file} wurde nach dem Export geändert; verschieben Sie die Datei, oder geben Sie einen anderen Ort an',
  cannotSet:
    '{problem}; bei {preset} lassen sich einstellen: {keys}; und für jede Stufe, oder mit {stages} davor für eine: {stageKeys}',
  inputTooSmall: 'inputSize: {net} nimmt Bilder ab {least} Pixeln, nicht von {size}',
  teacherStart: 'vor dem Lehrer gibt es keine Stufe: start muss scratch sein',
  noVotes: 'nur FER+ hat Stimmen: für {layout} muss targets labels sein',
  noDistribution: 'nur die kompakten Netze für das Alter lernen eine Verteilung: targets muss labels sein',
  noSetting: 'es gibt keine Einstellung {key}',
  noKeyValue: '„{setting}“ ist keine Einstellung, erwartet wird key=value',
  settingProblem: '{key}: {problem}',
} satisfies Catalog<typeof en>;
