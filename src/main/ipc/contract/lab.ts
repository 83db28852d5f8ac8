/** Types of the Lab. */
import type { ModelTask, Visible } from '../../../artifact/labels.ts';
import type { Refusal } from './app.ts';
import type { StoredMessage } from '../../../messages/message.ts';

/** A stage of the curriculum. */
export type StageKind = 'teacher' | 'student' | 'standard' | 'triplet' | 'ensemble';

/** A preset as it runs. The page shows every setting of it, and those of each stage, whatever their names. */
export interface Preset {
  readonly stages: readonly { readonly kind: StageKind; readonly epochs?: number }[];
}

export interface PresetSummary {
  id: string;
  family: 'compact' | 'smoke' | 'vgg-f' | 'vgg-face' | 'resnet-50' | 'occlusion';
  task: ModelTask;
  visible: Visible;
  layout: string;
  net: string;
  source: string;
  stages: StageKind[];
}

/** A setting that a form may ask for. */
export type FieldName =
  | 'batchSize'
  | 'limitPictures'
  | 'choosing'
  | 'inputSize'
  | 'half.inputSize'
  | 'color'
  | 'scaling.mean'
  | 'scaling.std'
  | 'epochs'
  | 'targets'
  | 'dropout'
  | 'labelSmoothing'
  | 'start'
  | 'startFrom'
  | 'choose'
  | 'lambda'
  | 'margin'
  | 'share'
  | 'members'
  | 'penalty'
  | 'optimizer.kind'
  | 'optimizer.momentum'
  | 'optimizer.nesterov'
  | 'optimizer.weightDecay'
  | 'optimizer.beta1'
  | 'optimizer.beta2'
  | 'optimizer.epsilon'
  | 'schedule.kind'
  | 'schedule.rate'
  | 'schedule.factor'
  | 'schedule.patience'
  | 'schedule.floor'
  | 'schedule.peak'
  | 'schedule.warmupShare'
  | 'schedule.startFactor'
  | 'schedule.endFactor'
  | 'augmentation.rotationDeg'
  | 'augmentation.scale'
  | 'augmentation.shift'
  | 'augmentation.flip'
  | 'augmentation.brightness'
  | 'augmentation.contrast'
  | 'occlusion.style'
  | 'occlusion.drawnShare'
  | 'distillation.lambda'
  | 'distillation.temperature';

/** A field of a form that is made from a preset's type. */
export interface FormField {
  /** As `--set` takes it: `seed`, `student.epochs`, `standard.distillation.lambda`. */
  key: string;
  /** Null: of the whole preset. */
  stage: StageKind | null;
  /** The key without the stage. */
  name: FieldName;
  kind: 'number' | 'whole' | 'boolean' | 'choice' | 'numbers' | 'text';
  choices: string[];
  min: number | null;
  max: number | null;
  value: string;
  /** What the preset has. */
  preset: string;
  /** The value of the paper, in words; null where it states none. */
  paper: string | null;
}

export interface PresetForm {
  preset: Preset;
  fields: FormField[];
  /** What is wrong with the settings, by field; empty if nothing is. */
  problem: StoredMessage | null;
}

export interface StartRequest {
  preset: string;
  settings: string[];
  dataSet: number;
  seeds: number[];
  until: StageKind | null;
  name: string;
}

export type RunState =
  'queued' | 'running' | 'pausing' | 'paused' | 'done' | 'failed' | 'cancelled' | 'elsewhere';

export interface StageSummary {
  key: string;
  kind: StageKind;
  parents: string[];
  state: 'queued' | 'running' | 'done' | 'failed';
  epochs: number;
  epoch: number;
  metrics: Record<string, number> | null;
  startedAt: string | null;
  endedAt: string | null;
}

export interface RunSummary {
  id: number;
  experiment: number;
  name: string;
  preset: string;
  task: ModelTask;
  visible: Visible;
  net: string;
  seed: number;
  state: RunState;
  dataSet: number | null;
  layout: string;
  fingerprint: string | null;
  runsFolder: string;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  refusal: Refusal | null;
  /** That its entry in the database is damaged, and what to do; null: it is sound. */
  damage: StoredMessage | null;
  stages: StageSummary[];
  /** Of the last stage that is done: accuracy 0 … 1 or MAE in years, and on how many pictures; null: not known. */
  figure: { name: 'accuracy' | 'maeYears'; value: number; pictures: number | null } | null;
}

export interface EpochPoint {
  epoch: number;
  loss: number;
  rate: number;
  metrics: Record<string, number>;
  figures: Record<string, number>;
  imagesPerSecond: number;
}

/** Where a training stands. */
export interface TrainingStep {
  epoch: number;
  epochs: number;
  step: number;
  steps: number;
  loss: number;
  imagesPerSecond: number;
  etaS: number;
}

export interface RunStep extends TrainingStep {
  run: number;
  stage: string;
  kind: StageKind;
}

export interface RunDetail {
  summary: RunSummary;
  resolved: Preset;
  /** By stage key. */
  epochs: Record<string, EpochPoint[]>;
  /** Epochs that cannot be read, as after damage to the database. */
  damaged: { stage: string; epoch: number }[];
}

export interface QueueState {
  /** In the order in which they run. */
  runs: number[];
}
