import type { PicturePoint } from '../../../main/ipc/contract.ts';

/** How a picture is shown. */
export interface ShownSize {
  /** In the units of the drawing. */
  width: number;
  height: number;
  isMirrored: boolean;
}

/** Where a zone's corner lies on the drawing. */
export function onPicture({ x, y }: PicturePoint, { width, height, isMirrored }: ShownSize): PicturePoint {
  return { x: (isMirrored ? 1 - x : x) * width, y: y * height };
}

/** Which point of the picture a place on the drawing is; what lies beyond counts as its border. */
export function fromPicture({ x, y }: PicturePoint, { width, height, isMirrored }: ShownSize): PicturePoint {
  const inside = (share: number) => Math.min(1, Math.max(0, share));
  const across = inside(x / width);
  return { x: isMirrored ? 1 - across : across, y: inside(y / height) };
}
