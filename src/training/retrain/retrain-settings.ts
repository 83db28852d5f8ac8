import type { Visible } from '../../artifact/labels.ts';
import type { RetrainPreset } from '../presets/index.ts';

/** Share of the retrained weights in the result, the rest being those of the model as it was (`interpolate`). */
export const NEW_SHARE = 0.5;

/** Below so many labeled training pictures of the rarest class the embeddings are kept and the head alone learns. */
export const LEAST_TO_TRAIN_ALL = 30;

const VARIATION = {
  rotationDeg: 12,
  scale: 0.18,
  shift: 0.1,
  flip: 0.5,
  brightness: 0.15,
  contrast: 0.15,
} as const;

/** Steps of the optimizer, however many pictures there are. */
const STEPS = { head: 300, all: 400 } as const;

/** Pictures of one step, at most; of few pictures an epoch has several steps. */
export const BATCH_SIZE = 32;

/** A network that keeps its head goes in small steps from where it stands. */
const PEAK = { head: 0.05, all: 0.003, newHead: 0.01 } as const;

export interface RetrainFacts {
  visible: Visible;
  targets: RetrainPreset['targets'];
  /** Of one epoch. */
  pictures: number;
  isSameHead: boolean;
}

/**
 * All of it is ours; chosen by what darkened and noisy pictures of FER+ gain, and what those as they came lose.
 */
export function retrainSettings(
  trains: RetrainPreset['trains'],
  { visible, targets, pictures, isSameHead }: RetrainFacts,
): RetrainPreset {
  const isHead = trains === 'head';
  return {
    kind: 'retrain',
    trains,
    keep: 0.2,
    epochs: Math.ceil(STEPS[trains] / Math.max(1, Math.floor(pictures / BATCH_SIZE))),
    optimizer: { kind: 'sgd', momentum: 0.9, nesterov: true, weightDecay: isHead ? 1e-3 : 5e-4 },
    schedule: {
      kind: 'one-cycle',
      peak: isHead ? PEAK.head : isSameHead ? PEAK.all : PEAK.newHead,
      warmupShare: 0.25,
      startFactor: 0.04,
      endFactor: 4e-6,
    },
    targets,
    augmentation: VARIATION,
    occlusion: visible === 'full' ? { visible, style: 'half' } : { visible, style: 'mixed', drawnShare: 0.3 },
    dropout: 0,
    start: 'parent',
    choose: 'last',
  };
}
