import type { CameraPixels, LiveFrame, RetrainFrameResult } from '../../../main/ipc/contract.ts';
import { LiveCamera } from '../../live/camera.svelte.ts';
import { CAMERA_SIZE } from '../../live/open-camera.ts';
import { request } from '../page/client.ts';

const COUNTDOWN_S = 3;
/** Between two pictures: a head moves a little in it. */
const PERIOD_MS = 300;
/** Of one turn. */
export const PICTURES_A_TURN = 20;

/** Whose face is recorded, and what it shows. */
export interface Take {
  label: string;
  person: string;
}

/** The camera of a retraining whose pictures are recorded: turns of some pictures each, after a countdown. */
export class FaceRecording {
  readonly #id: number;
  readonly #onrecorded: (name: string) => void;
  #camera = $state.raw<LiveCamera | null>(null);
  #device = $state('');
  #result = $state.raw<RetrainFrameResult | null>(null);
  #take = $state.raw<Take | null>(null);
  /** Before the first picture of a turn; 0: it is recorded. */
  #countdown = $state(0);
  #saved = $state(0);
  #nextMs = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param onrecorded gets the name of each picture */
  constructor(id: number, onrecorded: (name: string) => void) {
    this.#id = id;
    this.#onrecorded = onrecorded;
  }

  get camera(): LiveCamera | null {
    return this.#camera;
  }
  get device(): string {
    return this.#device;
  }
  /** What hinders now; null: nothing. */
  get problem(): RetrainFrameResult['problem'] {
    return this.#result?.problem ?? null;
  }
  get take(): Take | null {
    return this.#take;
  }
  get countdown(): number {
    return this.#countdown;
  }
  /** Pictures of this turn. */
  get saved(): number {
    return this.#saved;
  }

  /** @throws RequestRefused */
  async start(device = this.#device): Promise<void> {
    this.#camera?.stop();
    this.#device = device;
    await request('retrain.openCamera', { id: this.#id });
    this.#camera = new LiveCamera({ deviceId: device || null, ...CAMERA_SIZE }, () =>
      Promise.resolve({
        read: ({ atMs, pixels }) => this.#read(atMs, pixels),
        close: () => Promise.resolve(),
      }),
    );
    this.#camera.start();
  }

  async stop(): Promise<void> {
    this.stopTake();
    if (!this.#camera) return;
    this.#camera.stop();
    this.#camera = null;
    this.#result = null;
    await request('retrain.closeCamera', {});
  }

  /** Begins a turn, after a countdown. */
  record(take: Take): void {
    this.stopTake();
    this.#take = take;
    this.#saved = 0;
    this.#countdown = COUNTDOWN_S;
    this.#timer = setInterval(() => {
      this.#countdown--;
      if (this.#countdown === 0) clearInterval(this.#timer);
    }, 1000);
  }

  stopTake(): void {
    clearInterval(this.#timer);
    this.#take = null;
    this.#countdown = 0;
  }

  async #read(atMs: number, pixels: CameraPixels): Promise<LiveFrame> {
    const isDue = this.#take !== null && this.#countdown === 0 && performance.now() >= this.#nextMs;
    const record = isDue ? this.#take : null;
    const result = await request('retrain.frame', { id: this.#id, pixels, record });
    this.#result = result;
    if (result.recorded !== null) {
      this.#nextMs = performance.now() + PERIOD_MS;
      this.#onrecorded(result.recorded);
      if (record === this.#take && ++this.#saved >= PICTURES_A_TURN) this.stopTake();
    }
    return frameOf(atMs, pixels, result);
  }
}

/** As pictures show frames. */
function frameOf(
  atMs: number,
  { width, height }: { width: number; height: number },
  { faces }: RetrainFrameResult,
): LiveFrame {
  const shown = faces.map((box, track) => ({ track, box, isSeen: true, occlusion: 'none' as const }));
  return { atMs, width, height, scene: 'clear', ended: [], faces: shown };
}
