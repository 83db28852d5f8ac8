import type { Visible } from '../../artifact/labels.ts';

/** Which half of a face is covered: none, the upper one (a headset) or the lower one (a mask). */
export const OCCLUSIONS = ['none', 'upper', 'lower'] as const;
export type Occlusion = (typeof OCCLUSIONS)[number];

/** The visible part under an occlusion: a headset (upper) leaves the lower half. */
export const VISIBLE_UNDER: Readonly<Record<Occlusion, Visible>> = {
  none: 'full',
  upper: 'lower',
  lower: 'upper',
};
