import type { RefusalCode, StageKind, StageSummary } from '../../../main/ipc/contract.ts';
import { count, duration, plural, when } from '../numbers.ts';
import { shared } from '../shared.ts';
import { names } from './names.ts';

const MEANINGS: Readonly<Partial<Record<RefusalCode, string>>> = {
  disk: 'The disk has no room for the next checkpoint. Free some space; what was saved is whole.',
  diverged: 'The numbers grew without bound. A lower learning rate usually helps: start again with one.',
  missing: 'Something that the run needs is not where it was. Bring it back, then take the run up again.',
  corrupt:
    'A file was written in part and is not used. The stage is trained again from its last whole checkpoint.',
  engine: 'The engine gave up, mostly for want of memory. A smaller batch needs less.',
  busy: 'Another program trains the same stage. Wait until it is done, or stop it.',
  core: 'The process that trains ended. Epochs up to the last checkpoint are kept.',
};

export const runMessages = {
  none: 'No run is open',
  noneMeans: 'Choose one in the list to see its curriculum and curves.',
  failedToOpen: 'This run could not be read',
  damaged: 'The run is damaged',
  chosenSeed: (seed: number) => `seed ${seed}`,
  actions: 'Actions of this run',
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  remove: 'Remove',
  figureOf: (metric: string, kind: StageKind | null, n: number | null) =>
    [
      metric.toLowerCase(),
      kind === null ? '' : names.stageShort(kind).toLowerCase(),
      shared.measuredOn(null, n),
    ]
      .filter(Boolean)
      .join(', '),
  figuresOn: (n: number | null) => `Figures on the ${shared.measuredOn(null, n)}`,
  figuresOnShort: (n: number | null) => `on the ${shared.measuredOn(null, n)}`,
  export: 'Export',
  exportTitle: 'Save the run as a bundle',
  exportName: (name: string, seed: number) => `${name.replaceAll(/[^\w.-]+/g, '-')}.seed${seed}.zip`,
  exporting: 'Exporting',
  exported: (path: string) => `Saved to ${path}`,
  exportFailed: 'The run was not exported',
  reveal: 'Show the folder',
  curriculum: 'Curriculum',
  graph: (parts: readonly string[]) => `Curriculum: ${parts.join('; ')}`,
  epochs: (epoch: number, of: number) => (of === 0 ? '' : `${epoch} of ${plural(of, 'epoch')}`),
  stageState: (state: StageSummary['state'], isStill: boolean) =>
    isStill ? 'Paused' : { waiting: 'Waiting', running: 'Training', done: 'Done', failed: 'Failed' }[state],
  now: 'Now',
  step: 'Step',
  stepOf: (step: number, steps: number) => `${count(step)} of ${count(steps)}`,
  epoch: 'Epoch',
  epochOf: (epoch: number, epochs: number) => `${epoch} of ${epochs}`,
  loss: 'Loss',
  speed: 'Speed',
  timeLeft: 'Left of this stage',
  engine: 'Engine',
  noEngine: 'not started',
  memory: 'Memory',
  disk: 'Free disk',
  waits: (ahead: number) =>
    ahead === 0
      ? 'It runs next.'
      : `It waits: ${plural(ahead, 'run')} ${ahead === 1 ? 'comes' : 'come'} before it.`,
  pausedNow: 'It stands still. Everything up to the last checkpoint is saved.',
  pausingNow: 'It writes a checkpoint, then stands still.',
  elsewhereNow: 'Another program trains it. It can be watched here, not steered.',
  curves: 'Curves',
  curvesOf: (kind: StageKind) => `Curves of the ${names.stage(kind).toLowerCase()}`,
  atEpoch: (epoch: number) => `Epoch ${epoch}`,
  noEpochs: (kind: StageKind, state: string) =>
    kind === 'ensemble'
      ? 'A linear machine is solved in one go: it has no epochs and no curves.'
      : state === 'waiting'
        ? 'Loss, metric, learning rate and speed draw here once this stage trains.'
        : 'The first epoch is not over yet.',
  reference: (kind: StageKind) => names.stageShort(kind).toLowerCase(),
  plots: { loss: 'Loss', metric: 'Metric', rate: 'Learning rate', speed: 'Speed' },
  plotUnits: {
    loss: 'mean of the epoch',
    accuracy: '% of the model-selection set',
    maeYears: 'years, mean error on the model-selection set',
    rate: 'at the end of the epoch',
    speed: 'images/s',
  },
  settings: 'Settings as they ran',
  settingsCopy: 'Every value is stored with the run.',
  stagesTable: 'Stages',
  facts: 'Facts',
  preset: 'Preset',
  dataSet: 'Data',
  fingerprint: 'Fingerprint',
  folder: 'Folder',
  created: 'Created',
  took: 'Took',
  tookFor: (seconds: number) => duration(seconds),
  at: (iso: string) => when(iso),
  unknown: 'unknown',
  notSaved: 'What it has done is not saved yet',
  notSavedMeans: 'Training goes on. All is saved by itself as soon as the database can be written.',
  whatHappened: 'The run stopped',
  meaning: (code: RefusalCode) => MEANINGS[code] ?? 'Stages that were finished are kept.',
  tryAgain: 'Take it up again',
  latest: 'Figures of the latest epoch',
  actionFailed: 'That did not work',
} as const;
