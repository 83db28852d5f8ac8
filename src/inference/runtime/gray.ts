/** Steps of light between which a gray is looked up: fine enough for the darkest ones. */
const STEPS = 16_384;

/** sRGB's own curve (IEC 61966-2-1). */
const LIGHT_OF = Float64Array.from({ length: 256 }, (_, level) => {
  const share = level / 255;
  return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});
const LEVEL_OF = Uint8Array.from({ length: STEPS + 1 }, (_, step) => {
  const light = step / STEPS;
  return Math.round(255 * (light <= 0.003_130_8 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055));
});

/**
 * Gray as libvips makes it: the luminance of the light (Rec. 709), back on sRGB's curve.
 * @param out one byte a pixel, filled and returned
 * @param pixels red, green, blue
 */
export function toGrayInto(out: Uint8Array, pixels: Uint8ClampedArray): Uint8Array {
  for (let i = 0; i < out.length; i++) {
    const red = LIGHT_OF[pixels[3 * i]!]!;
    const green = LIGHT_OF[pixels[3 * i + 1]!]!;
    const blue = LIGHT_OF[pixels[3 * i + 2]!]!;
    out[i] = LEVEL_OF[Math.round(STEPS * (0.2126 * red + 0.7152 * green + 0.0722 * blue))]!;
  }
  return out;
}
