import type { labels as en } from '../en/labels.ts';
import type { Catalog } from '../../../messages/translate.ts';

export const labels = {
  names: {
    neutral: 'Neutral',
    happiness: 'Freude',
    surprise: 'Überraschung',
    sadness: 'Trauer',
    anger: 'Wut',
    disgust: 'Ekel',
    fear: 'Angst',
    contempt: 'Verachtung',
    male: 'Mann',
    female: 'Frau',
    none: 'Keine Verdeckung',
    upper: 'VR-Brille',
    lower: 'Maske',
    'not a face': 'Kein Gesicht',
  },
  tasks: {
    expression: 'Ausdruck',
    gender: 'Geschlecht',
    age: 'Alter',
    custom: 'Eigene Klassen',
    occlusion: 'Verdeckung',
  },
} satisfies Catalog<typeof en>;
