import { ageBandOf } from '../../../../../artifact/age-bands.ts';
import type { Gender } from '../../../../../artifact/labels.ts';
import type { LiveFace } from '../../../../../inference/prediction/live-frame.ts';
import type { AgeCell, GenderCell, Measure } from '../../../../ipc/contract/audience.ts';

/**
 * The cell of age and gender that a visit belongs to. Null: it counts in the totals alone, because the face is read as
 * under 18, or because it has no prediction. Gender is kept only where an adult's age was read, so that a child's never is.
 */
export function cellOf(
  { occlusion, ageYears, gender }: LiveFace,
  measures: readonly Measure[],
): { age: AgeCell; gender: GenderCell } | null {
  if (occlusion === null || !ageYears) return null;
  const band = ageBandOf(ageYears.value);
  if (band === 'under 18') return null;
  const cell = {
    age: measures.includes('age') ? band : ('unknown' as const),
    gender:
      measures.includes('gender') && gender?.confident ? (gender.label as Gender) : ('unknown' as const),
  };
  return cell.age === 'unknown' && cell.gender === 'unknown' ? null : cell;
}
