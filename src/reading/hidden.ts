import type { Visible } from '../artifact/labels.ts';

/** What of a face is hidden: nothing, the upper half (a headset) or the lower half (a mask). */
export const HIDDEN = ['none', 'upper', 'lower'] as const;
export type Hidden = (typeof HIDDEN)[number];

/** What shows where this is hidden: a headset (upper) leaves the lower half. */
export const SHOWS: Readonly<Record<Hidden, Visible>> = { none: 'full', upper: 'lower', lower: 'upper' };
