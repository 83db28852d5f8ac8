import type { camera as en } from '../../en/store/camera.ts';
import type { Catalog } from '../../../../messages/translate.ts';

export const camera = {
  off: 'Die Kamera ist aus',
  starting: 'Die Kamera wird gestartet',
  problems: {
    refused: {
      title: 'Der Zugriff auf die Kamera wurde verweigert',
      text: 'Erlauben Sie Demiface in den Systemeinstellungen den Zugriff auf die Kamera, und versuchen Sie es erneut.',
    },
    busy: {
      title: 'Ein anderes Programm verwendet die Kamera',
      text: 'Schließen Sie dieses Programm. Demiface versucht es alle paar Sekunden erneut.',
    },
    missing: {
      title: 'Die Kamera wurde nicht gefunden',
      text: 'Schließen Sie sie an, oder wählen Sie eine andere. Sie startet von selbst, sobald sie wieder da ist.',
    },
    unchosen: {
      title: 'Es wurde keine Kamera gewählt',
      text: 'Mehrere Kameras sind angeschlossen. Wählen Sie in den Einstellungen dieser Kamera eine aus.',
    },
    unplugged: {
      title: 'Die Kamera wurde getrennt',
      text: 'Sie startet von selbst, sobald sie wieder da ist.',
    },
    hung: {
      title: 'Die Kamera liefert keine Bilder mehr',
      text: 'Demiface öffnet sie alle paar Sekunden neu; hilft das nicht, ziehen Sie sie ab und stecken Sie sie wieder ein.',
    },
    failed: {
      title: 'Die Kamera liefert kein Bild',
      text: 'Demiface versucht es alle paar Sekunden erneut.',
    },
  },
} satisfies Catalog<typeof en>;
