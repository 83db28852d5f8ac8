import { request } from '../page/client.ts';
import { notices } from '../page/notices.svelte.ts';

/** Pictures of one request. */
const BLOCK = 48;

/** Small pictures of a retraining, by name, in memory while they are shown. */
export class Thumbnails {
  readonly #id: number;
  #images = $state.raw<ReadonlyMap<string, ImageData>>(new Map());
  readonly #asked = new Set<string>();

  constructor(id: number) {
    this.#id = id;
  }

  of(name: string): ImageData | undefined {
    return this.#images.get(name);
  }

  /** Reads those that are not there yet; one that cannot be read is not requested again. */
  async want(names: readonly string[]): Promise<void> {
    const missing = names.filter((name) => !this.#asked.has(name));
    for (const name of missing) this.#asked.add(name);
    for (let at = 0; at < missing.length; at += BLOCK) {
      const block = missing.slice(at, at + BLOCK);
      await notices.attempt(async () => {
        const { size, channels, pixels } = await request('retrain.thumbnails', {
          id: this.#id,
          names: block,
        });
        const each = size * size * channels;
        const images = block.map((name, i) => {
          const bytes = pixels.subarray(i * each, (i + 1) * each);
          return [name, imageOf(bytes, size, channels)] as const;
        });
        this.#images = new Map([...this.#images, ...images]);
      });
    }
  }
}

/** @param bytes size × size × channels, gray or RGB */
function imageOf(bytes: Uint8Array, size: number, channels: number): ImageData {
  const image = new ImageData(size, size);
  for (let i = 0; i < size * size; i++) {
    for (let c = 0; c < 3; c++) image.data[4 * i + c] = bytes[i * channels + (channels === 1 ? 0 : c)]!;
    image.data[4 * i + 3] = 255;
  }
  return image;
}
