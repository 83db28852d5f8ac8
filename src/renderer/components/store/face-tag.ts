import { ageBandOf } from '../../../artifact/age-bands.ts';
import type { LiveFrame } from '../../../main/ipc/contract.ts';
import { store } from '../../messages/index.ts';

/** The line above a face, such as `woman · 25-34 · mask`. Of a child, or of one in doubt, only the occlusion is shown. */
export function faceTag({ occlusion, gender, ageYears }: LiveFrame['faces'][number]): string {
  if (occlusion === null) return store.unsure;
  const band = ageYears && ageBandOf(ageYears.value);
  const cover = store.covers[occlusion];
  if (band === 'under 18') return [band, cover].filter(Boolean).join(' · ');
  const word =
    gender && (gender.confident ? (gender.label === 'male' ? store.man : store.woman) : store.unsure);
  return [word, band, cover].filter(Boolean).join(' · ');
}
