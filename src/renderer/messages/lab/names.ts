import type { ModelTask, PresetSummary, RunState, StageKind, Visible } from '../../../main/ipc/contract.ts';

const STAGES: Readonly<Record<StageKind, string>> = {
  teacher: 'Teacher',
  student: 'Student',
  standard: 'Standard distillation',
  triplet: 'Triplet distillation',
  ensemble: 'Ensemble',
};
const SHORT_STAGES: Readonly<Record<StageKind, string>> = {
  ...STAGES,
  standard: 'Standard T-S',
  triplet: 'Triplet T-S',
};
const STAGE_MEANINGS: Readonly<Record<StageKind, string>> = {
  teacher: 'learns from whole faces',
  student: 'the teacher, tuned on half faces',
  standard: 'the student, taught by the teacher’s outputs',
  triplet: 'the student, taught by triplets',
  ensemble: 'both distilled students, joined',
};
const STATES: Readonly<Record<RunState, string>> = {
  queued: 'Queued',
  running: 'Running',
  pausing: 'Pausing',
  paused: 'Paused',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  elsewhere: 'Elsewhere',
};
const TASKS: Readonly<Record<ModelTask, string>> = {
  expression: 'Expression',
  gender: 'Gender',
  age: 'Age',
  occlusion: 'Occlusion',
};
const HALVES: Readonly<Record<Visible, string>> = {
  full: 'Whole face',
  lower: 'Lower half visible',
  upper: 'Upper half visible',
};
const NETS: Readonly<Record<string, string>> = {
  'vgg-f': 'VGG-f',
  'vgg-face': 'VGG-face',
  'resnet-50': 'ResNet-50',
  compact: 'Compact',
};
const DATA_SETS: Readonly<Record<string, string>> = {
  ferplus: 'FER+',
  affectnet: 'AffectNet',
  utkface: 'UTKFace',
  occlusion: 'Hidden faces',
  folders: 'Folders',
  list: 'List',
};
const METRICS: Readonly<Record<string, string>> = {
  accuracy: 'Accuracy',
  weightedAccuracy: 'Weighted accuracy',
  maeYears: 'Mean error',
};

export const names = {
  stage: (kind: StageKind) => STAGES[kind],
  stageShort: (kind: StageKind) => SHORT_STAGES[kind],
  stageMeaning: (kind: StageKind) => STAGE_MEANINGS[kind],
  state: (state: RunState) => STATES[state],
  task: (task: ModelTask) => TASKS[task],
  half: (visible: Visible) => HALVES[visible],
  /** Why that half shows. */
  halfReason: (visible: Visible) =>
    ({ full: 'nothing hides it', lower: 'a headset hides the eyes', upper: 'a mask hides the mouth' })[
      visible
    ],
  net: (net: string) => NETS[net] ?? net,
  /** A preset's net; a smoke test is marked. */
  presetNet: ({ family, net }: Pick<PresetSummary, 'family' | 'net'>) =>
    family === 'smoke' ? 'Smoke test' : (NETS[net] ?? net),
  dataSet: (layout: string) => DATA_SETS[layout] ?? layout,
  metric: (name: string) => METRICS[name] ?? name,
  metricShort: (name: string) =>
    ({ accuracy: 'accuracy', weightedAccuracy: 'weighted', maeYears: 'mean error' })[name] ?? name,
  seed: (seed: number) => `seed ${seed}`,
} as const;
