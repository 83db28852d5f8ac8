import type { Random } from '../random.ts';
import type { Canvas } from './canvas.ts';

/** Draws what hides the other part: a headset where the lower part shows, a mask where the upper part shows. */
export function drawOccluder(visible: 'lower' | 'upper', canvas: Canvas, random: Random): void {
  const { data, size, channels } = canvas;
  const rows = Math.floor(size / 2);
  const start = visible === 'lower' ? 0 : size - rows;
  data.fill(random.uniform(0, 255), start * size * channels, (start + rows) * size * channels);
}
