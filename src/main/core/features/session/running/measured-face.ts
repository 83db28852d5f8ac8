import { DemifaceError } from '../../../../../common/error.ts';
import type { ClientFaceReader } from '../../../../../inference/live/client-face/client-face.ts';
import { createClientFaceReader } from '../../../../../inference/live/client-face/client-face.ts';
import type { ClientFrame, FollowedFrame } from '../../../../../inference/live/client-face/client-frame.ts';
import type { NeutralCenter } from '../../../../../inference/live/client-face/neutral.ts';
import type { RawFrame } from '../../../../../inference/sources/pixel-formats.ts';
import { checkBytes, rawBytes, toPicture } from '../../../../../inference/sources/pixel-formats.ts';
import type {
  ClientFaceState,
  FaceLossReason,
  SessionFrame,
  SessionReading,
  SessionState,
} from '../../../../ipc/contract/session.ts';
import type { FrameMemory } from '../../../platform/live/frame-memory.ts';
import type { MeasuredMoment } from '../recording/measured-moment.ts';
import type { SessionNets } from './session-nets.ts';
import { shownReading } from './shown-reading.ts';
import { message } from '../../../../../messages/message.ts';

/** As messages of `FrameMemory` name it. */
const NAME = 'Session';

/** Frames that the motion of the mouth is measured with, beside the newest. */
const MEASURED_AGAIN = 2;

/** What one frame gives. */
export interface ReadFrame {
  frame: SessionFrame;
  /** Null while no face is confirmed, and between two predictions. */
  moment: Omit<MeasuredMoment, 'step'> | null;
  reading: SessionReading | null;
  /** Since when the client talks; null: they do not. */
  talkingSinceMs: number | null;
  /** The face was lost on this frame. */
  lostBy: FaceLossReason | null;
}

/** The face of one session's client, read frame by frame. Frames are held in memory alone. */
export class MeasuredFace {
  readonly #reader: ClientFaceReader;
  readonly #memory: FrameMemory;
  #face: ClientFaceState;
  #isReading = false;
  /** Counts how often another face, or none, was confirmed. */
  #confirmations = 0;
  #hasEnded = false;

  constructor(
    nets: SessionNets,
    occlusion: SessionState['occlusion'],
    memory: FrameMemory,
    face: ClientFaceState = 'none',
  ) {
    this.#reader = createClientFaceReader({ ...nets, occlusion });
    this.#memory = memory;
    this.#face = face;
  }

  get state(): ClientFaceState {
    return this.#face;
  }

  get card() {
    return this.#reader.model.card;
  }

  get bands() {
    return this.#reader.bands;
  }

  /** @throws DemifaceError `missing` if the last frame does not show it */
  confirm(track: number): void {
    this.#reader.confirm(track);
    this.#confirmations++;
    this.#face = 'confirmed';
  }

  /** Nothing is predicted until a face is confirmed again. */
  release(): void {
    this.#reader.release();
    this.#confirmations++;
    if (this.#face === 'confirmed') this.#face = 'lost';
  }

  centerBy(center: NeutralCenter | null): void {
    this.#reader.centerBy(center);
  }

  /**
   * @param atMs when the frame was taken, on the session's clock
   * @throws DemifaceError `busy` if the last one is still being read; `mismatch` if its bytes are too few; as
   * `FrameMemory.hold`
   */
  async read(pixels: RawFrame, atMs: number): Promise<ReadFrame> {
    if (this.#isReading) throw new DemifaceError('busy', message('live.stillReading'));
    checkBytes(pixels);
    const { width, height } = pixels;
    const rgbBytes = width * height * 3;
    this.#memory.hold(this, rawBytes(pixels) + (2 + MEASURED_AGAIN) * rgbBytes, NAME);
    this.#isReading = true;
    try {
      const before = this.#confirmations;
      const picture = toPicture(pixels, new Uint8ClampedArray(rgbBytes));
      return this.#shown(await this.#reader.process({ picture, atMs }), before);
    } finally {
      this.#isReading = false;
      if (this.#hasEnded) this.#memory.release(this);
    }
  }

  /** The prediction of a frame that is being read is discarded. */
  end(): void {
    this.#hasEnded = true;
    this.#reader.release();
    if (!this.#isReading) this.#memory.release(this);
  }

  /** @param before how often one was confirmed when the frame came: a person may confirm or reject one meanwhile */
  #shown(read: ClientFrame, before: number): ReadFrame {
    const { atMs, width, height } = read;
    const isSame = before === this.#confirmations && !this.#hasEnded;
    if (read.state === 'following' && isSame) return this.#followed(read);
    const isLost = read.state === 'lost' && isSame && this.#face === 'confirmed';
    if (isLost) this.#face = 'lost';
    const faces = read.state === 'following' ? read.others : read.faces;
    return {
      frame: {
        atMs,
        width,
        height,
        reading: null,
        faces: faces.map(({ track, box }) => ({ track, box, isSeen: true, isClient: false })),
      },
      moment: null,
      reading: null,
      talkingSinceMs: null,
      lostBy: isLost && read.state === 'lost' ? read.reason : null,
    };
  }

  #followed(read: FollowedFrame): ReadFrame {
    const { atMs, width, height, box, isSeen, isUsable, talkingSinceMs, quality, expression } = read;
    const moment = {
      atMs,
      isSeen,
      isUsable,
      isTalking: talkingSinceMs !== null,
      quality,
      raw: expression?.raw ?? null,
      centered: expression?.centered ?? null,
    };
    const reading = shownReading({ ...moment, step: null }, read.ribbon, this.card, talkingSinceMs);
    return {
      frame: {
        atMs,
        width,
        height,
        reading,
        faces: [{ track: 0, box, isSeen, isClient: true }],
      },
      moment,
      reading,
      talkingSinceMs,
      lostBy: null,
    };
  }
}
