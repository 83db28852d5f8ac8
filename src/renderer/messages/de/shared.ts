import type { shared as en } from '../en/shared.ts';
import type { Catalog } from '../../../messages/translate.ts';

export const shared = {
  close: 'Schließen',
  cancel: 'Abbrechen',
  stop: 'Anhalten',
  loading: 'Wird geladen',
  dismiss: 'Ausblenden',
  skipped: '{n, plural, one {# Datei oder Ordner wurde} other {# Dateien oder Ordner wurden}} übersprungen',
  moreSkipped: 'und {n, number} weitere',
  more: 'Aktionen',
  again: 'Erneut versuchen',
  timeLeft: 'noch {time}',
  rate: '{value} {unit}/s',
  of: '{done} von {total}',
  sets: {
    selection: 'Modellauswahlmenge',
    train: 'Trainingsmenge',
    val: 'Validierungsmenge',
    test: 'Testmenge',
  },
  setsShort: { selection: 'Auswahl', train: 'Training', val: 'Validierung', test: 'Test' },
  visible: {
    full: 'ganzes Gesicht sichtbar',
    lower: 'untere Hälfte sichtbar',
    upper: 'obere Hälfte sichtbar',
  },
  interval: '95-%-Intervall {low} bis {high}',
  reliability: {
    title: 'Konfidenz und Genauigkeit',
    confidence: 'Konfidenz',
    accuracy: 'Genauigkeit',
    perfect: 'perfekt kalibriert',
    point: 'Bei {confidence} Konfidenz: {accuracy} richtig, {n} Bilder',
  },
} satisfies Catalog<typeof en>;
