import type { ModelFolder } from '../../../../../artifact/model-folder.ts';
import type { PreparedSet } from '../../../../../training/datasets/prepared.ts';
import { reportedSplit } from '../../../../../training/datasets/roles.ts';
import type { Split } from '../../../../../training/sources/types.ts';
import { readModel } from '../../../../../training/library/load-model.ts';
import { readyEngine } from '../../../../../training/engine/tf.ts';
import type { JobHooks } from '../../../platform/jobs/job.ts';
import type { DataSource } from '../../../platform/jobs/open-pictures.ts';
import { pictureOpener } from '../../../platform/jobs/open-pictures.ts';

/** A model that a job asks about pictures. */
export interface AskedModel {
  run: number;
  /** In words, to tell it from the others. */
  name: string;
  /** Its model folder. */
  path: string;
}

export interface OpenedModel extends AskedModel {
  folder: ModelFolder;
  /** As its card wants the pictures. */
  prepared: PreparedSet;
  /** The split whose figures are reported. */
  split: Split;
}

/** Starts the engine and opens one model after the other with its pictures. @throws DemifaceError as `readModel`, and for the pictures */
export async function openModels(
  models: readonly AskedModel[],
  data: DataSource,
  hooks: JobHooks,
): Promise<OpenedModel[]> {
  const folders = models.map((model) => ({ ...model, folder: readModel(model.path) }));
  await readyEngine({ note: (text) => hooks.progress(0, models.length, text), signal: hooks.signal });
  const open = pictureOpener(data, hooks);
  const opened: OpenedModel[] = [];
  for (const model of folders) {
    const prepared = await open(model.folder.card.preprocessing);
    opened.push({ ...model, prepared, split: reportedSplit(prepared.pictures) });
  }
  return opened;
}
