import sharp from 'sharp';

/** Every sixteenth colour of viridis (van der Walt and Smith 2015): equal steps of heat look equally large. */
const VIRIDIS = [
  ...['440154', '48186a', '472d7b', '424086', '3b528b', '33638d', '2c728e', '26828e', '21918c'],
  ...['1fa088', '28ae80', '3fbc73', '5ec962', '84d44b', 'addc30', 'd8e219', 'fde725'],
].map((hex) => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number]);

/** Of the colour where the heat is greatest; where there is none, the face shows as it is. */
const STRONGEST = 0.75;

/** @param heat 0 … 1 @returns red, green, blue, 0 … 255 */
export function heatColor(heat: number): [number, number, number] {
  const place = Math.min(1, Math.max(0, heat)) * (VIRIDIS.length - 1);
  const below = Math.min(Math.floor(place), VIRIDIS.length - 2);
  const [from, to] = [VIRIDIS[below]!, VIRIDIS[below + 1]!];
  return [0, 1, 2].map((c) => from[c]! + (place - below) * (to[c]! - from[c]!)) as [number, number, number];
}

export interface OverlaidFace {
  /** size × size × channels, 0 … 255. */
  pixels: Uint8Array;
  size: number;
  channels: 1 | 3;
}

/**
 * A face with its heat over it, each picture's greatest heat in the last colour.
 * @param heat side × side, not negative
 * @returns side × side × 3, 0 … 255
 */
export async function overlay(face: OverlaidFace, heat: Float32Array, side: number): Promise<Uint8Array> {
  const pixels = await enlargedFace(face, side);
  const most = heat.reduce((max, value) => Math.max(max, value), 0);
  if (most === 0) return pixels;
  heat.forEach((value, i) => {
    const warmth = value / most;
    const color = heatColor(warmth);
    const strength = STRONGEST * warmth;
    for (let c = 0; c < 3; c++)
      pixels[3 * i + c] = Math.round(pixels[3 * i + c]! * (1 - strength) + color[c]! * strength);
  });
  return pixels;
}

/** A face in colour, enlarged. @returns side × side × 3, 0 … 255 */
export async function enlargedFace(
  { pixels, size, channels }: OverlaidFace,
  side: number,
): Promise<Uint8Array> {
  return sharp(pixels, { raw: { width: size, height: size, channels } })
    .resize(side, side, { kernel: 'cubic' })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
}
