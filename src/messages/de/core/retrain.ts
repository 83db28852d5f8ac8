import type { retrain as en } from '../../en/core/retrain.ts';
import type { Catalog } from '../../translate.ts';

export const retrain = {
  gone: 'Diese Anpassung steht nicht mehr in der Liste',
  entryDamaged: 'Der Eintrag in der Datenbank ist beschädigt; verwerfen Sie ihn und beginnen Sie neu',
  noBase: 'Das Modell, das angepasst werden soll, ist nicht mehr da oder beschädigt',
  otherTask: '{name} ist ein Modell für eine andere Aufgabe; wählen Sie diese oder eine eigene',
  needsTitle: 'Eine eigene Aufgabe braucht einen Namen',
  running: 'Das Training läuft; halten Sie es zuerst an',
  trained: 'Das Training ist schon abgeschlossen; beginnen Sie eine neue Anpassung',
  notTrained: 'Es ist noch nicht trainiert',
  noAgesByCamera:
    'Das Alter lässt sich nicht mit der Kamera aufnehmen; wählen Sie einen Datensatz mit Labels',
  noClass: '{label} ist keine Klasse dieser Aufgabe; sie hat {labels}',
  noFolder: '{folder} ist kein Ordner, in den Bilder geschrieben werden können',
  ownFolder: '{folder} ist der Ordner der App; wählen Sie einen eigenen',
  folderTaken: '{folder} enthält {name}, das hier nicht aufgenommen wurde; wählen Sie einen leeren Ordner',
  notRecording: 'Für diese Anpassung werden keine Bilder aufgenommen',
  noConsent: '{person} hat der Aufnahme noch nicht zugestimmt',
  noPicture: '{name} ist kein Bild dieser Anpassung',
  noPictures: 'Bilder müssen zuerst gewählt werden',
  nothingToMeasure: 'es sind zu wenige Schritte übrig, um ihre Dauer zu messen',
  notChecked: 'Prüfen Sie die Bilder zuerst',
  reasonNeeded:
    'Das neue Modell ist schlechter als das alte; schreiben Sie auf, warum es trotzdem verwendet wird',
  modelLive: 'Das neue Modell ist live; setzen Sie es zurück, bevor Sie es verwerfen',
  modelNotLive: 'Das neue Modell ist nicht live',
} satisfies Catalog<typeof en>;
