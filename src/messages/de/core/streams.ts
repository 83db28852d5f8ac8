import type { streams as en } from '../../en/core/streams.ts';
import type { Catalog } from '../../translate.ts';

export const streams = {
  notOwnAddress: '{address} ist zurzeit keine Adresse dieses Rechners; bitte eine andere wählen',
  notLocalAddress: '{address} ist keine Adresse des lokalen Netzes; weiter wird nichts gesendet',
  portTaken:
    'Port {port, number, ::group-off} wird von einem anderen Programm benutzt; bitte einen anderen wählen oder es beenden',
  notOpened: 'Kann nicht geöffnet werden: {reason}',
  lslMissing: 'Die Bibliothek von Lab Streaming Layer ist nicht installiert',
  lslFailed: 'Die Bibliothek von Lab Streaming Layer läuft nicht: {reason}',
  lslNotForSystem:
    'Für {system} gibt es keine Bibliothek von Lab Streaming Layer; bitte WebSocket oder OSC benutzen',
  lslMismatch:
    'Die heruntergeladene Bibliothek von Lab Streaming Layer ist nicht die erwartete und wurde verworfen; bitte erneut versuchen, oder in einem anderen Netz',
  lslNotDownloaded:
    'Die Bibliothek von Lab Streaming Layer lässt sich nicht herunterladen ({reason}); dazu sind Python 3 mit pip und eine Verbindung nötig',
  lslNoOutlet: 'Ein Strom kann nicht geöffnet werden',
  lslEndsAgain: 'sie beendet sich immer wieder',
  lslNotInWheel: 'Das Wheel enthält kein {file}',
  lslNoWheel: 'pip hat kein Wheel heruntergeladen',
  lslNotStarting: 'sie startet nicht',
  exitCode: 'Exit-Code {code}',
} satisfies Catalog<typeof en>;
