import type { Random } from '../../../common/math/random.ts';
import type { Canvas } from './canvas.ts';

/** The light on a drawn thing, after the picture it is drawn into: a dark picture gets a dark mask. */
export interface SceneLight {
  /** Factor on colors, about 0.5 … 1.15. */
  readonly strength: number;
  /** -1 … 1: from the left … from the right. */
  readonly side: number;
}

export function sceneLight({ data }: Canvas, random: Random): SceneLight {
  let sum = 0;
  for (let i = 0; i < data.length; i += 3) sum += data[i]!;
  const mean = sum / Math.ceil(data.length / 3);
  const strength = (0.62 + 0.36 * Math.min(1.2, mean / 128)) * random.uniform(0.85, 1.1);
  return { strength, side: random.uniform(-1, 1) };
}
