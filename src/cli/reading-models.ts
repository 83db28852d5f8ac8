import { DemifaceError } from '../artifact/error.ts';
import type { Visible } from '../artifact/labels.ts';
import { TASKS, VISIBLE } from '../artifact/labels.ts';
import { readOnnxModel } from '../artifact/model-folder.ts';
import type { Cover } from '../reading/cover.ts';
import { SHOWS } from '../reading/cover.ts';
import type { ReadingModels } from '../reading/reading-models.ts';
import { openModels } from '../reading/reading-models.ts';
import type { ListedModel } from '../training/library/model-library.ts';
import { bestModel, findModels } from '../training/library/model-library.ts';

/**
 * Opens what reading needs of a library: of each task the best model for what shows, and, with `auto`, the recogniser
 * and the models for every half. Without a recogniser `auto` reads whole faces.
 * @throws DemifaceError `missing` if nothing reads what shows; as `findModels` and `readOnnxModel`
 */
export async function openReadingModels(folder: string, hidden: Cover | 'auto'): Promise<ReadingModels> {
  const found = findModels(folder);
  const hiddenModel = hidden === 'auto' ? found.find(({ card }) => card.task === 'hidden') : undefined;
  const shown = hiddenModel ? VISIBLE : [SHOWS[hidden === 'auto' ? 'none' : hidden]];
  const chosen = shown.flatMap((visible) => TASKS.flatMap((task) => bestModel(found, task, visible) ?? []));
  if (chosen.length === 0) throw nothingReads(folder, shown[0]!, found);
  const readers = chosen.map(({ path }) => readOnnxModel(path));
  return openModels(readers, hiddenModel && readOnnxModel(hiddenModel.path));
}

function nothingReads(folder: string, visible: Visible, found: readonly ListedModel[]): DemifaceError {
  const names = [...new Set(found.map(({ card }) => `${card.task}.${card.visible}`))].join(', ');
  return new DemifaceError(
    'missing',
    `no model in ${folder} reads ${visible === 'full' ? 'whole faces' : `faces of which the ${visible} half shows`}; found ${names}`,
  );
}
