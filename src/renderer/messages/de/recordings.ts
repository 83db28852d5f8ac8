import type { recordings as en } from '../en/recordings.ts';
import type { Catalog } from '../../../messages/translate.ts';

export const recordings = {
  title: 'Videoauswertung',
  list: 'Videos, die zu Tabellen ausgewertet werden',
  add: 'Videos hinzufügen',
  empty: {
    title: 'Aus Videos Tabellen machen',
    text: 'Eine Zeile pro Gesicht und Frame, auch für Frames ohne Gesicht: Position, Spur, Verdeckung, Alter und Geschlecht mit Wahrscheinlichkeiten. Zur Auswertung in anderen Programmen. Lange Videos können angehalten und fortgesetzt werden.',
  },
  states: {
    queued: 'Wartet',
    running: 'Läuft',
    stopped: 'Angehalten',
    failed: 'Fehlgeschlagen',
    done: 'Fertig',
  },
  frames: 'Frames',
  read: '{frames, plural, one {# Frame} other {# Frames}} ausgewertet',
  found:
    '{rows, plural, one {# Zeile} other {# Zeilen}} mit Gesicht, {tracks, plural, one {# Spur} other {# Spuren}}',
  foundNone: 'Kein Gesicht',
  withExpressions: 'mit Ausdruck',
  stop: 'Auswertung von {video} anhalten',
  resume: '{video} fortsetzen',
  show: 'Tabelle von {video} im Ordner anzeigen',
  remove: '{video} aus der Liste entfernen',
  removeTitle: '{video} aus der Liste entfernen?',
  removeText: 'Die bisher ausgewerteten Zeilen werden gelöscht. Das Video bleibt erhalten.',
  removeYes: 'Entfernen',
  adding: {
    text: 'Videos und Bilder bleiben an ihrem Ort. Die Bilder eines Ordners zählen als eines pro Sekunde. Geschrieben werden nur die Tabellen.',
    pickFiles: 'Videos wählen',
    pickFolder: 'Ordner mit Videos oder Bildern wählen',
    chosen: 'Ausgewählt',
    none: 'Noch nichts ausgewählt',
    target: 'Tabellen speichern in',
    pickTarget: 'Speicherort der Tabellen wählen',
    change: 'Ändern',
    expressions: 'Auch Ausdruck vorhersagen',
    expressionsHint:
      'Nur für Forschung und Therapie mit Einwilligung aller gezeigten Personen. Nie für Beschäftigte, Schüler oder Bewerber.',
    ownTasks: 'Auch eigene Aufgaben vorhersagen',
    ownTasksHint:
      'Aufgaben der Modelle, die Sie trainiert und live geschaltet haben; mit Einwilligung aller gezeigten Personen.',
    consent: 'Alle in diesen Videos gezeigten Personen haben eingewilligt',
    consentHint: 'Ihre Angabe wird im Protokoll gespeichert.',
    yes: 'Starten',
  },
} satisfies Catalog<typeof en>;
