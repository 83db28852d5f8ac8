import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import type { Head } from '../../artifact/labels.ts';
import { openSizes } from '../datasets/prepared.ts';
import type { PreparedPicture, PreparedSet } from '../datasets/prepared.ts';
import type { Roles } from '../datasets/roles.ts';
import { assignRoles } from '../datasets/roles.ts';
import type { AgeScale } from '../../artifact/years.ts';
import { ageScaleOf, labeledFor, labelOf } from '../datasets/targets.ts';
import { FEW } from '../evaluation/few.ts';
import { headOf } from '../presets/index.ts';
import type { Preset, StageKind } from '../presets/index.ts';

/** The pictures of a curriculum, by what they are for. */
export interface CurriculumPictures extends Roles<PreparedPicture> {
  prepared: PreparedSet;
  /** Of the training pictures; null for classes. */
  ageScale: AgeScale | null;
  /** Classes of which so few pictures train that they can hardly be learned; empty for ages. */
  rareClasses: readonly { label: string; n: number }[];
}

/** Opens the pictures of a preset as each of its networks takes them. @throws DemifaceError as `openSizes` */
export function openFor(
  { inputSize, half, color }: Pick<Preset, 'inputSize' | 'half' | 'color'>,
  open: (pictures: { size: number; color: Preset['color'] }) => Promise<PreparedSet>,
): Promise<PreparedSet> {
  return openSizes([inputSize, ...(half ? [half.inputSize] : [])], (size) => open({ size, color }));
}

/** Draws the pictures of a curriculum. @throws DemifaceError `mismatch` if no picture is labeled for the task */
export function rolesOf(
  preset: Pick<Preset, 'task' | 'labels' | 'seed' | 'choosing' | 'limitPictures'>,
  { pictures }: Pick<PreparedSet, 'pictures'>,
): Roles<PreparedPicture> {
  const { seed, choosing, limitPictures: limit } = preset;
  const head = headOf(preset);
  return assignRoles(labeledFor(pictures, head), { choosing, limit, seed, classOf: classIn(head) });
}

/**
 * Draws the pictures of a curriculum and checks, before anything is trained, that there is something to learn from them.
 * @param kinds the stages that will run; none: nothing is trained
 * @throws DemifaceError `mismatch`
 */
export function curriculumPictures(
  preset: Preset,
  prepared: PreparedSet,
  kinds: readonly StageKind[],
): CurriculumPictures {
  const head = headOf(preset);
  const { labels } = head;
  const classOf = classIn(head);
  const roles = rolesOf(preset, prepared);
  const { train, selection } = roles;
  if (train.length < 2 || selection.length === 0)
    throw new DemifaceError(
      'mismatch',
      message('training.tooFewPictures', { train: train.length, selection: selection.length }),
    );
  if (!labels || !classOf) return { ...roles, prepared, ageScale: ageScaleOf(train), rareClasses: [] };
  const counts = classCounts(labels, train.map(classOf));
  if (kinds.length > 0) checkClasses(counts);
  const known = new Set(labeledFor(prepared.pictures, head).map(classOf));
  const rareClasses = counts.filter(({ n }, index) => n < FEW && known.has(index));
  return { ...roles, prepared, ageScale: null, rareClasses };
}

/** The class of a picture; undefined for ages. */
function classIn(head: Head): ((picture: PreparedPicture) => number) | undefined {
  return head.labels ? (picture) => labelOf(picture, head) : undefined;
}

function classCounts(labels: readonly string[], classes: readonly number[]): { label: string; n: number }[] {
  return labels.map((label, index) => ({ label, n: classes.filter((one) => one === index).length }));
}

/** Of one class alone every network answers that class and seems to be always right. One picture of a second class will do. */
function checkClasses(counts: readonly { label: string; n: number }[]): void {
  const present = counts.filter(({ n }) => n > 0);
  if (present.length < 2)
    throw new DemifaceError(
      'mismatch',
      present[0]
        ? message('training.oneClass', { label: { label: present[0].label } })
        : message('training.noClass'),
    );
}
