import type { Task, Visible } from '../../artifact/labels.ts';
import type { Augmentation } from '../data/augment.ts';
import type { Occlusion } from '../data/occlusion.ts';
import type { Scaling } from '../../artifact/scaling.ts';
import type { Layout } from '../data/types.ts';

export type Net = 'compact' | 'vgg-f' | 'vgg-face' | 'resnet-50';
export const NETS: readonly Net[] = ['vgg-f', 'vgg-face', 'resnet-50', 'compact'];

/** A curriculum as the method section would tell it: frozen data that decides, with the pictures, every weight. */
export interface Preset {
  /** `<net>-<task>-<visible>`, `<net>-affectnet-<visible>` or `smoke-<task>-<visible>`. */
  readonly id: string;
  readonly layout: Extract<Layout, 'ferplus' | 'affectnet' | 'utkface'>;
  readonly task: Task;
  /** What the student sees; `full` means that there is a teacher only. */
  readonly visible: Visible;
  readonly net: Net;
  /** Side of the square picture that the net takes, in pixels. */
  readonly inputSize: number;
  /** `gray` pictures are prepared with one channel and repeated into three. */
  readonly color: 'gray' | 'rgb';
  readonly scaling: Scaling;
  /** The same in every stage. */
  readonly batchSize: number;
  /** In the order in which they run. */
  readonly stages: readonly StagePreset[];
  /** At most this many training pictures, drawn by the seed. */
  readonly limitPictures?: number;
  /** A whole number from 0 below 2³²; decides first weights, order, variation and dropout. */
  readonly seed: number;
  /** Where the settings come from: a section of the paper, or `ours`. */
  readonly source: string;
}

export type StagePreset = TeacherPreset | StudentPreset;

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

/** What every stage that learns from labels has. */
export interface TrainingPreset {
  readonly epochs: number;
  readonly optimizer: OptimizerPreset;
  readonly schedule: SchedulePreset;
  /** `votes`: the shares of FER+'s votes as soft targets. Age has `labels` only. */
  readonly targets: 'labels' | 'votes';
  readonly augmentation: Augmentation;
  readonly occlusion: Occlusion;
  /** Share of activations dropped before the last layers, 0 … below 1. */
  readonly dropout: number;
  /** Share of the target spread evenly over all classes, 0 … below 1; default 0. */
  readonly labelSmoothing?: number;
  /** `parent`: the weights of the stage before, which is the teacher for a student. */
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
