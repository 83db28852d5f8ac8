import type { ModelSummary, ModelTask } from '../../../main/ipc/contract.ts';

/** What is counted with models that may be used for research alone. */
const COUNTED = ['age', 'gender', 'occlusion'] as const satisfies ModelTask[];

export function researchTasks(
  models: readonly Pick<ModelSummary, 'isLive' | 'task' | 'use'>[],
): (typeof COUNTED)[number][] {
  return COUNTED.filter((task) =>
    models.some((model) => model.isLive && model.task === task && model.use === 'research only'),
  );
}
