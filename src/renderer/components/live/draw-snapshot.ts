import type { LiveFrame } from '../../../main/ipc/contract.ts';
import type { ShownPicture } from '../../live/played-video.svelte.ts';

interface Options {
  isMirrored: boolean;
  /** The line above a face; null: no face is marked. */
  describe: ((face: LiveFrame['faces'][number]) => string) | null;
}

/** Of the picture's longer side. */
const TEXT_SHARE = 1 / 56;

/** @returns a PNG of the picture, as large as it is */
export async function drawnSnapshot(
  { image, frame }: ShownPicture,
  { isMirrored, describe }: Options,
): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d')!;
  context.save();
  if (isMirrored) context.setTransform(-1, 0, 0, 1, image.width, 0);
  context.drawImage(image, 0, 0);
  context.restore();
  const scale = image.width / frame.width;
  if (describe)
    for (const face of frame.faces) {
      const box = face.box;
      const width = box.width * scale;
      const x = isMirrored ? image.width - box.x * scale - width : box.x * scale;
      mark(context, { x, y: box.y * scale, width, height: box.height * scale }, describe(face));
    }
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

function mark(
  context: OffscreenCanvasRenderingContext2D,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  text: string,
): void {
  const { canvas } = context;
  const size = Math.max(10, Math.max(canvas.width, canvas.height) * TEXT_SHARE);
  context.lineWidth = Math.max(2, size / 7);
  context.strokeStyle = '#fff';
  context.strokeRect(x, y, width, height);
  context.font = `600 ${size}px system-ui, sans-serif`;
  const wide = context.measureText(text).width + size;
  const left = Math.min(Math.max(0, x + width / 2 - wide / 2), Math.max(0, canvas.width - wide));
  const top = Math.max(0, y - 1.9 * size);
  context.fillStyle = 'rgb(0 0 0 / 68%)';
  context.fillRect(left, top, wide, 1.6 * size);
  context.fillStyle = '#fff';
  context.fillText(text, left + size / 2, top + 1.15 * size);
}
