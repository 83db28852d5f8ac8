import { DemifaceError } from '../../artifact/error.ts';
import { LABELS } from '../../artifact/labels.ts';
import { openSizes } from '../data/prepared.ts';
import type { PreparedPicture, PreparedSet } from '../data/prepared.ts';
import type { Roles } from '../data/roles.ts';
import { assignRoles } from '../data/roles.ts';
import type { AgeScale } from '../../artifact/years.ts';
import { ageScaleOf, labelledFor, labelOf } from '../data/targets.ts';
import type { Preset, StageKind } from '../presets/index.ts';

/** The pictures of a curriculum, by what they are for. */
export interface CurriculumPictures extends Roles<PreparedPicture> {
  prepared: PreparedSet;
  /** Of the training pictures; null for classes. */
  ageScale: AgeScale | null;
}

/** Opens the pictures of a preset as each of its networks takes them. @throws DemifaceError as `openSizes` */
export function openFor(
  { inputSize, half, color }: Pick<Preset, 'inputSize' | 'half' | 'color'>,
  open: (pictures: { size: number; color: Preset['color'] }) => Promise<PreparedSet>,
): Promise<PreparedSet> {
  return openSizes([inputSize, ...(half ? [half.inputSize] : [])], (size) => open({ size, color }));
}

/**
 * Draws the pictures of a curriculum and checks, before anything is trained, that all its stages can learn from them.
 * @param kinds the stages that will run
 * @throws DemifaceError `mismatch`
 */
export function curriculumPictures(
  preset: Preset,
  prepared: PreparedSet,
  kinds: readonly StageKind[],
): CurriculumPictures {
  const { task, seed, choosing: who, limitPictures: limit } = preset;
  const labels = LABELS[task];
  const classOf = labels && ((picture: PreparedPicture) => labelOf(picture, task));
  const roles = assignRoles(labelledFor(prepared.pictures, task), { choosing: who, limit, seed, classOf });
  const { train, choosing } = roles;
  if (train.length < 2 || choosing.length === 0)
    throw new DemifaceError(
      'mismatch',
      `found ${train.length} pictures to train on and ${choosing.length} to choose with; expected more`,
    );
  if (!labels) return { ...roles, prepared, ageScale: ageScaleOf(train) };
  if (kinds.includes('triplet') || kinds.includes('ensemble')) checkClasses(labels, train.map(classOf!));
  return { ...roles, prepared, ageScale: null };
}

/** Positives and negatives, and a support vector machine, need two classes, and two pictures of each that there is. */
function checkClasses(labels: readonly string[], classes: readonly number[]): void {
  const counts = labels.map((label, k) => ({ label, n: classes.filter((other) => other === k).length }));
  const alone = counts.find(({ n }) => n === 1);
  if (alone)
    throw new DemifaceError(
      'mismatch',
      `the training pictures hold 1 of ${alone.label}, expected 2 at least of each class that there is: add pictures of it or leave it out`,
    );
  const present = counts.filter(({ n }) => n > 0);
  if (present.length < 2)
    throw new DemifaceError(
      'mismatch',
      `the training pictures hold ${present[0]?.label ?? 'no class'} alone, expected two classes at least`,
    );
}
