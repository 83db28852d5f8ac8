import type { tables as en } from '../../en/training/tables.ts';
import type { Catalog } from '../../translate.ts';

export const tables = {
  othersFigure: 'Wert anderer, zum Vergleich abgedruckt',
  paperScale: 'wird mit --scale paper trainiert',
  noData: '{name} nicht angegeben (--data {dataset}=ROOT)',
  noLender:
    'übernimmt Margin und C, die {preset} gewählt hat; das ist hier nicht fertig: bitte auch {name} angeben (--data {dataset}=ROOT)',
  waitsForSettings: 'wird geplant, sobald die FER+-Modelle Margin und C gewählt haben',
  notTrained: 'noch nicht trainiert',
  ownPresets: '{net} wird mit eigenen Vorlagen trainiert',
  halvesAreWorse:
    'Ein Lehrer, der mit ganzen Gesichtern trainiert wurde, erkennt halb sichtbare Gesichter viel schlechter.',
  accuracyFalls: 'Seine Genauigkeit sinkt auf jeder Hälfte um {points, number} Punkte oder mehr.',
  errorGrows: 'Sein Fehler in Jahren wächst auf jeder Hälfte auf das {times, number}-Fache oder mehr.',
  tuningWinsBack: 'Feinabstimmung auf halb sichtbare Gesichter gewinnt das meiste davon zurück.',
  moreThanHalf:
    'In den meisten Paaren gewinnt ein Schüler mehr als die Hälfte dessen zurück, was sein Lehrer verlor.',
  halvesTellTasks: 'Der Mund verrät den Ausdruck; Augen und Stirn verraten Alter und Geschlecht.',
  lowerTellsExpression:
    'Lehrer und Schüler erkennen den Ausdruck an der unteren Hälfte viel besser ({points, number} Punkte oder mehr).',
  upperTellsGenderAndAge:
    'Schüler erkennen Geschlecht und Alter an der oberen Hälfte ebenso gut oder besser, in mindestens fünf von sechs Paaren.',
  distillationAdds:
    'Destillation bringt meist ein wenig; die Verkettung der Embeddings meist am meisten, und zwar signifikant.',
  distilledIsBetter:
    'In den meisten Paaren ist ein destillierter Schüler signifikant besser als der Schüler vor der Destillation.',
  ensembleIsBest:
    'In den meisten Fällen ist die Verkettung besser als jeder der beiden destillierten Schüler.',
  ensembleIsBetter:
    'In den meisten Fällen ist die Genauigkeit der Verkettung signifikant höher als die des Schülers.',
  // Files of a reproduction and of predictions.
  noDataForTables: 'Keine Daten für {tables}: bitte {options} angeben',
  noFolder: '{path} ist nicht vorhanden: geben Sie den Ordner an, den `--out` geschrieben hat',
  cellClass: '{path}: Zeile {row} enthält „{text}“, erwartet wird eines von {labels}',
  cellYears: '{path}: Zeile {row} enthält „{text}“, erwartet werden Jahre',
  writeAgain: '{path}: {problem}; schreiben Sie die Datei erneut',
  noNumber: 'Zeile {row} enthält „{text}“ als {column}, erwartet wird eine Zahl',
  unknownLabel: 'Zeile {row} hat das Label „{label}“, erwartet wird eines von {labels}',
  severalSets: 'Neben {selection} gibt es die Teilmengen {sets}, erwartet wird eine einzige',
  noSet: 'Neben {selection} gibt es keine Teilmenge, erwartet wird eine',
} satisfies Catalog<typeof en>;
