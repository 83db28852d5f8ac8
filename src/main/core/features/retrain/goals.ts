import { readCard } from '../../../../artifact/model-folder.ts';
import type { ModelPlace } from '../../../../artifact/model-place.ts';
import type { Card } from '../../../../artifact/card.ts';
import { FACE_TASKS } from '../../../../artifact/labels.ts';
import type { FaceTask } from '../../../../artifact/labels.ts';
import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import type { ModelSummary, RetrainBase, RetrainGoal } from '../../../ipc/contract.ts';
import type { StoredRetraining } from './retrain-store.ts';

/** The models feature, as far as retraining needs it. */
export interface ModelsPort {
  list(): Promise<ModelSummary[]>;
  /** Makes the model in a folder live. */
  promote(path: string): Promise<unknown>;
  /** Takes the last promotion back. */
  rollBack(place: ModelPlace): Promise<unknown>;
  /** How the page names the model in a folder. */
  idOf(path: string): string;
}

/** Models that can be adapted: sound, and for a prediction about a face. */
export async function basesOf(models: ModelsPort): Promise<RetrainBase[]> {
  return (await models.list()).flatMap((summary) => {
    const card = cardOf(summary);
    if (!card) return [];
    const { task, visible, name, isLive, id: model } = summary;
    return [{ model, name, task, visible, title: card.title ?? null, labels: card.labels, isLive }];
  });
}

/**
 * A goal with what follows from its model.
 * @throws DemifaceError `missing` if the model is not there, `usage` if the task is not its own and no custom one
 */
export async function storedGoal(models: ModelsPort, goal: RetrainGoal): Promise<StoredRetraining['goal']> {
  const summary = (await models.list()).find(({ id }) => id === goal.model);
  const card = summary && cardOf(summary);
  if (!summary || !card) throw new DemifaceError('missing', message('retrain.noBase'));
  const { task, model } = goal;
  const { name, visible, path } = summary;
  if (task !== card.task && task !== 'custom')
    throw new DemifaceError('usage', message('retrain.otherTask', { name }));
  const title = task === 'custom' ? (goal.title ?? card.title ?? null) : null;
  if (task === 'custom' && title === null) throw new DemifaceError('usage', message('retrain.needsTitle'));
  return { model, task, title, name, visible, path, labels: task === card.task ? card.labels : null };
}

/** Where the new model predicts. */
export function placeOf({ task, visible, title }: StoredRetraining['goal']): ModelPlace {
  return { task, visible, ...(title !== null && { title }) };
}

function cardOf({ path, problem, task }: ModelSummary): Card | null {
  if (problem || !FACE_TASKS.includes(task as FaceTask)) return null;
  try {
    return readCard(path);
  } catch {
    return null; // It was removed just now.
  }
}
