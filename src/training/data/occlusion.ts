import type { Visible } from '../../artifact/labels.ts';

/**
 * What hides the face in one view. `half`: the paper's zeroed half (Sec. 4.2.2). `drawn`: a headset over the upper part,
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

/**
 * Rows [from, to) that are replaced with zero. `lower` visible: floor(h/2) rows at the top. `upper` visible: floor(h/2)
 * rows at the bottom. With an odd height the middle row always shows, so the visible half is never the smaller one.
 */
export function hiddenRows(visible: Visible, height: number): readonly [from: number, to: number] {
  const half = Math.floor(height / 2);
  switch (visible) {
    case 'full':
      return [0, 0];
    case 'lower':
      return [0, half];
    case 'upper':
      return [height - half, height];
  }
}
