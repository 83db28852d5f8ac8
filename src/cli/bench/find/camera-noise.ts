import type { Picture } from '../../../inference/runtime/picture.ts';
import { randomFor } from '../../../common/math/random.ts';

/** Levels, of 255. */
const DEPTH = 2.5;
const GRAINS = 1 << 20;

/** What a camera's sensor adds to a scene, another grain each frame. @returns a copy with grain `nth` */
export function cameraNoise(seed: number): (picture: Picture, nth: number) => Picture {
  const random = randomFor(seed, 'camera noise');
  const grain = Int8Array.from({ length: GRAINS }, () => Math.round(DEPTH * random.normal()));
  return ({ data, width, height }, nth) => {
    const noisy = new Uint8Array(data);
    const start = randomFor(seed, 'grain', nth).int(GRAINS);
    for (let i = 0; i < noisy.length; i++) {
      const value = noisy[i]! + grain[(start + i) & (GRAINS - 1)]!;
      noisy[i] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
    return { data: noisy, width, height };
  };
}
