import type { Card } from '../../../artifact/card.ts';
import type { Visible } from '../../../artifact/labels.ts';
import { customTitle } from '../../../artifact/model-place.ts';
import type { CustomPrediction, CustomTask } from '../../prediction/custom-tasks.ts';
import { customPredictions } from '../../prediction/custom-tasks.ts';
import type { ClassPrediction } from '../../runtime/class-prediction.ts';
import type { SmoothedClass } from './smoothed-class.ts';
import { createSmoothedClass } from './smoothed-class.ts';

/** The predictions for tasks of the user's own of one face, each smoothed by itself. */
export interface SmoothedCustom {
  add(card: Card, outputs: Float32Array, atMs: number): void;
  /** How often a model's task was predicted from what shows now. */
  countOf(card: Card): number;
  /** One entry a task. @param isCertain whether the occlusion is; else no label is confident */
  now(visible: Visible, isCertain: boolean): readonly CustomPrediction[];
}

interface Voted {
  readonly visible: Visible;
  readonly smoothed: SmoothedClass;
}

export function createSmoothedCustom(tasks: readonly CustomTask[], halfLifeMs: number): SmoothedCustom {
  const voted = new Map<string, Voted>();
  const votedOf = (card: Card) => {
    const found = voted.get(customTitle(card));
    return found?.visible === card.visible ? found.smoothed : undefined;
  };
  return {
    add(card, outputs, atMs) {
      // Predictions from another half are no part of this vote.
      const smoothed = votedOf(card) ?? createSmoothedClass(halfLifeMs);
      voted.set(customTitle(card), { visible: card.visible, smoothed });
      smoothed.add(card, outputs, atMs);
    },
    countOf: (card) => votedOf(card)?.n ?? 0,
    now: (visible, isCertain) =>
      customPredictions(tasks, visible, (title): ClassPrediction | undefined => {
        const found = voted.get(title);
        const reading = found?.visible === visible ? found.smoothed.reading : undefined;
        return reading && { ...reading, confident: reading.confident && isCertain };
      }),
  };
}
