import type { Visible } from '../../artifact/labels.ts';

/**
 * The occlusion of one view. `half`: the paper's zeroed half (Sec. 4.2.2). `drawn`: a headset over the upper part,
 * a mask over the lower. `mixed`: drawn with probability `drawnShare` (default 0.5), zeroed otherwise.
 */
export interface Occlusion {
  readonly visible: Visible;
  readonly style: 'half' | 'drawn' | 'mixed';
  readonly drawnShare?: number;
}

export const FULL_VIEW: Occlusion = Object.freeze({ visible: 'full', style: 'half' });
export const LOWER_VIEW: Occlusion = Object.freeze({ visible: 'lower', style: 'half' });
export const UPPER_VIEW: Occlusion = Object.freeze({ visible: 'upper', style: 'half' });
