import type { Card } from './card.ts';
import type { ModelTask, Visible } from './labels.ts';
import { MODEL_TASKS, VISIBLE } from './labels.ts';

/** What a model predicts and from what: of one place one model predicts at a time. */
export interface ModelPlace {
  readonly task: ModelTask;
  readonly visible: Visible;
  /** Name of a task of the user's own; absent of others. */
  readonly title?: string | undefined;
}

/** Name of the user's own task that a model is for; cards without a title go by the name of the model. */
export function customTitle({ title, name }: Pick<Card, 'title' | 'name'>): string {
  return title ?? name;
}

export function placeOfCard(card: Pick<Card, 'task' | 'visible' | 'title' | 'name'>): ModelPlace {
  const { task, visible } = card;
  return task === 'custom' ? { task, visible, title: customTitle(card) } : { task, visible };
}

/** `expression.lower`, `custom.Mask on or off.full`; `occlusion` alone, for it is classified on whole boxes. */
export function placeKey({ task, visible, title }: ModelPlace): string {
  if (task === 'occlusion') return task;
  return title === undefined ? `${task}.${visible}` : `${task}.${title}.${visible}`;
}

/** @returns the place of a key; undefined if it is none */
export function parsePlace(key: string): ModelPlace | undefined {
  if (key === 'occlusion') return { task: key, visible: 'full' };
  const task = MODEL_TASKS.find((known) => key.startsWith(`${known}.`));
  const visible = VISIBLE.find((known) => key.endsWith(`.${known}`));
  if (!task || !visible || task === 'occlusion') return undefined;
  const title = key.slice(task.length + 1, -visible.length - 1);
  if (task === 'custom') return title === '' ? undefined : { task, visible, title };
  return key === `${task}.${visible}` ? { task, visible } : undefined;
}
