import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import type { Expression, Head, ModelTask } from '../../artifact/labels.ts';
import { EXPRESSIONS, fullHead, headWidth, LABELS } from '../../artifact/labels.ts';
import type { AgeScale } from '../../artifact/years.ts';
import type { LabeledPicture } from '../sources/types.ts';

/**
 * The label of a picture: its class as an index into the head's labels, or its age in years.
 * @throws DemifaceError `mismatch` if it has none for the task, or a class that the head does not have
 */
export function labelOf(picture: LabeledPicture, head: Head): number {
  const label = labelIn(picture, head);
  if (label === undefined)
    throw new DemifaceError(
      'mismatch',
      message('dataSet.pictureWithoutTask', { picture: picture.name, task: head.task }),
    );
  return label;
}

function labelIn(picture: LabeledPicture, { task, labels }: Head): number | undefined {
  if (task === 'age') return picture.ageYears;
  const name = classNameOf(picture, task);
  const inHead = name === undefined ? -1 : labels!.indexOf(name);
  return inHead < 0 ? undefined : inHead;
}

/** The name of a picture's class; undefined where it has none for the task, and for ages. */
export function classNameOf(picture: LabeledPicture, task: ModelTask): string | undefined {
  if (task === 'age') return undefined;
  return task === 'custom' ? picture.custom : LABELS[task]![picture[task] ?? -1];
}

/** The pictures that carry a label for a task, whether a head has it or not. */
export function labeledForTask<P extends LabeledPicture>(
  pictures: readonly P[],
  task: ModelTask,
): readonly P[] {
  return pictures.filter((picture) =>
    task === 'age' ? picture.ageYears !== undefined : classNameOf(picture, task) !== undefined,
  );
}

/** The head and, behind its classes, those that it lacks and pictures have. */
export function withMissingClasses(head: Head, pictures: readonly LabeledPicture[]): Head {
  const { task, labels } = head;
  if (labels === null) return head;
  const names = pictures.map((picture) => classNameOf(picture, task)).filter((name) => name !== undefined);
  return { task, labels: [...new Set([...labels, ...names.sort()])] };
}

export function hasLabel(picture: LabeledPicture, head: Head): boolean {
  return labelIn(picture, head) !== undefined;
}

/** The pictures with a label that the head has: lists may label some of theirs for one task and some for another. */
export function labeledFor<P extends LabeledPicture>(pictures: readonly P[], head: Head): readonly P[] {
  const labeled = pictures.filter((picture) => labelIn(picture, head) !== undefined);
  if (labeled.length === 0 && pictures[0]) labelOf(pictures[0], head);
  return labeled;
}

/** Mean and standard deviation of the ages, so that what the net learns is near 0 and of size 1. */
export function ageScaleOf(pictures: readonly LabeledPicture[]): AgeScale {
  const ages = pictures.map((picture) => labelOf(picture, fullHead('age')));
  const mean = ages.reduce((a, b) => a + b, 0) / ages.length;
  const variance = ages.reduce((sum, age) => sum + (age - mean) ** 2, 0) / ages.length;
  return { mean, std: Math.sqrt(variance) || 1 };
}

export interface TargetOptions {
  head: Head;
  /** `votes`: the share of the votes for each expression, where the data set gives them. */
  targets: 'labels' | 'votes' | 'distribution';
  /** Share spread evenly over all classes. */
  labelSmoothing: number;
  /** Needed for age. */
  ageScale: AgeScale | null;
}

/** What the net should give: [pictures, head width], rows of shares for classes, scaled years for age. */
export function targetsOf(
  pictures: readonly LabeledPicture[],
  { head, targets, labelSmoothing, ageScale }: TargetOptions,
): Float32Array {
  const { task } = head;
  const width = headWidth(head);
  const values = new Float32Array(pictures.length * width);
  pictures.forEach((picture, i) => {
    const label = labelOf(picture, head);
    if (task === 'age') {
      values[i] = (label - ageScale!.mean) / ageScale!.std;
      return;
    }
    const votes = targets === 'votes' && task === 'expression' ? votesFor(head, picture) : undefined;
    const sum = votes?.reduce((a, b) => a + b, 0) ?? 1;
    for (let k = 0; k < width; k++) {
      const share = votes ? votes[k]! / sum : Number(k === label);
      values[i * width + k] = share * (1 - labelSmoothing) + labelSmoothing / width;
    }
  });
  return values;
}

/** The votes for the classes of the head; undefined where the data set gives none. */
function votesFor({ labels }: Head, { votes }: LabeledPicture): readonly number[] | undefined {
  return votes && labels!.map((label) => votes[EXPRESSIONS.indexOf(label as Expression)]!);
}
