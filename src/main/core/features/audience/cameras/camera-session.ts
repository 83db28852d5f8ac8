import { DemifaceError } from '../../../../../common/error.ts';
import { message, type StoredMessage } from '../../../../../messages/message.ts';
import type { LiveFrame } from '../../../../../inference/prediction/live-frame.ts';
import type { LivePipeline } from '../../../../../inference/live/live-pipeline.ts';
import { createLivePipeline } from '../../../../../inference/live/live-pipeline.ts';
import type { RawFrame } from '../../../../../inference/sources/pixel-formats.ts';
import { checkBytes, toPicture } from '../../../../../inference/sources/pixel-formats.ts';
import { CountedCamera } from './counted-camera.ts';
import type { VisitListener } from '../counting/counter.ts';
import { countsAlike, type CountingPlan } from '../counting/counting-plan.ts';
import type { Store } from '../../../platform/store/store.ts';
import type { FrameMemory } from '../../../platform/live/frame-memory.ts';
import type { CountingNets } from './counting-nets.ts';
import { MINUTE_MS } from '../../../platform/time/local-time.ts';

/** After so long without a frame, faces that were in view are not re-identified any more. */
const FORGET_MS = MINUTE_MS;

/** One camera that is looked at: its faces, followed, and what is counted of them. Frames stay in memory. */
export class CameraSession {
  readonly #nets: CountingNets;
  readonly #counted: CountedCamera;
  readonly #reader: LivePipeline;
  readonly #memory: FrameMemory;
  #plan: CountingPlan;
  #pixels = new Uint8ClampedArray(0);
  #reading: Promise<LiveFrame> | null = null;
  /** When the last frame was taken, by the session's clock and by the counting clock. */
  #last: { atMs: number; nowMs: number } | null = null;
  /** From the camera's clock to the session's; null until the first frame since the camera was opened. */
  #offsetMs: number | null = null;
  #hasEnded = false;

  /**
   * @param memory of the frames of all cameras
   * @param listener of its visits, by the counting clock
   */
  constructor(
    store: Store,
    plan: CountingPlan,
    nets: CountingNets,
    memory: FrameMemory,
    listener: VisitListener,
  ) {
    this.#memory = memory;
    this.#plan = plan;
    this.#nets = nets;
    this.#reader = newReader(plan, nets);
    this.#counted = new CountedCamera(store, plan, nets.readers);
    this.#counted.listener = listener;
  }

  get camera(): string {
    return this.#plan.camera.id;
  }

  /**
   * Reads a frame and counts.
   * @param atMs when it was taken, on the camera's clock
   * @param nowMs the same by the counting clock
   * @throws DemifaceError `busy` if the last one is still being read; `mismatch` if its bytes are too few; as
   * `FrameMemory.hold`
   */
  async read(frame: RawFrame, atMs: number, nowMs: number): Promise<LiveFrame> {
    if (this.#reading) throw new DemifaceError('busy', message('live.stillReading'));
    checkBytes(frame);
    const { width, height, data } = frame;
    this.#memory.hold(this, data.byteLength + rgbBytes(width, height), this.#plan.camera.name);
    this.#reading = this.#readOne(frame, this.#sessionMs(atMs, nowMs), nowMs);
    try {
      return await this.#reading;
    } finally {
      this.#reading = null;
      if (this.#hasEnded) this.#release();
    }
  }

  /** Goes on by this plan with its tracks, if they count alike by it and are read with these networks. @returns whether it does */
  continueBy(plan: CountingPlan, nets: CountingNets): boolean {
    if (this.#nets !== nets || !countsAlike(this.#plan, plan)) return false;
    this.#plan = plan;
    this.#counted.continueBy(plan);
    return true;
  }

  /** Its camera was opened again, as after a crash of the page: the camera's clock starts anew. */
  async restartClock(): Promise<void> {
    await this.#reading?.catch(() => {}); // Its error went to the page that sent the frame.
    this.#offsetMs = null;
  }

  /** Writes what is due while no frames come, and forgets frames and faces once none came for long. */
  tick(nowMs: number): void {
    this.#counted.tick(nowMs);
    // The counting clock goes back where a machine's clock is corrected.
    if (this.#last && Math.abs(nowMs - this.#last.nowMs) >= FORGET_MS) this.#forget();
  }

  /** Why counts cannot be written now; they stay in memory. */
  get failure(): StoredMessage | null {
    return this.#counted.failure;
  }

  /** Ends counting and writes all that is known; a frame that is being read does not count any more. */
  end(): void {
    this.discard();
    this.#counted.endTracks();
  }

  /** Ends counting and writes nothing more: the camera's counts are deleted. */
  discard(): void {
    this.#hasEnded = true;
    if (!this.#reading) this.#release();
  }

  /** Tries once more what could not be written. @returns whether it could be written */
  write(): boolean {
    return this.#counted.write();
  }

  async #readOne(frame: RawFrame, atMs: number, nowMs: number): Promise<LiveFrame> {
    const bytes = rgbBytes(frame.width, frame.height);
    if (this.#pixels.length !== bytes) this.#pixels = new Uint8ClampedArray(bytes);
    const read = await this.#reader.process({ picture: toPicture(frame, this.#pixels), atMs });
    if (!this.#hasEnded) this.#counted.add(read, nowMs);
    return read;
  }

  #forget(): void {
    if (this.#reading) return;
    this.#reader.finish();
    this.#counted.endTracks();
    this.#release();
  }

  #release(): void {
    this.#pixels = new Uint8ClampedArray(0);
    this.#memory.release(this);
  }

  #sessionMs(cameraMs: number, nowMs: number): number {
    this.#offsetMs ??= this.#last ? this.#last.atMs + (nowMs - this.#last.nowMs) - cameraMs : 0;
    const atMs = cameraMs + this.#offsetMs;
    this.#last = { atMs, nowMs };
    return atMs;
  }
}

function rgbBytes(width: number, height: number): number {
  return width * height * 3;
}

function newReader({ camera: { zones } }: CountingPlan, nets: CountingNets): LivePipeline {
  return createLivePipeline({
    ...nets,
    privacyMasks: zones.filter(({ kind }) => kind === 'private').map(({ points }) => points),
    farZones: zones
      .filter(({ kind }) => kind === 'entrance')
      .map(({ points, minFaceShare }) => ({ polygon: points, leastFace: minFaceShare })),
  });
}
