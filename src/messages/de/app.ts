import type { app as en } from '../en/app.ts';
import type { Catalog } from '../translate.ts';

export const app = {
  coreStarting: 'Der Hintergrunddienst startet gerade; versuchen Sie es gleich noch einmal',
  coreEnded: 'Der Hintergrunddienst ist abgestürzt und wird neu gestartet',
  coreFailed:
    'Der Hintergrunddienst startet nicht. Nichts ist verloren; starten Sie ihn erneut, oder starten Sie die App neu.',
  ownFolder:
    '{path} liegt in dem Ordner, in dem Demiface die eigenen Daten ablegt; wählen Sie einen anderen Ordner',
  alreadySaved: 'An diesen Ort wurde bereits gespeichert; wählen Sie den Speicherort erneut',
  notChosen: 'Diese Datei oder dieser Ordner wurde nicht hier ausgewählt; wählen Sie erneut',
  noSuch: 'Unter dieser Nummer gibt es nichts ({kind})',
  inKiosk: 'Im Kioskmodus werden keine Dateien und Ordner geöffnet; verlassen Sie ihn mit Strg+Umschalt+K',
  foreignPage: 'Nur die Seiten von Demiface dürfen Anfragen senden',
  wrongRequest: 'Das Fenster hat eine ungültige Anfrage gesendet ({channel}: {fault})',
  tooManyRequests: 'Zu viele Anfragen warten auf Antwort; versuchen Sie es gleich noch einmal',
  homeElsewhere: '{problem}; DEMIFACE_HOME gibt einen anderen Ordner an',
} satisfies Catalog<typeof en>;
