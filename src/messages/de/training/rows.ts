import type { rows as en } from '../../en/training/rows.ts';
import type { Catalog } from '../../translate.ts';

export const rows = {
  line: '{list} Zeile {line}',
  problem: '{where}: {problem}',
  quotation: 'ein Anführungszeichen wird nicht geschlossen',
  tooWide: '{n} Zellen, die Kopfzeile hat aber {width}',
  noPicture: 'kein Bild genannt',
  noImageName: 'kein Bildname',
  noPixels: 'keine Pixel',
  unknownSplit: 'unbekannte Teilmenge „{cell}“',
  unknownUsage: 'unbekannte Verwendung „{cell}“',
  unknownClass:
    '{task, select, expression {unbekannter Ausdruck} gender {unbekanntes Geschlecht} other {unbekannt ({task})}} „{cell}“',
  noAge: 'kein Alter: „{cell}“',
  noBox: 'kein Rahmen: „{cells}“',
  fractionBox:
    'kein Rahmen: „{cells}“ ist höchstens ein Pixel groß; Rahmen zählen in Pixeln, nicht in Bruchteilen des Bildes',
  notOfAffectnet: 'kein Ausdruck von AffectNet (0 bis 10)',
  rafDb: 'erwartet werden ein Bild wie train_00001.jpg und eine Zahl von 1 bis 7',
  rafDbTwice: '{name} hat in einer früheren Zeile ein anderes Label; dieses gilt',
  notOfFer2013: 'FER2013 kennt keinen Ausdruck „{cell}“ (0 bis 6)',
  votes: 'erwartet werden {n} Stimmen',
  utkfaceName: 'erwartet wird [age]_[gender]_[race]_[date&time].jpg.chip.jpg',
  couldBe: '{name} könnte {choices} sein',
  namedTwice: '{name} liegt unter {file}, das auch {other} nennt',
} satisfies Catalog<typeof en>;
