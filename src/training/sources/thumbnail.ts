/** Side of the thumbnails that are compared. */
export const THUMBNAIL_SIDE = 16;

/** Parts of red, green and blue in the brightness of a picture, as in ITU-R BT.601. */
const BRIGHTNESS = [0.299, 0.587, 0.114] as const;

/**
 * A small gray picture: each pixel is the mean brightness of its part of the whole.
 * @param pixels rows from the top, `channels` bytes a pixel; the first three, or the first one, are colors
 * @returns THUMBNAIL_SIDE × THUMBNAIL_SIDE bytes
 */
export function thumbnailOf(pixels: Uint8Array, width: number, height: number, channels: number): Uint8Array {
  const columns = parts(width);
  const rows = parts(height);
  const weights = channels < 3 ? [1] : BRIGHTNESS;
  const thumbnail = new Uint8Array(THUMBNAIL_SIDE ** 2);
  for (const [i, [top, bottom]] of rows.entries())
    for (const [j, [left, right]] of columns.entries()) {
      let sum = 0;
      for (let y = top; y < bottom; y++)
        for (let x = left, at = (y * width + left) * channels; x < right; x++, at += channels)
          for (let c = 0; c < weights.length; c++) sum += weights[c]! * pixels[at + c]!;
      thumbnail[i * THUMBNAIL_SIDE + j] = Math.round(sum / ((bottom - top) * (right - left)));
    }
  return thumbnail;
}

/** Where each pixel of the thumbnail begins and ends; parts of a picture that is smaller overlap. */
function parts(length: number): [from: number, to: number][] {
  return Array.from({ length: THUMBNAIL_SIDE }, (_, i) => [
    Math.floor((i * length) / THUMBNAIL_SIDE),
    Math.ceil(((i + 1) * length) / THUMBNAIL_SIDE),
  ]);
}
