import { fullHead } from '../../artifact/labels.ts';
import type { Head, ModelTask, Visible } from '../../artifact/labels.ts';
import type { Choosing } from '../datasets/roles.ts';
import type { Augmentation } from '../datasets/augment.ts';
import type { Occlusion } from '../occlusion/occlusion.ts';
import type { Scaling } from '../../artifact/scaling.ts';
import type { Layout, MadeLayout } from '../sources/types.ts';

/** Characters of the name of a custom task. */
export const MAX_TITLE = 40;

export type Net = 'compact' | 'vgg-f' | 'vgg-face' | 'resnet-50';
export const NETS: readonly Net[] = ['vgg-f', 'vgg-face', 'resnet-50', 'compact'];
/** Networks that look at the half that shows alone. */
export type HalfNet = 'compact-lower' | 'compact-upper';
export const HALF_NETS: readonly HalfNet[] = ['compact-lower', 'compact-upper'];

/** A curriculum as the method section would tell it: frozen data that decides, with the pictures, every weight. */
export interface Preset {
  /** `<net>-<task>-<visible>`, `<net>-affectnet-<visible>` or `smoke-<task>-<visible>`. */
  readonly id: string;
  /** Of the data set that it learns from; `onLayout` gives the same curriculum for another. */
  readonly layout: Layout | MadeLayout;
  readonly task: ModelTask;
  /** Classes of the head, in the order of the outputs; left out, all of the task's. Those of a custom task come from its data set. */
  readonly labels?: readonly string[];
  /** Name of a custom task. */
  readonly title?: string;
  /** What the student sees; `full` means that there is a teacher only. */
  readonly visible: Visible;
  readonly net: Net;
  /** Side of the square picture that the net takes, in pixels. */
  readonly inputSize: number;
  /** Of the students, where it is another network than the teacher's; it takes the teacher's weights. */
  readonly half?: { readonly net: HalfNet; readonly inputSize: number };
  /** `gray` pictures are prepared with one channel and repeated into three. */
  readonly color: 'gray' | 'rgb';
  readonly scaling: Scaling;
  /**
   * `mixed`: a processor with a unit for products of 16-bit numbers may train in those; elsewhere, and wherever this is left
   * out, all is computed in 32 bits. Like the count of threads it decides how a stage is computed, not which stage it is.
   */
  readonly precision?: 'mixed';
  /**
   * `years`: the error of ages, in every loss and in the SVR's C, is in years as in the paper. Left out, it is in standard
   * deviations of the training ages, which is what λ and C of our own presets were chosen for.
   */
  readonly ageLoss?: 'years';
  /** The same in every stage. */
  readonly batchSize: number;
  /** Who chooses where a test split is reported. */
  readonly choosing: Choosing;
  /** In the order in which they run. */
  readonly stages: readonly StagePreset[];
  /** At most this many training pictures, drawn by the seed. */
  readonly limitPictures?: number;
  /** A whole number from 0 below 2³²; decides first weights, order, variation and dropout. */
  readonly seed: number;
  /** Where the settings come from: a section of the paper, or `ours`. */
  readonly source: string;
}

export type StagePreset = LearningPreset | EnsemblePreset;
/** Stages that train a network. */
export type LearningPreset = TeacherPreset | StudentPreset | StandardPreset | TripletPreset;
export function isLearning(stage: StagePreset): stage is LearningPreset {
  return stage.kind !== 'ensemble';
}
export type StageKind = StagePreset['kind'];
/** In the order of the curriculum. */
export const STAGE_KINDS: readonly StageKind[] = ['teacher', 'student', 'standard', 'triplet', 'ensemble'];

/** A number, or several of which the one is kept whose stage does best on the model-selection pictures. */
export type OneOf<T> = T | readonly T[];

/** Curriculum step 1: trained on fully visible faces. */
export interface TeacherPreset extends TrainingPreset {
  readonly kind: 'teacher';
  /** Weights that the paper starts from. They are imported by the user; without them the teacher starts from scratch. */
  readonly startFrom?: 'imagenet' | 'vgg-face';
}

/** Curriculum step 2: trained on half-visible faces. */
export interface StudentPreset extends TrainingPreset {
  readonly kind: 'student';
}

/** Curriculum step 3, standard teacher-student training: into the student, from the teacher's outputs. */
export interface StandardPreset extends TrainingPreset {
  readonly kind: 'standard';
  readonly distillation: DistillationPreset;
}

export type DistillationPreset =
  /** Eq. 1, 2. */
  | {
      readonly kind: 'soft-targets';
      /** λ, the share of the teacher's term. */
      readonly lambda: OneOf<number>;
      /** τ, above 1. */
      readonly temperature: OneOf<number>;
    }
  /** Eq. 3, on the embedding. */
  | { readonly kind: 'hint'; readonly lambda: OneOf<number> };

/** Curriculum step 3, teacher-student training with triplet loss and hard example mining (Eq. 4 to 7). */
export interface TripletPreset extends TrainingPreset {
  readonly kind: 'triplet';
  /** λ, the share of the triplet loss (Eq. 5). */
  readonly lambda: OneOf<number>;
  /** α (Eq. 4). */
  readonly margin: OneOf<number>;
  /** Share of the training set that S_pos and S_neg hold each (Sec. 3.2). */
  readonly share: number;
}

/** Trains a finished model on further pictures; it is no stage of a curriculum. */
export interface RetrainPreset extends TrainingPreset {
  readonly kind: 'retrain';
  /** `head`: the last layer alone, on the embeddings of the model as it is. */
  readonly trains: 'head' | 'all';
  /**
   * Share that the prediction of the model as it is has in what a labeled picture teaches, 0 … below 1. Pictures without a
   * label teach that prediction alone, so that it is kept.
   */
  readonly keep: number;
}

/** Curriculum step 4: the embeddings of the members, joined, in a linear SVM or, for age, a linear SVR. */
export interface EnsemblePreset {
  readonly kind: 'ensemble';
  readonly members: readonly ('standard' | 'triplet')[];
  /** C; the one is kept that does best on the model-selection pictures. */
  readonly penalty: readonly number[];
}

/** What every stage that learns from labels has. */
export interface TrainingPreset {
  readonly epochs: number;
  readonly optimizer: OptimizerPreset;
  readonly schedule: SchedulePreset;
  /**
   * `votes`: the shares of FER+'s votes as soft targets. `distribution`: an age and a normal distribution around it, for
   * the compact nets.
   */
  readonly targets: 'labels' | 'votes' | 'distribution';
  readonly augmentation: Augmentation;
  readonly occlusion: Occlusion;
  /** Share of activations dropped before the last layers, 0 … below 1. */
  readonly dropout: number;
  /** Share of the target spread evenly over all classes, 0 … below 1; default 0. */
  readonly labelSmoothing?: number;
  /** `parent`: the teacher's weights for a student, the student's for a distillation. */
  readonly start: 'scratch' | 'parent';
  /** Weights that are kept: of the last epoch, or of the epoch that validates best. */
  readonly choose: 'last' | 'best';
}

/** Weight decay is added to the gradient (L2). */
export type OptimizerPreset =
  | {
      readonly kind: 'sgd';
      readonly momentum: number;
      readonly nesterov: boolean;
      readonly weightDecay: number;
    }
  | {
      readonly kind: 'adam';
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      readonly weightDecay: number;
    };

export type SchedulePreset =
  | { readonly kind: 'constant'; readonly rate: number }
  /** Starts at `rate`; times `factor` when the validation error has not improved for `patience` epochs; never below `floor`. */
  | {
      readonly kind: 'plateau';
      readonly rate: number;
      readonly factor: number;
      readonly patience: number;
      readonly floor: number;
    }
  /**
   * Rises from peak · startFactor to `peak` over `warmupShare` of the steps, then falls to peak · endFactor.
   * Smith and Topin 2018.
   */
  | {
      readonly kind: 'one-cycle';
      readonly peak: number;
      readonly warmupShare: number;
      readonly startFactor: number;
      readonly endFactor: number;
    };

/** What the networks of a preset predict. */
export function headOf({ task, labels }: Pick<Preset, 'task' | 'labels'>): Head {
  if (labels) return { task, labels };
  if (task === 'custom') throw new Error('the classes of a custom task come from its pictures: `onPictures`');
  return fullHead(task);
}

/** The network of a stage. */
export function networkOf(
  { net, inputSize, half }: Preset,
  kind: StageKind | RetrainPreset['kind'],
): { net: Net | HalfNet; inputSize: number } {
  return kind === 'teacher' || !half ? { net, inputSize } : half;
}

/** A deeply frozen copy; nothing that was given stays connected to it. */
export function definePreset(preset: Preset): Preset {
  return freeze(structuredClone(preset));
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
