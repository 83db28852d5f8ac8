import { MODEL_TASKS, VISIBLE } from '../../../artifact/labels.ts';
import type { ModelPlace } from '../../../artifact/model-place.ts';
import { placeKey } from '../../../artifact/model-place.ts';
import { naturalOrder } from '../../../common/natural-order.ts';
import type { ModelSummary } from '../../../main/ipc/contract.ts';

export interface ModelGroup extends ModelPlace {
  /** The live one first, then the best. */
  models: ModelSummary[];
}

/** Models by what they read and what they see, in the order of tasks and halves; tasks of the user's own by title. */
export function groupModels(list: readonly ModelSummary[]): ModelGroup[] {
  const groups = new Map<string, ModelGroup>();
  for (const model of list) {
    const { task, visible, title } = model;
    const key = placeKey({ task, visible, title });
    const group = groups.get(key) ?? { task, visible, title, models: [] };
    groups.set(key, { ...group, models: [...group.models, model] });
  }
  return [...groups.values()].sort(inOrder).map((group) => ({
    ...group,
    models: group.models.sort(
      (a, b) =>
        Number(b.isLive) - Number(a.isLive) || goodness(b) - goodness(a) || (a.name < b.name ? -1 : 1),
    ),
  }));
}

function inOrder(a: ModelPlace, b: ModelPlace): number {
  return (
    MODEL_TASKS.indexOf(a.task) - MODEL_TASKS.indexOf(b.task) ||
    naturalOrder(a.title ?? '', b.title ?? '') ||
    VISIBLE.indexOf(a.visible) - VISIBLE.indexOf(b.visible)
  );
}

function goodness({ figure }: ModelSummary): number {
  if (figure === null) return -Infinity;
  return figure.name === 'accuracy' ? figure.value : -figure.value;
}
