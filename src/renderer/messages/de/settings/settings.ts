import type { settings as en } from '../../en/settings/settings.ts';
import type { Catalog } from '../../../../messages/translate.ts';

export const settings = {
  title: 'Einstellungen',
  sectionList: 'Abschnitte',
  sections: {
    appearance: 'Darstellung',
    training: 'Training',
    notifications: 'Benachrichtigungen',
    log: 'Protokoll',
    about: 'Über Demiface',
  },
  theme: 'Design',
  themes: { system: 'System', light: 'Hell', dark: 'Dunkel' },
  language: 'Sprache',
  languages: { system: 'System', en: 'English', de: 'Deutsch' },
  languageText:
    'Die Seite wird neu geladen. Training und Videoauswertung laufen weiter; Kameras starten erneut.',
  languageUnsaved: 'Speichern oder verwerfen Sie zuerst Ihre Änderungen an der Filiale.',
  runsFolder: 'Ordner für Läufe',
  runsFolderText: 'Hier werden trainierte Stufen gespeichert. Vorhandene Läufe bleiben, wo sie sind.',
  change: 'Ändern',
  show: 'Anzeigen',
  pickRuns: 'Speicherort der Läufe wählen',
  threads: 'Threads',
  threadsUnit: '{n, plural, one {Thread} other {Threads}}',
  threadsText: '0 verwendet einen Thread pro Prozessorkern. Weniger Threads lassen Platz für andere Arbeit.',
  threadsProblem: 'Geben Sie eine ganze Zahl von 0 bis 256 ein',
  notifications: 'Bei Trainingsende benachrichtigen',
  notificationsText: 'Nur solange das Fenster im Hintergrund ist.',
  log: {
    text: 'Was entfernt, live geschaltet oder repariert wurde, und wann. Es enthält nie ein Gesicht.',
    none: 'Noch keine Einträge',
    caption: 'Protokoll',
    when: 'Zeitpunkt',
    action: 'Aktion',
    subject: 'Gegenstand',
  },
  about: {
    version: 'Version',
    electron: 'Electron',
    platform: 'System',
    privacy: 'Datenschutz',
    privacyText:
      'Nichts verlässt diesen Rechner, solange Sie keinen Stream einer Sitzung einschalten. Ein Konto ist nicht nötig.',
    license: 'Lizenz',
    licenseText: 'MIT für das Programm. Für Modelle gelten die Bedingungen ihrer Trainingsdaten:',
    data: [
      ['FER+', 'Labels MIT; FER2013-Bilder nur für Forschung'],
      ['AffectNet', 'nur nicht kommerzielle Forschung'],
      ['UTKFace', 'nur nicht kommerzielle Forschung'],
      ['Ihre eigenen Bilder', 'es gelten Ihre Bedingungen'],
    ],
  },
} satisfies Catalog<typeof en>;
