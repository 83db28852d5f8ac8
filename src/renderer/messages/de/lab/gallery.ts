import type { gallery as en } from '../../en/lab/gallery.ts';
import type { Catalog } from '../../../../messages/translate.ts';

export const gallery = {
  title: 'Wohin Modelle schauen',
  none: 'Läufe wählen',
  noneMeans:
    'Wählen Sie in der Liste einen oder mehrere Läufe aus. Alle erhalten dieselben Bilder; die Heatmap zeigt, welche Bereiche die Vorhersage entschieden haben (Grad-CAM).',
  toRuns: 'Läufe wählen',
  start: 'Blickbereiche zeigen',
  again: 'Erneut zeigen',
  pictures: 'Bilder',
  unit: 'Bilder',
  stopped: 'Angehalten, bevor alle Bilder fertig waren.',
  failed: 'Die Bilder konnten nicht berechnet werden',
  working: 'Grad-CAM wird berechnet',
  rows: '{stage}: {models, plural, one {# Modell} other {# Modelle}}, {pictures, plural, one {dasselbe # Bild} other {dieselben # Bilder}}',
  truth: 'Label',
  right: 'richtig',
  wrong: 'falsch',
  alt: '{model} bei einem Gesicht mit dem Label {truth}: vorhergesagt {read}',
  rightOf: '{right, number} von {of, number} richtig',
  heat: 'gering',
  heatMuch: 'stark',
  heatLabel: 'Einfluss eines Bereichs auf die Vorhersage',
  larger: 'Vergrößern',
  noneInResult: 'Es kamen keine Bilder zurück.',
} satisfies Catalog<typeof en>;
