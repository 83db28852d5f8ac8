import type { ModelTask, Visible } from '../../../artifact/labels.ts';
import { MODEL_TASKS, VISIBLE } from '../../../artifact/labels.ts';
import type { ModelSummary } from '../../../main/ipc/contract.ts';

export interface ModelGroup {
  task: ModelTask;
  visible: Visible;
  /** The live one first, then the best. */
  models: ModelSummary[];
}

/** Models by what they read and what they see, in the order of tasks and halves. */
export function groupModels(list: readonly ModelSummary[]): ModelGroup[] {
  return MODEL_TASKS.flatMap((task) =>
    VISIBLE.map((visible) => ({
      task,
      visible,
      models: list
        .filter((model) => model.task === task && model.visible === visible)
        .sort(
          (a, b) =>
            Number(b.isLive) - Number(a.isLive) || goodness(b) - goodness(a) || (a.name < b.name ? -1 : 1),
        ),
    })),
  ).filter(({ models }) => models.length > 0);
}

function goodness({ figure }: ModelSummary): number {
  if (figure === null) return -Infinity;
  return figure.name === 'accuracy' ? figure.value : -figure.value;
}
