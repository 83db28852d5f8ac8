/** What stages, states, networks and figures are called. */
export const names = {
  stages: {
    teacher: 'Teacher',
    student: 'Student',
    standard: 'Standard distillation',
    triplet: 'Triplet distillation',
    ensemble: 'Ensemble',
  },
  stageMeanings: {
    teacher: 'trained on whole faces',
    student: 'the teacher, fine-tuned on half faces',
    standard: 'the student, trained on the outputs of the teacher',
    triplet: 'the student, trained with triplets',
    ensemble: 'both distilled students, combined',
  },
  states: {
    queued: 'Queued',
    running: 'Running',
    pausing: 'Pausing',
    paused: 'Paused',
    done: 'Done',
    failed: 'Failed',
    cancelled: 'Canceled',
    elsewhere: 'Elsewhere',
  },
  halves: {
    full: 'Whole face',
    lower: 'Lower half visible',
    upper: 'Upper half visible',
  },
  halfReasons: {
    full: 'no occlusion',
    lower: 'a headset covers the eyes',
    upper: 'a mask covers the mouth',
  },
  nets: {
    'vgg-f': 'VGG-f',
    'vgg-face': 'VGG-face',
    'resnet-50': 'ResNet-50',
    compact: 'Compact',
  },
  smokeTest: 'Smoke test',
  /** Besides the layouts of Data. */
  dataSets: {
    occlusion: 'Generated occlusions',
    folders: 'Folders',
    list: 'List',
  },
  metrics: {
    accuracy: 'Accuracy',
    weightedAccuracy: 'Weighted accuracy',
    maeYears: 'Mean error',
    ece: 'Calibration error',
    biasYears: 'Bias',
  },
  metricsShort: {
    accuracy: 'accuracy',
    weightedAccuracy: 'weighted',
    maeYears: 'mean error',
  },
  seed: 'seed {seed}',
} as const;
