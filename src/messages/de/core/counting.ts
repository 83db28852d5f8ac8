import type { counting as en } from '../../en/core/counting.ts';
import type { Catalog } from '../../translate.ts';

export const counting = {
  auditTooShort: 'Eine Kontrollzählung von weniger als einer Minute sagt zu wenig aus; zählen Sie länger',
  noAudit: 'An dieser Kamera läuft keine Kontrollzählung',
  auditKeptOtherModels:
    'Andere Modelle lesen jetzt; die Kontrollzählung ist beendet. Bis dahin Gezähltes ist für die bisherigen Modelle gespeichert',
  auditLostOtherModels:
    'Andere Modelle lesen jetzt; die Kontrollzählung ist beendet und nicht gespeichert: {problem}',
  cameraEnded: 'Diese Kamera wird nicht mehr ausgewertet',
  startFirst: 'Starten Sie zuerst die Kamera und dann die Kontrollzählung',
  cameraGone: 'Diese Kamera ist nicht mehr eingerichtet',
  noPurpose: 'Gezählt wird erst, wenn in den Einstellungen ein Zweck gewählt ist',
  cameraIdGone: 'Die Kamera {id} ist nicht mehr eingerichtet',
  merging:
    'Die Zählungen der Kamera {name} werden gerade auf mindestens {k} Gesichter zusammengefasst; versuchen Sie es in einer Minute erneut',
  noticeWithoutPurpose: 'Wählen Sie den Zweck der Zählung, bevor ein Aushang gedruckt wird',
  facesAlways: 'Gesichter werden immer gezählt; nur Alter und Geschlecht lassen sich weglassen',
  cameraWithoutSite: 'Die Kamera {name} gehört zu einem Standort, der nicht eingerichtet ist',
  noTimeZone: 'Standort {site}: {timeZone} ist keine Zeitzone; erwartet wird eine wie Europe/Berlin',
  openingBackward:
    'Standort {site}: die Öffnungszeit {from} bis {to} endet, bevor sie beginnt; Stunden nach Mitternacht gehören zum nächsten Tag',
  openingOverlap:
    'Standort {site}: die Öffnungszeiten {from} bis {to} und {nextFrom} bis {nextTo} überschneiden sich',
  noEntranceSide: 'Die Zone {name} ist ein Eingang, aber keine seiner Seiten ist als Weg hinein markiert',
  noSuchSide: 'Die Zone {name} hat {sides} Seiten, aber Seite {side} ist als Weg hinein markiert',
  settingsDamaged: 'Die Einstellungen der Filiale können nicht gelesen werden; nehmen Sie sie erneut vor',
  frameMemory:
    'Kamera {camera}: ihre Bilder brauchen {needed}, und von den {most} für alle Kameras sind {used} belegt; wählen Sie für sie ein kleineres Bild, oder halten Sie eine andere Kamera an',
  sameSite: 'Zwei Standorte haben dieselbe Kennung {id}',
  sameCamera: 'Zwei Kameras haben dieselbe Kennung {id}',
  sameZone: 'Zwei Zonen der Kamera {camera} haben dieselbe Kennung {id}',
  triedAgain: '{problem}; es wird jede Minute erneut versucht',
  ofCamera: 'Kamera {camera}: {problem}',
  deletionWaits: 'zu löschende Zählungen sind noch gespeichert: {problem}',
  logNotEmptied:
    'das Protokoll der Datenbank, in dem gelöschte Zählungen noch stehen können, ist nicht geleert: {problem}',
  noController:
    'Nennen Sie den Verantwortlichen für die Daten, bevor ein Aushang gedruckt wird: es {n, plural, one {fehlt} other {fehlen}} {missing}',
  controllerPart: '{part, select, name {der Name} address {die Anschrift} other {der Kontakt}}',
  ofStaff:
    'Demiface misst die Emotion von Beschäftigten nicht: Rückschlüsse auf Emotionen am Arbeitsplatz sind in der Europäischen Union verboten (KI-Verordnung, Artikel 5 Absatz 1 Buchstabe f).',
  ofApplicants:
    'Demiface misst die Emotion von Bewerbern nicht: Bewerbungsverfahren zählen zum Arbeitsplatz, wo Rückschlüsse auf Emotionen in der Europäischen Union verboten sind (KI-Verordnung, Artikel 5 Absatz 1 Buchstabe f).',
  ofPupils:
    'Demiface misst die Emotion von Schülern nicht: Rückschlüsse auf Emotionen in Bildungseinrichtungen sind in der Europäischen Union verboten (KI-Verordnung, Artikel 5 Absatz 1 Buchstabe f).',
  ofVisitors:
    'Demiface misst die Emotion von Besuchern nicht: sie wird nur in Therapiesitzungen gemessen, mit dokumentierter Einwilligung.',
  insightsEnded: 'Der Prozess für die Auswertungen wurde beendet; versuchen Sie es erneut',
} satisfies Catalog<typeof en>;
