import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import type { ModelTask } from '../../artifact/labels.ts';
import { headWidth } from '../../artifact/labels.ts';
import type { AgeScale } from '../../artifact/years.ts';
import type { LabelledPicture } from '../sources/types.ts';

/** @throws DemifaceError `mismatch` if a picture has no label for the task */
export function labelOf(picture: LabelledPicture, task: ModelTask): number {
  const label = task === 'age' ? picture.ageYears : picture[task];
  if (label === undefined)
    throw new DemifaceError(
      'mismatch',
      message('dataSet.pictureWithoutTask', { picture: picture.name, task }),
    );
  return label;
}

/** The pictures that carry a label for the task: lists may label some of theirs for one task and some for another. */
export function labelledFor<P extends LabelledPicture>(
  pictures: readonly P[],
  task: ModelTask,
): readonly P[] {
  const labelled = pictures.filter(
    (picture) => (task === 'age' ? picture.ageYears : picture[task]) !== undefined,
  );
  if (labelled.length === 0 && pictures[0]) labelOf(pictures[0], task);
  return labelled;
}

/** Mean and standard deviation of the ages, so that what the net learns is near 0 and of size 1. */
export function ageScaleOf(pictures: readonly LabelledPicture[]): AgeScale {
  const ages = pictures.map((picture) => labelOf(picture, 'age'));
  const mean = ages.reduce((a, b) => a + b, 0) / ages.length;
  const variance = ages.reduce((sum, age) => sum + (age - mean) ** 2, 0) / ages.length;
  return { mean, std: Math.sqrt(variance) || 1 };
}

export interface TargetOptions {
  task: ModelTask;
  /** `votes`: the share of the votes for each expression, where the data set gives them. */
  targets: 'labels' | 'votes' | 'distribution';
  /** Share spread evenly over all classes. */
  labelSmoothing: number;
  /** Needed for age. */
  ageScale: AgeScale | null;
}

/** What the net should give: [pictures, head width], rows of shares for classes, scaled years for age. */
export function targetsOf(
  pictures: readonly LabelledPicture[],
  { task, targets, labelSmoothing, ageScale }: TargetOptions,
): Float32Array {
  const width = headWidth(task);
  const values = new Float32Array(pictures.length * width);
  pictures.forEach((picture, i) => {
    const label = labelOf(picture, task);
    if (task === 'age') {
      values[i] = (label - ageScale!.mean) / ageScale!.std;
      return;
    }
    const votes = targets === 'votes' && task === 'expression' ? picture.votes : undefined;
    const sum = votes?.reduce((a, b) => a + b, 0) ?? 1;
    for (let k = 0; k < width; k++) {
      const share = votes ? votes[k]! / sum : Number(k === label);
      values[i * width + k] = share * (1 - labelSmoothing) + labelSmoothing / width;
    }
  });
  return values;
}
