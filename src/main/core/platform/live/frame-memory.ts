import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';

const MEGABYTE = 1024 ** 2;

/** What the frames of all cameras take at once: 80 of full HD, 20 of 4K. */
const MAX_BYTES = 768 * MEGABYTE;

/** Bounds the memory that frames take over all cameras: a few of the largest size would take gigabytes. */
export class FrameMemory {
  readonly #mostBytes: number;
  readonly #held = new Map<object, number>();

  constructor(mostBytes = MAX_BYTES) {
    this.#mostBytes = mostBytes;
  }

  /**
   * Holds so much for a camera, in place of what it held.
   * @throws DemifaceError `usage` that names the camera if there is not so much; it holds what it held then
   */
  hold(holder: object, bytes: number, camera: string): void {
    const others = [...this.#held].reduce((sum, [other, held]) => (other === holder ? sum : sum + held), 0);
    if (others + bytes > this.#mostBytes)
      throw new DemifaceError(
        'usage',
        message('counting.frameMemory', {
          camera,
          needed: inMegabytes(bytes),
          most: inMegabytes(this.#mostBytes),
          used: inMegabytes(others),
        }),
      );
    this.#held.set(holder, bytes);
  }

  release(holder: object): void {
    this.#held.delete(holder);
  }
}

function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / MEGABYTE)} MB`;
}
