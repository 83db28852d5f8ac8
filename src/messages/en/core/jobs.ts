/** What a job beside the training queue is at. */
export const jobs = {
  comparingPictures: 'Comparing the pictures',
  findingFaces: 'Finding faces',
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
  // Errors.
  noResult: 'job {job} has no result',
  serveStopped:
    'stopped; trainings and recordings go on where they stand once the app or demiface serve is started again',
  stopped: 'stopped',
  playStopped: 'stopped at {seconds} s of {clip}; the same command plays it from its beginning',
  died: 'the process of the job ended ({how}), often because memory ran out: close other programs and start it again; what it has kept is used',
  benchmarkStopped: 'the benchmark was stopped',
} as const;
