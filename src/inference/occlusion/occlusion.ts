import type { Visible } from '../../artifact/labels.ts';

/** What of a face is hidden: nothing, the upper half (a headset) or the lower half (a mask). */
export const OCCLUSIONS = ['none', 'upper', 'lower'] as const;
export type Occlusion = (typeof OCCLUSIONS)[number];

/** What shows where this is hidden: a headset (upper) leaves the lower half. */
export const VISIBLE_UNDER: Readonly<Record<Occlusion, Visible>> = {
  none: 'full',
  upper: 'lower',
  lower: 'upper',
};
