import type { Card } from '../../artifact/card.ts';
import type { Visible } from '../../artifact/labels.ts';
import { customTitle } from '../../artifact/model-place.ts';
import { naturalOrder } from '../../common/natural-order.ts';
import type { ClassPrediction } from '../runtime/class-prediction.ts';

/** Prediction for a task of the user's own. */
export interface CustomPrediction {
  /** Name of the task. */
  readonly title: string;
  /** Name of the model; null where no model of the task is made for what shows of the face. */
  readonly model: string | null;
  /** Null where no model is, and before its first prediction. */
  readonly prediction: ClassPrediction | null;
}

/** A task of the user's own, with the cards of its models. */
export interface CustomTask {
  readonly title: string;
  readonly cards: readonly Card[];
}

/** The tasks of the user's own that these models predict, by title. */
export function customTasksOf(cards: readonly Card[]): CustomTask[] {
  const byTitle = new Map<string, Card[]>();
  for (const card of cards) {
    if (card.task !== 'custom') continue;
    const title = customTitle(card);
    byTitle.set(title, [...(byTitle.get(title) ?? []), card]);
  }
  return [...byTitle]
    .map(([title, some]) => ({ title, cards: some }))
    .sort((a, b) => naturalOrder(a.title, b.title));
}

/**
 * One entry a task, so that a face which no model of a task is made for is told from one without such a task.
 * @param predictionOf by the title of the task
 */
export function customPredictions(
  tasks: readonly CustomTask[],
  visible: Visible,
  predictionOf: (title: string) => ClassPrediction | undefined,
): CustomPrediction[] {
  return tasks.map(({ title, cards }) => {
    const model = cards.find((card) => card.visible === visible)?.name ?? null;
    return { title, model, prediction: model === null ? null : (predictionOf(title) ?? null) };
  });
}

/** All classes of a task, over the models for its halves. */
export function classesOf({ cards }: CustomTask): string[] {
  return [...new Set(cards.flatMap(({ labels }) => labels ?? []))];
}
