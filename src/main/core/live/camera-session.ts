import { DemifaceError } from '../../../artifact/error.ts';
import type { LiveFrame } from '../../../reading/live/live-frame.ts';
import type { LiveReader } from '../../../reading/live/live-reader.ts';
import { createLiveReader } from '../../../reading/live/live-reader.ts';
import type { RawFrame } from '../../../reading/live/sources/pixel-formats.ts';
import { checkBytes, toPicture } from '../../../reading/live/sources/pixel-formats.ts';
import { CountedCamera } from '../audience/counted-camera.ts';
import type { CountingPlan } from '../audience/counting/counter.ts';
import type { Store } from '../store/store.ts';
import type { LiveNets } from './live-nets.ts';

/** One camera that is looked at: its faces, followed, and what is counted of them. Frames stay in memory. */
export class CameraSession {
  readonly #plan: CountingPlan;
  readonly #counted: CountedCamera;
  readonly #reader: LiveReader;
  #pixels = new Uint8ClampedArray(0);
  #isReading = false;
  #hasEnded = false;

  /** @param onVisit told when a face becomes a visit, by the counting clock */
  constructor(store: Store, plan: CountingPlan, nets: LiveNets, onVisit: (nowMs: number) => void) {
    this.#plan = plan;
    this.#reader = newReader(plan, nets);
    this.#counted = new CountedCamera(store, plan, nets.hash);
    this.#counted.onVisit = onVisit;
  }

  get camera(): string {
    return this.#plan.camera.id;
  }

  /**
   * Reads a frame and counts.
   * @param atMs when it was taken, on the camera's clock
   * @param nowMs the same by the counting clock
   * @throws DemifaceError `busy` if the last one is still being read; `mismatch` if its bytes are too few
   */
  async read(frame: RawFrame, atMs: number, nowMs: number): Promise<LiveFrame> {
    if (this.#isReading) throw new DemifaceError('busy', 'the frame before is still being read');
    checkBytes(frame);
    this.#isReading = true;
    try {
      const bytes = frame.width * frame.height * 3;
      if (this.#pixels.length !== bytes) this.#pixels = new Uint8ClampedArray(bytes);
      const read = await this.#reader.read({ picture: toPicture(frame, this.#pixels), atMs });
      if (!this.#hasEnded) this.#counted.add(read, nowMs);
      return read;
    } finally {
      this.#isReading = false;
    }
  }

  /** Writes what is due while no frames come. */
  tick(nowMs: number): void {
    this.#counted.tick(nowMs);
  }

  /** Why counts cannot be written now; they stay in memory. */
  get failure(): string | null {
    return this.#counted.failure;
  }

  /** Ends counting and writes all that is known; a frame that is being read does not count any more. */
  end(): void {
    this.#hasEnded = true;
    this.#counted.endSession();
  }

  /** Tries once more what could not be written. @returns whether it could be written */
  write(): boolean {
    return this.#counted.write();
  }
}

function newReader({ camera: { zones } }: CountingPlan, nets: LiveNets): LiveReader {
  return createLiveReader({
    ...nets,
    privacyMasks: zones.filter(({ kind }) => kind === 'private').map(({ points }) => points),
    farZones: zones
      .filter(({ kind }) => kind === 'entrance')
      .map(({ points, minFaceShare }) => ({ polygon: points, leastFace: minFaceShare })),
  });
}
