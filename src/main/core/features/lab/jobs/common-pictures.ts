import { DemifaceError } from '../../../../../common/error.ts';
import { message } from '../../../../../messages/message.ts';
import type { ModelFolder } from '../../../../../artifact/model-folder.ts';
import type { PreparedPicture, PreparedSet } from '../../../../../training/datasets/prepared.ts';
import { classNameOf, labeledForTask } from '../../../../../training/datasets/targets.ts';
import { trainingSplitPictures } from '../../../../../training/evaluation/evaluate.ts';
import type { Split } from '../../../../../training/sources/types.ts';

export interface ModelOnPictures {
  folder: ModelFolder;
  /** Pictures as its card requires them. */
  prepared: PreparedSet;
  /** The split whose figures are reported. */
  split: Split;
}

/**
 * Models of several data sets on the pictures that all of them can predict: those in the reported split of each, with one and
 * the same label, of which no copy taught any. They are named as in the first one's data set.
 * @throws DemifaceError `mismatch` if there is none
 */
export function onCommonPictures<M extends ModelOnPictures>(models: readonly M[]): M[] {
  const taught = new Set(
    models.flatMap(({ folder, prepared }) =>
      trainingSplitPictures(folder.card, prepared).map(({ contentId }) => contentId),
    ),
  );
  const byModel = models.map(testPictures);
  const common = [...byModel[0]!].filter(
    ([face, { contentId }]) => !taught.has(contentId) && byModel.every((pictures) => pictures.has(face)),
  );
  if (common.length === 0) throw new DemifaceError('mismatch', message('run.noCommonPictures'));
  const { split } = models[0]!;
  return models.map((model, i) => ({
    ...model,
    split,
    prepared: {
      ...model.prepared,
      pictures: common.map(([face, picture]) => ({ ...picture, row: byModel[i]!.get(face)!.row })),
    },
  }));
}

/** By content, place in it and label. */
function testPictures({ prepared, split, folder }: ModelOnPictures): Map<string, PreparedPicture> {
  const { task } = folder.card;
  const pictures = labeledForTask(prepared.pictures, task).filter((picture) => picture.split === split);
  return new Map(
    pictures.map((picture) => {
      const { contentId, box } = picture;
      return [JSON.stringify([contentId, box, classNameOf(picture, task) ?? picture.ageYears]), picture];
    }),
  );
}
