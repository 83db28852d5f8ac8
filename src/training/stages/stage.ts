import type { PreparedPicture, SizedPixels } from '../datasets/prepared.ts';
import type { AgeScale } from '../../artifact/years.ts';
import type { Architecture, WeightValues } from '../models/index.ts';
import type { LearningPreset, Preset, RetrainPreset } from '../presets/preset.ts';
import type { CheckpointState, EpochRecord } from './checkpoint.ts';
import type { TeacherOutputs } from './teacher-outputs.ts';

/** The pictures of a stage: those it learns from, and those that choose. */
export interface StagePictures {
  prepared: SizedPixels;
  train: readonly PreparedPicture[];
  selection: readonly PreparedPicture[];
}

/** All that decides what a stage gives. */
export interface Stage {
  /** Hash of all that decides the result; names its folders. */
  key: string;
  preset: Preset;
  settings: LearningPreset | RetrainPreset;
  /** Decides first weights, order, variation and dropout. */
  seed: number;
  pictures: StagePictures;
  /** Of the network that it trains. */
  architecture: Architecture;
  ageScale: AgeScale | null;
  /** Weights to start from; fresh ones without it. */
  start: WeightValues | null;
  /** The outputs of the frozen teacher for the training pictures, in their order; stages that learn from labels alone have none. */
  teacher: TeacherOutputs | null;
  /** For the checkpoint; gone when the stage is done and landed. */
  workFolder: string;
}

export interface StepReport {
  epoch: number;
  epochs: number;
  /** Within the epoch, from 1. */
  step: number;
  steps: number;
  loss: number;
  imagesPerSecond: number;
  /** Seconds to the end of the stage at the present rate. */
  etaS: number;
}

export interface StageHooks {
  onStep?: (report: StepReport) => void;
  onEpoch?: (record: EpochRecord, epochs: number) => void;
  note?: (text: string) => void;
  signal?: AbortSignal;
  /** Called before each checkpoint; what it throws ends the stage. */
  beforeSave?: () => void;
}

export interface StageResult {
  weights: ReadonlyMap<string, Float32Array>;
  history: readonly EpochRecord[];
  /** Of the model-selection pictures with these weights, mirror images averaged in: [pictures, head width]. */
  outputs: Float32Array;
  /** How it was computed when it ended; the same settings may give other bits on another machine. */
  computed: Pick<CheckpointState, 'threads' | 'precision'>;
}
