import type { Thumbnail } from '../../state/thumbnail-queue.ts';

/** Draws a row of square pictures; `pictures` has null where one is still coming. */
export class ThumbnailPainter {
  readonly #canvas = document.createElement('canvas');
  #image: ImageData | null = null;

  draw(
    context: CanvasRenderingContext2D,
    pictures: readonly (Thumbnail | null)[],
    cell: number,
    step: number,
    waiting: string,
  ): void {
    context.imageSmoothingQuality = 'medium';
    pictures.forEach((picture, i) => {
      if (picture) return context.drawImage(this.#bitmap(picture), i * step, 0, cell, cell);
      context.fillStyle = waiting;
      context.fillRect(i * step, 0, cell, cell);
    });
  }

  #bitmap({ size, channels, pixels }: Thumbnail): HTMLCanvasElement {
    if (this.#image?.width !== size) {
      this.#canvas.width = size;
      this.#canvas.height = size;
      this.#image = new ImageData(size, size);
    }
    const { data } = this.#image;
    for (let i = 0, from = 0; i < size * size; i++, from += channels) {
      data[i * 4] = pixels[from]!;
      data[i * 4 + 1] = pixels[channels === 3 ? from + 1 : from]!;
      data[i * 4 + 2] = pixels[channels === 3 ? from + 2 : from]!;
      data[i * 4 + 3] = 255;
    }
    this.#canvas.getContext('2d')!.putImageData(this.#image, 0, 0);
    return this.#canvas;
  }
}
