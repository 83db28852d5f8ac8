import { basename } from 'node:path';

import { DemifaceError } from '../../common/error.ts';
import type { Visible } from '../../artifact/labels.ts';
import { TASKS, VISIBLE } from '../../artifact/labels.ts';
import { placeKey, placeOfCard } from '../../artifact/model-place.ts';
import type { OnnxModel } from '../../artifact/model-folder.ts';
import { readOnnxModel } from '../../artifact/model-folder.ts';
import { shippedModels } from '../../artifact/places.ts';
import type { Occlusion } from '../../inference/occlusion/occlusion.ts';
import { VISIBLE_UNDER } from '../../inference/occlusion/occlusion.ts';
import { naturalOrder } from '../../common/natural-order.ts';
import type { CustomTask } from '../../inference/prediction/custom-tasks.ts';
import type { InferenceModels } from '../../inference/prediction/inference-models.ts';
import { openModels } from '../../inference/prediction/inference-models.ts';
import type { Library, ListedModel } from '../../training/library/model-library.ts';
import { bestModel, findLibrary } from '../../training/library/model-library.ts';

/**
 * Opens the models that inference needs of a library: the best one of each task for the visible part, and, with `auto`,
 * the occlusion classifier and the models for every half. Without a classifier `auto` takes faces as whole ones. A
 * damaged model of several is left out with a note; of other models than those that ship a note names the ones that are
 * used.
 * @param live models that take the place of those of the folder
 * @throws DemifaceError `missing` if nothing reads what shows; as `readOnnxModel` if the folder itself is a damaged model;
 * as `findLibrary`, `bestModel` and `openModels`
 */
export async function openInferenceModels(
  folder: string,
  occlusion: Occlusion | 'auto',
  note: (text: string) => void,
  live?: Library,
): Promise<InferenceModels> {
  const { models, damaged } = live ?? findLibrary(folder);
  const leaveOut = (path: string, { message }: DemifaceError) =>
    note(`${path} is damaged and left out: ${message}`);
  for (const { path, problem } of damaged) leaveOut(path, problem);
  let found = models;
  /** What is wrong with a file shows when all of it is read; then the next best one serves. */
  const read = (choose: () => ListedModel | undefined): OnnxModel | undefined => {
    for (let model = choose(); model; model = choose())
      try {
        return readOnnxModel(model.path);
      } catch (error) {
        if (!(error instanceof DemifaceError) || model.path === folder) throw error;
        leaveOut(model.path, error);
        const { path } = model;
        found = found.filter((other) => other.path !== path);
      }
    return undefined;
  };
  const occlusionModel = occlusion === 'auto' ? read(() => bestModel(found, 'occlusion', 'full')) : undefined;
  const shown = occlusionModel ? VISIBLE : [VISIBLE_UNDER[occlusion === 'auto' ? 'none' : occlusion]];
  const titles = [...new Set(found.flatMap(({ card }) => placeOfCard(card).title ?? []))];
  const readers = shown.flatMap((visible) => [
    ...TASKS.flatMap((task) => read(() => bestModel(found, task, visible)) ?? []),
    ...titles.flatMap((title) => read(() => bestModel(found, 'custom', visible, title)) ?? []),
  ]);
  if (readers.length === 0) throw nothingReads(folder, shown[0]!, found);
  const used = [...(occlusionModel ? [occlusionModel] : []), ...readers].map(({ path }) => path);
  if (!live && folder !== shippedModels() && !used.includes(folder))
    note(`Predicted by ${used.map((path) => basename(path)).join(', ')} of ${folder}.`);
  const opened = await openModels(readers, occlusionModel);
  return { ...opened, customTasks: withTitles(opened.customTasks, titles) };
}

/** Tasks whose models are for other halves are known too, so that a face can be told not to fit them. */
function withTitles(tasks: readonly CustomTask[] = [], titles: readonly string[]): CustomTask[] {
  const others = titles.filter((title) => !tasks.some((task) => task.title === title));
  return [...tasks, ...others.map((title) => ({ title, cards: [] }))].sort((a, b) =>
    naturalOrder(a.title, b.title),
  );
}

function nothingReads(folder: string, visible: Visible, found: readonly ListedModel[]): DemifaceError {
  const names = [...new Set(found.map(({ card }) => placeKey(placeOfCard(card))))].join(', ');
  return new DemifaceError(
    'missing',
    `no model in ${folder} reads ${visible === 'full' ? 'whole faces' : `faces of which the ${visible} half shows`}; found ${names || 'none'}`,
  );
}
