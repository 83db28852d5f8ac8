import type { names as en } from '../../en/lab/names.ts';
import type { Catalog } from '../../../../messages/translate.ts';

export const names = {
  stages: {
    teacher: 'Lehrer',
    student: 'Schüler',
    standard: 'Standard-Destillation',
    triplet: 'Triplett-Destillation',
    ensemble: 'Ensemble',
  },
  stageMeanings: {
    teacher: 'mit ganzen Gesichtern trainiert',
    student: 'der Lehrer, an halben Gesichtern nachtrainiert',
    standard: 'der Schüler, mit den Ausgaben des Lehrers trainiert',
    triplet: 'der Schüler, mit Tripletts trainiert',
    ensemble: 'beide destillierten Schüler, kombiniert',
  },
  states: {
    queued: 'Wartet',
    running: 'Läuft',
    pausing: 'Wird pausiert',
    paused: 'Pausiert',
    done: 'Fertig',
    failed: 'Fehlgeschlagen',
    cancelled: 'Abgebrochen',
    elsewhere: 'Anderswo',
  },
  halves: {
    full: 'Ganzes Gesicht',
    lower: 'Untere Hälfte sichtbar',
    upper: 'Obere Hälfte sichtbar',
  },
  halfReasons: {
    full: 'keine Verdeckung',
    lower: 'mit VR-Brille',
    upper: 'mit Maske',
  },
  nets: {
    'vgg-f': 'VGG-f',
    'vgg-face': 'VGG-face',
    'resnet-50': 'ResNet-50',
    compact: 'Kompakt',
  },
  smokeTest: 'Kurztest',
  dataSets: {
    occlusion: 'Erzeugte Verdeckungen',
    folders: 'Ordner',
    list: 'Liste',
  },
  metrics: {
    accuracy: 'Genauigkeit',
    weightedAccuracy: 'Gewichtete Genauigkeit',
    maeYears: 'Mittlerer Fehler',
    ece: 'Kalibrierungsfehler',
    biasYears: 'Verzerrung',
  },
  metricsShort: {
    accuracy: 'Genauigkeit',
    weightedAccuracy: 'gewichtet',
    maeYears: 'mittlerer Fehler',
  },
  seed: 'Seed {seed}',
} satisfies Catalog<typeof en>;
