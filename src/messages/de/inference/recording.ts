import type { recording as en } from '../../en/inference/recording.ts';
import type { Catalog } from '../../translate.ts';

export const recording = {
  taken:
    '{path} ist bereits vorhanden und wird nicht ersetzt: die Datei entstand, nachdem die Auswertung angefordert wurde; verschieben Sie sie und setzen Sie dann fort',
  changed:
    '{file} hat sich während des Lesens geändert: nichts davon wird behalten; lesen Sie die Datei erneut, sobald kein Programm mehr in sie schreibt',
  done: '{source} ist bereits gelesen',
  gone: 'Die Auswertung {id} ist nicht mehr in der Liste',
  noConsent:
    'Ausdrücke werden nur vorhergesagt, wenn alle Personen in den Videos zugestimmt haben; bestätigen Sie das, oder lassen Sie die Ausdrücke weg',
  held: '{path} wird gerade von einer anderen Auswertung geschrieben; warten Sie, bis sie fertig ist, oder wählen Sie einen anderen Ordner',
  stopped:
    'bei Frame {frames} von {file} angehalten; {keeps, select, yes {was gelesen wurde, bleibt erhalten} other {beim nächsten Mal beginnt die Auswertung von vorn}}',
  partMoved:
    '{path} wurde während des Schreibens verschoben oder gelöscht; setzen Sie fort, um von vorn zu beginnen',
  folderGone:
    'Der Ordner {folder} ist nicht vorhanden; stellen Sie ihn wieder her oder legen Sie ihn neu an, und setzen Sie dann fort',
  isPicture:
    '{path} ist dem Namen nach ein Bild; Bilder liest predict, und eine Animation lässt sich auswerten, sobald sie als Video (MP4) gespeichert ist',
  noVideoName:
    '{path} ist dem Namen nach kein Video; erwartet wird etwa .mp4, .mov oder .mkv, oder ein Ordner mit Videos oder Bildern',
  notRegular: '{path} kann nicht gelesen werden: {reason}',
  nothingIn: 'In {folder} ist kein Video und kein Bild',
  nothingButSkipped: 'In {folder} ist kein Video und kein Bild; {path} wird ausgelassen: {reason}',
  notSaved: 'der Stand ist noch nicht gespeichert: {problem}',
  entryDamaged:
    'der Eintrag in der Datenbank ist beschädigt; entfernen Sie ihn aus der Liste und fügen Sie den Clip wieder hinzu',
  cannotResume:
    '{source} ist {state, select, queued {in der Warteschlange} running {in Arbeit} done {fertig} other {{state}}}; fortsetzen lässt sich nur, was angehalten wurde oder fehlgeschlagen ist',
} satisfies Catalog<typeof en>;
