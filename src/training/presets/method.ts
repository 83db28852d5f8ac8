import type { FaceTask } from '../../artifact/labels.ts';
import type { EnsemblePreset } from './preset.ts';

/** What the paper sets the same way for all nets. */

/** α: "the best of" these on validation (Sec. 4.2.4, 4.3.4). */
export const MARGINS = [0, 0.1, 0.2, 0.3, 0.4, 0.5] as const;

/** Share of the training set in S_pos and S_neg (Sec. 4.2.4, 4.3.4). */
export const MINED_SHARE: Readonly<Record<FaceTask, number>> = {
  expression: 0.1,
  gender: 0.2,
  age: 0.2,
  custom: 0.1, // Ours: as expression.
};

/** C is validated over these (Sec. 4.2.4, 4.3.4). Ours: embeddings are standardized before (`ensemble/standardize.ts`). */
export const PENALTIES = [0.1, 1, 10, 100, 1000] as const;

export function ensembleOf(
  members: EnsemblePreset['members'],
  penalty: EnsemblePreset['penalty'] = PENALTIES,
): EnsemblePreset {
  return { kind: 'ensemble', members, penalty };
}
