import { LABELS } from '../../artifact/labels.ts';
import { naturalOrder } from '../../common/natural-order.ts';
import type { LabeledPicture } from '../sources/types.ts';
import { definePreset } from './preset.ts';
import type { Preset } from './preset.ts';

/** Layouts of a user's own pictures, and RAF-DB, which lacks contempt; heads for other published data sets are whole. */
const OWN_LAYOUTS: readonly Preset['layout'][] = ['raf-db', 'folder', 'csv'];

/** The preset with a head for the classes that pictures of a user's own have: others cannot be learned from them. */
export function onPictures(preset: Preset, pictures: readonly LabeledPicture[]): Preset {
  const { task, layout } = preset;
  if (preset.labels || task === 'age' || !OWN_LAYOUTS.includes(layout)) return preset;
  const labels =
    task === 'custom'
      ? ownLabels(pictures)
      : LABELS[task]!.filter((_, i) => pictures.some((picture) => picture[task] === i));
  const isWhole = task !== 'custom' && labels.length === LABELS[task]!.length;
  // One class or none is refused where the pictures are checked.
  return isWhole || (task !== 'custom' && labels.length < 2) ? preset : definePreset({ ...preset, labels });
}

function ownLabels(pictures: readonly LabeledPicture[]): string[] {
  return [...new Set(pictures.flatMap(({ custom }) => custom ?? []))].sort(naturalOrder);
}
