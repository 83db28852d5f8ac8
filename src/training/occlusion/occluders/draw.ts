import type { Random } from '../../../common/math/random.ts';
import type { Canvas } from './canvas.ts';
import { drawHeadset } from './headset.ts';
import { drawMask } from './mask.ts';

/** Draws the occluder on the other part: a headset where the lower part shows, a mask where the upper part shows. */
export function drawOccluder(visible: 'lower' | 'upper', canvas: Canvas, random: Random): void {
  if (visible === 'lower') drawHeadset(canvas, random);
  else drawMask(canvas, random);
}
