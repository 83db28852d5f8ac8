import type { Thumbnail } from '../../../state/data/thumbnail-queue.ts';

/** Paints square pictures. */
export class ThumbnailPainter {
  readonly #canvas = document.createElement('canvas');
  readonly #context = this.#canvas.getContext('2d', { willReadFrequently: true })!;
  #image: ImageData | null = null;

  paint(context: CanvasRenderingContext2D, thumbnail: Thumbnail, x: number, side: number): void {
    context.imageSmoothingQuality = 'medium';
    context.drawImage(this.#bitmap(thumbnail), x, 0, side, side);
  }

  #bitmap({ size, channels, pixels }: Thumbnail): HTMLCanvasElement {
    if (this.#image?.width !== size) {
      this.#canvas.width = size;
      this.#canvas.height = size;
      this.#image = new ImageData(size, size);
    }
    const words = new Uint32Array(this.#image.data.buffer);
    // Red is the lowest byte of a word on every machine that there is a Chromium for.
    if (channels === 1)
      for (let i = 0; i < words.length; i++) words[i] = 0xff000000 | (pixels[i]! * 0x010101);
    else
      for (let i = 0, at = 0; i < words.length; i++, at += 3)
        words[i] = 0xff000000 | (pixels[at + 2]! << 16) | (pixels[at + 1]! << 8) | pixels[at]!;
    this.#context.putImageData(this.#image, 0, 0);
    return this.#canvas;
  }
}
