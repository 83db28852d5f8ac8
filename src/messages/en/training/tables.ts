/** The paper's tables: why a cell is empty, and the claims that its figures are held against. */
export const tables = {
  othersFigure: "others' figure, printed for comparison",
  paperScale: 'trained at --scale paper',
  noData: 'no {name} given (--data {dataset}=ROOT)',
  noLender:
    'takes the margin and C that {preset} chose, which is not finished here: give {name} too (--data {dataset}=ROOT)',
  waitsForSettings: 'planned once the FER+ models have chosen the margin and C that it takes',
  notTrained: 'not trained yet',
  ownPresets: '{net} is trained with presets of its own',
  // Claims and their parts.
  halvesAreWorse: 'A teacher that learned from whole faces reads half-visible faces far worse.',
  accuracyFalls: 'Its accuracy falls by {points, number} points or more, on either half.',
  errorGrows: 'Its error in years grows to {times, number} times or more, on either half.',
  tuningWinsBack: 'Fine-tuning on half-visible faces wins most of it back.',
  moreThanHalf: 'In most pairs, a student wins back more than half of what its teacher lost.',
  halvesTellTasks: 'The mouth predicts expression; the eyes and the forehead predict age and gender.',
  lowerTellsExpression:
    'Expression is read much better ({points, number} points or more) from the lower half, by teachers and students.',
  upperTellsGenderAndAge:
    'Students read gender and age from the upper half as well or better, in five of six pairs at least.',
  distillationAdds:
    'Distillation mostly adds a little; the concatenation mostly adds most, and significantly.',
  distilledIsBetter:
    'In most pairs, a distilled student is significantly better than the student before distillation.',
  ensembleIsBest: 'In most cases, the concatenation is better than either distilled student.',
  ensembleIsBetter:
    'In most cases, the accuracy of the concatenation is significantly better than the student’s.',
  // Files of a reproduction and of predictions.
  noDataForTables: 'no data for {tables}: say {options}',
  noFolder: '{path} is not there: name the folder that `--out` wrote',
  cellClass: "{path}: row {row} has ''{text}'', expected one of {labels}",
  cellYears: "{path}: row {row} has ''{text}'', expected years",
  writeAgain: '{path}: {problem}; write it again',
  noNumber: "row {row} has ''{text}'' as {column}, expected a number",
  unknownLabel: "row {row} has the label ''{label}'', expected one of {labels}",
  severalSets: 'found the sets {sets} beside {selection}, expected one reported split',
  noSet: 'found the sets none beside {selection}, expected one reported split',
} as const;
