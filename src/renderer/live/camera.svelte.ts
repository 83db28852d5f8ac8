import type { LiveFrame } from '../../main/ipc/contract.ts';
import type { CameraProblem } from './camera-problem.ts';
import { problemOf } from './camera-problem.ts';
import type { CameraFrame } from './frames-of.ts';
import { framesOf, STILL_MS } from './frames-of.ts';
import { Pace } from './pace.ts';
import type { CameraOptions } from './open-camera.ts';
import { openCamera } from './open-camera.ts';

/** Where its frames go: to the live pipeline. Another one that is opened for the same camera takes its place. */
export interface FrameProcessor {
  /** @returns what is read of the frame */
  read(frame: CameraFrame): Promise<LiveFrame>;
  /** No more frames come, for now. */
  close(): Promise<void>;
}

/** The device that a camera is to open, found out before it is opened for the first time. */
export type FindDevice = () => Promise<{ id: string } | { problem: CameraProblem }>;

export type CameraState = 'off' | 'starting' | 'on' | 'waiting';

/** How long it waits before it tries a camera again that another program held. */
const RETRY_MS = 3000;
/** After so long without a picture nobody is the same visitor any more: the session ends, and its networks with it. */
const AWAY_MS = 60_000;

/**
 * One camera: opened, read frame by frame, opened again when it comes back. While it runs it keeps to the device that it
 * opened first: another one would be another camera. Its picture is shown from `stream`, untouched; frames are read as fast as
 * the reader answers and never wait in a line.
 */
export class LiveCamera {
  readonly #wish: CameraOptions;
  readonly #openReader: () => Promise<FrameProcessor>;
  readonly #findDevice: FindDevice | null;
  /** The one that it opened since it was started. */
  #deviceId: string | null = null;
  #state = $state<CameraState>('off');
  #problem = $state<CameraProblem | null>(null);
  #failure = $state<string | null>(null);
  #stream = $state.raw<MediaStream | null>(null);
  #frame = $state.raw<LiveFrame | null>(null);
  #perSecond = $state(0);
  #run: AbortController | null = null;
  /** When the newest frame was read, as `performance.now`. */
  #readAtMs = 0;
  #fading: ReturnType<typeof setTimeout> | undefined;

  /** @param findDevice where the wish names none; null: whichever comes first */
  constructor(
    wish: CameraOptions,
    openReader: () => Promise<FrameProcessor>,
    findDevice: FindDevice | null = null,
  ) {
    this.#wish = wish;
    this.#openReader = openReader;
    this.#findDevice = wish.deviceId === null ? findDevice : null;
  }

  get state(): CameraState {
    return this.#state;
  }
  /** Why it waits. */
  get problem(): CameraProblem | null {
    return this.#problem;
  }
  /** What went wrong with reading, in words; null while nothing did. */
  get failure(): string | null {
    return this.#failure;
  }
  /** For a video element. */
  get stream(): MediaStream | null {
    return this.#stream;
  }
  /** What was read of the newest frame. */
  get frame(): LiveFrame | null {
    return this.#frame;
  }

  /** Frames that are read in a second, lately. */
  get perSecond(): number {
    return this.#perSecond;
  }

  start(): void {
    if (this.#run) return;
    this.#run = new AbortController();
    this.#deviceId = this.#wish.deviceId;
    void this.#keepOpen(this.#run.signal);
  }

  stop(): void {
    this.#run?.abort();
    this.#run = null;
    this.#state = 'off';
    this.#problem = null;
    this.#failure = null;
    this.#clear();
  }

  /** What an aborted run still awaits changes nothing that is shown: another run may have begun. */
  async #keepOpen(signal: AbortSignal): Promise<void> {
    let reader: FrameProcessor | null = null;
    const close = async () => {
      await reader?.close().catch(() => {}); // A core that died has closed it already.
      reader = null;
    };
    const openReader = async () => (reader = await this.#openReader());
    while (!signal.aborted) {
      this.#state = this.#problem ? 'waiting' : 'starting';
      const problem = await this.#readOnce(openReader, signal).catch(async (error: unknown) => {
        if (!signal.aborted) this.#failure = (error as Error).message;
        await close();
        return 'failed' as const;
      });
      if (signal.aborted) break;
      // Of one that was unplugged it is not news that it is missing.
      if (problem !== 'missing' || this.#problem !== 'unplugged') this.#problem = problem;
      this.#state = 'waiting';
      await changeOrPause(signal);
      if (reader && performance.now() - this.#readAtMs > AWAY_MS) await close();
    }
    await close();
  }

  /**
   * Opens it and reads until it is gone; one that hangs is opened again at once. Its reader stays open, so that its faces are
   * followed on where it comes back soon.
   * @returns why there is no picture any more
   * @throws what finding the device, opening the reader and reading throw
   */
  async #readOnce(openReader: () => Promise<FrameProcessor>, signal: AbortSignal): Promise<CameraProblem> {
    for (;;) {
      const stream = await this.#open(signal);
      if (typeof stream === 'string') return stream;
      const end = await this.#readStream(stream, openReader, signal);
      if (signal.aborted || end.problem !== 'hung' || !end.hasRead) return end.problem;
      this.#problem = 'hung';
      this.#state = 'waiting';
    }
  }

  /** @throws what finding the device throws */
  async #open(signal: AbortSignal): Promise<MediaStream | CameraProblem> {
    if (this.#deviceId === null && this.#findDevice) {
      const found = await this.#findDevice();
      if ('problem' in found) return found.problem;
      if (signal.aborted) return 'failed';
      this.#deviceId = found.id;
    }
    const stream = await openCamera({ ...this.#wish, deviceId: this.#deviceId }).catch(problemOf);
    if (typeof stream !== 'string' && !signal.aborted)
      this.#deviceId ??= stream.getVideoTracks()[0]!.getSettings().deviceId || null;
    return stream;
  }

  /** Reads a stream until it ends, and stops it. @throws what opening the reader and reading throw */
  async #readStream(
    stream: MediaStream,
    openReader: () => Promise<FrameProcessor>,
    signal: AbortSignal,
  ): Promise<{ problem: CameraProblem; hasRead: boolean }> {
    const track = stream.getVideoTracks()[0]!;
    const stop = () => track.stop();
    signal.addEventListener('abort', stop);
    let hasRead = false;
    try {
      if (signal.aborted) return { problem: 'failed', hasRead };
      // After a problem it is shown once it gives a picture.
      if (this.#problem === null) this.#stream = stream;
      const reader = await openReader();
      if (signal.aborted) return { problem: 'failed', hasRead };
      const pace = new Pace((perSecond) => (this.#perSecond = perSecond));
      for await (const frame of framesOf(track, signal)) {
        const read = await reader.read(frame);
        if (signal.aborted) break;
        if (!hasRead) this.#begin(stream);
        hasRead = true;
        this.#show(read);
        pace.step(performance.now());
      }
      return { problem: track.readyState === 'live' ? 'hung' : 'unplugged', hasRead };
    } finally {
      signal.removeEventListener('abort', stop);
      stop();
      if (!signal.aborted) this.#clear();
    }
  }

  #begin(stream: MediaStream): void {
    this.#problem = null;
    this.#failure = null;
    this.#stream = stream;
    this.#state = 'on';
  }

  /** What is old is not shown as if it were now, whether the camera or the core gives nothing new. */
  #show(frame: LiveFrame): void {
    this.#frame = frame;
    this.#readAtMs = performance.now();
    clearTimeout(this.#fading);
    this.#fading = setTimeout(() => this.#fade(), STILL_MS);
  }

  #fade(): void {
    this.#frame = null;
    this.#perSecond = 0;
  }

  #clear(): void {
    clearTimeout(this.#fading);
    this.#fade();
    this.#stream = null;
  }
}

/** Waits until a camera was plugged in or out, and at most a while. */
function changeOrPause(signal: AbortSignal): Promise<void> {
  const listening = new AbortController();
  return new Promise<void>((resolve) => {
    const go = () => resolve();
    navigator.mediaDevices.addEventListener('devicechange', go, { signal: listening.signal });
    signal.addEventListener('abort', go, { signal: listening.signal });
    const timer = setTimeout(go, RETRY_MS);
    listening.signal.addEventListener('abort', () => clearTimeout(timer));
  }).finally(() => listening.abort());
}
