/** What a job beside the training queue is at. */
export const jobs = {
  comparingPictures: 'Comparing the pictures',
  preparingPictures: 'Preparing the pictures',
  predicting:
    'Reading the {split, select, train {training} val {validation} other {{split}}} pictures with {model}',
  explaining: 'Explaining {model}',
  readingRuns: 'Reading the runs',
  listingRuns: 'Taking them into the list',
  imported:
    '{what} is at {path}. Presets of {net} that start from {from} start from these weights from now on.',
  importNote: 'Note: {note}.',
  exporting: 'Writing the model',
} as const;
