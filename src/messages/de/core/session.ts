import type { session as en } from '../../en/core/session.ts';
import type { Catalog } from '../../translate.ts';

export const session = {
  unknown: 'Diese Sitzung gibt es nicht; vielleicht wurde sie gelöscht',
  notOpen: 'Diese Sitzung ist nicht mehr offen',
  otherOpen: 'Eine andere Sitzung ist offen; beenden Sie sie zuerst',
  ended: 'Diese Sitzung wurde beendet; beginnen Sie eine neue',
  tooLongAgo: 'Diese Sitzung brach vor mehr als {hours, number} Stunden ab; beginnen Sie eine neue',
  notWritten:
    'Das Gemessene kann noch nicht geschrieben werden; schaffen Sie Platz auf dem Datenträger, schließen Sie andere Programme, die die Datei verwenden, und beenden Sie die Sitzung erneut',
  noConsent:
    'Für diese Person liegt keine gültige Einwilligung vor; holen Sie sie zuerst ein, ohne sie wird nichts gemessen',
  noneOpen: 'Es ist keine Sitzung offen; beginnen Sie zuerst eine',
  inKiosk: 'Im Kioskmodus wird keine Sitzung geöffnet; verlassen Sie ihn mit Strg+Umschalt+K',
  noNote: 'Diese Notiz gibt es nicht; vielleicht wurde sie entfernt',
  tooManyNotes: 'Zu dieser Sitzung gibt es schon {most, number} Notizen; entfernen Sie zuerst eine',
  stillOpen: 'Diese Sitzung ist offen; beenden Sie sie zuerst',
  noLadder: 'Diese Expositionsstufen gibt es nicht; vielleicht wurden sie entfernt',
  tooManyLadders: 'Es gibt schon {most, number} Listen von Expositionsstufen; entfernen Sie zuerst eine',
  noStep: 'Diese Liste hat keine solche Stufe',
  notNow:
    '{phase, select, calibrating {Bestätigen Sie zuerst das Gesicht} ready {Beginnen Sie zuerst die Exposition} running {Die Exposition läuft; halten Sie sie zuerst an} paused {Die Exposition ist angehalten; setzen Sie sie zuerst fort} stopped {Die Exposition wurde abgebrochen; setzen Sie sie zuerst fort} other {Die Sitzung wurde beendet}}',
  stopOpen:
    'Der Notstopp ist nicht bestätigt; überzeugen Sie sich, dass die Person sicher ist, und bestätigen Sie ihn zuerst',
  noStop: 'Es gibt keinen Notstopp zu bestätigen',
  noFace: 'Bestätigen Sie zuerst wieder das Gesicht',
  noSuggestion: 'Es gibt keinen Vorschlag mehr',
  noModel: 'Kein Modell liest Mimik aus dieser Gesichtshälfte; wählen Sie zuerst eines unter Modelle',
  partOfExpressions:
    '{name} hat keine Klasse {missing}, und eine Sitzung braucht alle acht Ausdrücke; schalten Sie für diese Hälfte ein Modell live, das alle hat',
  noNeutral:
    'Das Modell {model} kann nicht mit einem neutralen Gesicht verglichen werden; kalibrieren Sie es neu oder machen Sie ohne neutrale Phase weiter',
  fileDamaged: 'Eine Sitzung in dieser Datei kann nicht gelesen werden',
  laddersDamaged: 'Die gespeicherten Expositionsstufen können nicht gelesen werden',
  settingsDamaged:
    'Die gespeicherten Einstellungen der Sitzungen können nicht gelesen werden; richten Sie sie erneut ein',
} satisfies Catalog<typeof en>;
