import type { Visible } from '../../artifact/labels.ts';

/** What of a face is hidden: nothing, the upper half (a headset) or the lower half (a mask). */
export const COVERS = ['none', 'upper', 'lower'] as const;
export type Cover = (typeof COVERS)[number];

/** What shows where this is hidden: a headset (upper) leaves the lower half. */
export const SHOWS: Readonly<Record<Cover, Visible>> = { none: 'full', upper: 'lower', lower: 'upper' };
