import type { live as en } from '../../en/core/live.ts';
import type { Catalog } from '../../translate.ts';

export const live = {
  stillReading: 'Der vorige Frame wird noch gelesen',
  closing: 'Die App wird gerade geschlossen',
  noVideo: 'Das ist kein Video',
  noPicture: 'Es gibt kein Bild {number}',
  noPng: 'Das Standbild ist kein PNG-Bild',
  nothingRead: 'Es wurde noch nichts gelesen',
  faceGone: 'Dieses Gesicht ist nicht mehr im Bild',
  ended: 'Diese Quelle ist nicht mehr geöffnet',
  endedOpenAgain: 'Diese Quelle ist nicht mehr geöffnet; öffnen Sie sie erneut',
  noModel:
    'Kein Modell sagt {task, select, expression {den Ausdruck} gender {das Geschlecht} age {das Alter} other {{task}}} dieses Gesichts vorher',
  notPredicted:
    '{task, select, expression {Der Ausdruck} gender {Das Geschlecht} age {Das Alter} other {{task}}} dieses Gesichts ist noch nicht vorhergesagt',
} satisfies Catalog<typeof en>;
