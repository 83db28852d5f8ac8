import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import type { NeutralCenter } from '../../../../../inference/live/client-face/neutral.ts';
import type { RawFrame } from '../../../../../inference/sources/pixel-formats.ts';
import type {
  ClientFaceState,
  FaceLossReason,
  NeutralState,
  QualityCode,
  SessionEvent,
  SessionFrame,
  SessionReading,
  SessionState,
} from '../../../../ipc/contract/session.ts';
import type { FrameMemory } from '../../../platform/live/frame-memory.ts';
import type { MeasuredMoment } from '../recording/measured-moment.ts';
import type { StoredState } from '../recording/stored-state.ts';
import type { ExpressionMessage } from '../streams/stream-message.ts';
import { CameraClock } from './camera-clock.ts';
import { expressionMessage } from './expression-message.ts';
import { MeasuredFace } from './measured-face.ts';
import { NeutralPhase } from './neutral-phase.ts';
import type { SessionNets } from './session-nets.ts';
import { shownReading, shownReadings } from './shown-reading.ts';
import { UsableTime } from './usable-time.ts';

/** Ten readings a second; one that comes this much early counts as due. */
const EVERY_MS = 100;
const EARLY_MS = 10;
/** Without a frame for so long the camera sends nothing. */
const NO_PICTURE_MS = 1000;
/** Nor for so long: nobody saw who sat there. As long as a face may be hidden. */
const MAX_GAP_MS = 2000;

export interface MeasuringOptions {
  nets: SessionNets;
  occlusion: SessionState['occlusion'];
  memory: FrameMemory;
  /** Of a session that was cut off; the face has to be confirmed again. */
  before: Pick<StoredState, 'confirmedMs' | 'measuredMs' | 'usableMs'>;
  center: NeutralCenter | null;
  /** Over so many usable seconds it was measured. */
  neutralS: number;
  startMs: number;
  nowMs: () => number;
  onMoment: (moment: Omit<MeasuredMoment, 'step'>, reading: SessionReading) => void;
  /** Readings since then, though they were given before it was noticed, are of talking. */
  onTalking: (sinceMs: number) => void;
  onMessage: (message: ExpressionMessage) => void;
  onEvent: (what: SessionEvent['what']) => void;
  onCenter: (center: NeutralCenter | null) => void;
}

/** Measures the client's face in a session: frames in, moments of the session's clock out. */
export class Measuring {
  readonly #options: MeasuringOptions;
  readonly #face: MeasuredFace;
  readonly #neutral: NeutralPhase;
  readonly #usable: UsableTime;
  readonly #camera = new CameraClock();
  #frameMs: number;
  #lastMs: number | null = null;
  #isTalking = false;

  constructor(options: MeasuringOptions) {
    const { nets, occlusion, memory, before, center, neutralS, startMs } = options;
    this.#options = options;
    this.#usable = new UsableTime(before);
    this.#face = new MeasuredFace(nets, occlusion, memory, this.#usable.hasBegun ? 'lost' : 'none');
    this.#face.centerBy(center);
    this.#neutral = new NeutralPhase(this.#face.card, center, neutralS);
    this.#frameMs = startMs;
  }

  get face(): ClientFaceState {
    return this.#face.state;
  }

  /** Whether a face was ever confirmed. */
  get hasBegun(): boolean {
    return this.#usable.hasBegun;
  }

  get neutral(): NeutralState {
    return this.#neutral.state;
  }

  get usableShare(): number | null {
    return this.#usable.share;
  }

  get record(): MeasuringOptions['before'] {
    return this.#usable.record;
  }

  /** Moments as they were kept, as a screen shows them. @param every which of them: the first, then each n-th */
  shown(moments: Iterable<MeasuredMoment>, every: number): Promise<SessionReading[]> {
    return shownReadings(moments, every, this.#face.bands, this.#face.card);
  }

  /** @throws DemifaceError as `MeasuredFace.confirm` */
  confirm(track: number): void {
    const isAnother = this.#face.state === 'confirmed';
    this.#face.confirm(track);
    if (isAnother) this.#neutral.distrust();
    this.#centered();
    this.#usable.begin(this.#options.nowMs());
    this.#options.onEvent({ kind: 'face-confirmed' });
  }

  reject(): void {
    if (this.#face.state !== 'confirmed') return;
    this.#neutral.distrust();
    this.#lose('rejected');
  }

  /** The machine slept: nobody saw who sat there meanwhile. */
  wakeUp(): void {
    this.#lose('gap');
  }

  /** The exposure goes on: the client is not at rest any more. */
  settleNeutral(): void {
    this.#neutral.settle();
    this.#centered();
  }

  /** An unfinished neutral phase is dropped. */
  interruptNeutral(): void {
    this.#neutral.interrupt();
    this.#centered();
  }

  /** @throws CodedRefusal `usage` without a confirmed face, `mismatch` if the model cannot be compared with a neutral face */
  beginNeutral(): void {
    const { name, selection } = this.#face.card;
    if (this.#face.state !== 'confirmed') throw new CodedRefusal('usage', message('session.noFace'));
    if (selection?.neutralLogOdds === undefined)
      throw new CodedRefusal('mismatch', message('session.noNeutral', { model: name }));
    this.#neutral.begin();
    this.#centered();
  }

  cancelNeutral(): void {
    this.#neutral.cancel();
    this.#centered();
  }

  /** @param cameraMs when the frame was taken, on the camera's clock @throws DemifaceError as `MeasuredFace.read` */
  async read(pixels: RawFrame, cameraMs: number): Promise<SessionFrame> {
    const nowMs = this.#options.nowMs();
    const takenMs = this.#camera.takenMs(cameraMs, nowMs);
    this.#frameMs = nowMs;
    const capturedMs = performance.now() - (nowMs - takenMs);
    const { frame, moment, reading, talkingSinceMs, lostBy } = await this.#face.read(pixels, takenMs);
    if (lostBy) this.#lost(lostBy);
    if (moment && (moment.raw || !moment.isUsable) && this.#isDue(takenMs))
      this.#add(moment, reading!, capturedMs);
    if (talkingSinceMs !== null && !this.#isTalking) {
      this.#neutral.dropSince(talkingSinceMs);
      this.#options.onTalking(talkingSinceMs);
    }
    this.#isTalking = talkingSinceMs !== null;
    return frame;
  }

  /** Time passes, with frames or without. */
  pass(ms: number, nowMs: number): void {
    if (!this.#usable.hasBegun) return;
    this.#usable.pass(ms);
    const blindMs = nowMs - this.#frameMs;
    const isBlind = blindMs >= NO_PICTURE_MS;
    if (blindMs > MAX_GAP_MS) this.#lose('gap');
    if (!this.#isDue(nowMs) || !(isBlind || this.#face.state === 'lost')) return;
    const quality: QualityCode[] = [isBlind ? 'no-picture' : 'lost'];
    const nothing = { isSeen: false, isUsable: false, isTalking: false, raw: null, centered: null };
    const moment = { ...nothing, atMs: nowMs, quality };
    this.#add(moment, shownReading({ ...moment, step: null }, null, this.#face.card), performance.now());
  }

  /** Nothing is measured from now on. */
  end(): void {
    this.#face.end();
    this.interruptNeutral();
  }

  #lose(reason: FaceLossReason): void {
    if (this.#face.state !== 'confirmed') return;
    this.#face.release();
    this.#lost(reason);
  }

  #lost(reason: FaceLossReason): void {
    this.interruptNeutral();
    this.#options.onEvent({ kind: 'face-lost', reason });
  }

  #isDue(atMs: number): boolean {
    return this.#lastMs === null || atMs - this.#lastMs >= EVERY_MS - EARLY_MS;
  }

  #add(moment: Omit<MeasuredMoment, 'step'>, reading: SessionReading, capturedMs: number): void {
    const { atMs, isUsable, isTalking, raw } = moment;
    this.#lastMs = atMs;
    this.#usable.add(atMs, isUsable);
    this.#options.onMoment(moment, reading);
    this.#options.onMessage(expressionMessage(moment, this.#face.card, capturedMs));
    if (!raw || !isUsable || isTalking || !this.#neutral.add(raw, atMs)) return;
    this.#centered();
    this.#options.onEvent({ kind: 'neutral', usableS: this.#neutral.state.usableS });
  }

  /** Readings from now on are re-centered by the neutral phase. */
  #centered(): void {
    this.#face.centerBy(this.#neutral.center);
    this.#options.onCenter(this.#neutral.center);
  }
}
