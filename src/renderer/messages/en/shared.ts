/** Parts that every view uses. */
export const shared = {
  close: 'Close',
  cancel: 'Cancel',
  stop: 'Stop',
  loading: 'Loading',
  dismiss: 'Dismiss',
  skipped: '{n, plural, one {# file or folder was} other {# files or folders were}} skipped',
  moreSkipped: 'and {n, number} more',
  more: 'Actions',
  again: 'Try again',
  timeLeft: '{time} left',
  /** A number a second, such as `12 images/s`. */
  rate: '{value} {unit}/s',
  of: '{done} of {total}',
  sets: {
    selection: 'model-selection set',
    train: 'training set',
    val: 'validation set',
    test: 'test set',
  },
  setsShort: { selection: 'selection', train: 'training', val: 'validation', test: 'test' },
  visible: {
    full: 'whole face visible',
    lower: 'lower half visible',
    upper: 'upper half visible',
  },
  interval: '95% interval {low} to {high}',
  reliability: {
    title: 'Confidence and accuracy',
    confidence: 'Confidence',
    accuracy: 'Accuracy',
    perfect: 'perfectly calibrated',
    point: 'At {confidence} confidence: {accuracy} correct, {n} pictures',
  },
} as const;
