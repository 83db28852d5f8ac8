import type { Random } from '../../../common/math/random.ts';

/** Every pixel its luma. */
export function toGray(pixels: Float32Array): void {
  for (let i = 0; i < pixels.length; i += 3)
    pixels.fill(0.299 * pixels[i]! + 0.587 * pixels[i + 1]! + 0.114 * pixels[i + 2]!, i, i + 3);
}

/** Light of another color, another exposure, no color, noise: each on some of the pictures. Values stay in 0 … 255. */
export function setTone(pixels: Float32Array, random: Random): void {
  if (random.bool(0.15)) toGray(pixels);
  const gamma = Math.exp(random.uniform(-0.35, 0.35));
  const cast = random.bool(0.35);
  const gains = [0, 1, 2].map(() => (cast ? random.uniform(0.5, 1.25) : 1));
  const noise = random.bool(0.3) ? random.uniform(1, 8) : 0;
  for (let i = 0; i < pixels.length; i++) {
    const value =
      255 * (pixels[i]! / 255) ** gamma * gains[i % 3]! + (noise > 0 ? noise * random.normal() : 0);
    pixels[i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
}
