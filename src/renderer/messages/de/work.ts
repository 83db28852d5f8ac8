import type { work as en } from '../en/work.ts';
import type { Catalog } from '../../../messages/translate.ts';

export const work = {
  training: 'Training: {name}',
  recording: 'Auswertung: {video}',
  jobs: {
    check: 'Prüfung: {set}',
    prepare: 'Vorbereitung der Bilder: {set}',
    compare: 'Läufe werden verglichen',
    explain: 'Grad-CAM-Bilder werden berechnet',
    open: 'Ordner mit Läufen wird geöffnet',
    bundle: 'Lauf wird exportiert',
    export: 'Modell wird exportiert',
    import: 'Veröffentlichte Gewichte werden importiert',
    lsl: 'Lab Streaming Layer wird installiert',
    retrain: 'Modell wird angepasst',
  },
  lslInstalled: 'Lab Streaming Layer ist installiert',
  someSet: 'ein Datensatz',
  counting: 'Zählung: {camera}',
  countingAt: 'Zählung an {n, number} Kameras',
  starting: 'Kamera wird gestartet',
  images: 'Bilder',
  frames: 'Frames',
  pictures: 'Bilder',
  more: '{n, number} weitere',
  all: 'Alle laufenden Aufgaben',
} satisfies Catalog<typeof en>;
