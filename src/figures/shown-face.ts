import { occludedRows } from '../artifact/occluded-rows.ts';
import type { Visible } from '../artifact/labels.ts';

/** A face as a model is shown it: what is hidden is black. @param pixels size × size × channels; left as they are */
export function shownFace(
  pixels: Uint8Array,
  size: number,
  channels: 1 | 3,
  visible: Visible,
): Uint8Array<ArrayBuffer> {
  const shown = Uint8Array.from(pixels);
  const [from, to] = occludedRows(visible, size);
  return shown.fill(0, from * size * channels, to * size * channels);
}
