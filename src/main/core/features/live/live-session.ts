import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import { intersectionOverUnion } from '../../../../common/math/boxes.ts';
import type { FaceTask } from '../../../../artifact/labels.ts';
import { placeOfCard } from '../../../../artifact/model-place.ts';
import type { Sensitivity } from '../../../../inference/explain/occlusion-sensitivity.ts';
import { occlusionSensitivity } from '../../../../inference/explain/occlusion-sensitivity.ts';
import type { LivePipeline } from '../../../../inference/live/live-pipeline.ts';
import { createLivePipeline } from '../../../../inference/live/live-pipeline.ts';
import { sceneStatistics } from '../../../../inference/live/scene/scene-statistics.ts';
import { isDark } from '../../../../inference/live/scene/scene-watch.ts';
import { VISIBLE_UNDER } from '../../../../inference/occlusion/occlusion.ts';
import type { LiveFace, LiveFrame } from '../../../../inference/prediction/live-frame.ts';
import { inputOf, predictPicture } from '../../../../inference/prediction/predict-picture.ts';
import { cutFace, faceSquare } from '../../../../inference/runtime/crop.ts';
import type { Box, Picture } from '../../../../inference/runtime/picture.ts';
import type { RawFrame } from '../../../../inference/sources/pixel-formats.ts';
import { checkBytes, rawBytes, toPicture } from '../../../../inference/sources/pixel-formats.ts';
import type { LiveOcclusion } from '../../../ipc/contract.ts';
import type { FrameMemory } from '../../platform/live/frame-memory.ts';
import type { LiveNets } from '../../platform/live/live-nets.ts';
import type { VideoFrames } from './live-source.ts';

/** A picture with what was predicted on it. */
export interface Shown {
  readonly picture: Picture;
  readonly frame: LiveFrame;
}

/** Where and how strongly an answer depends on a face. */
export interface Explained extends Sensitivity {
  /** What the model takes of the picture. */
  readonly square: Box;
  readonly model: string;
}

/** What an answer is for; a task of the user's own has a title. */
interface ExplainedTask {
  readonly task: FaceTask;
  readonly title?: string | undefined;
}

/** As messages of `FrameMemory` name it. */
const NAME = 'Live';
/** Faces whose boxes overlap by more than this are the same one. */
const SAME_PLACE = 0.3;

/** What is looked at now: frames of a camera or a video, or single pictures. The newest one is held in memory, and no other. */
export class LiveSession {
  readonly #memory: FrameMemory;
  #nets: LiveNets;
  #occlusion: LiveOcclusion;
  #pipeline: LivePipeline;
  #last: Shown | null = null;
  #busy = false;
  #hasEnded = false;

  constructor(nets: LiveNets, occlusion: LiveOcclusion, memory: FrameMemory) {
    this.#nets = nets;
    this.#occlusion = occlusion;
    this.#memory = memory;
    this.#pipeline = createLivePipeline({ ...nets, occlusion });
  }

  /** From the next frame on; faces are tracked anew. */
  continueBy(nets: LiveNets, occlusion = this.#occlusion): void {
    this.#nets = nets;
    this.#occlusion = occlusion;
    this.#pipeline = createLivePipeline({ ...nets, occlusion });
  }

  get nets(): LiveNets {
    return this.#nets;
  }

  /**
   * @param atMs when it was taken, on the camera's clock
   * @throws DemifaceError `busy` if the last one is still being read; `mismatch` if its bytes are too few; as
   * `FrameMemory.hold`
   */
  readCamera(frame: RawFrame, atMs: number): Promise<LiveFrame> {
    return this.#alone(async () => {
      checkBytes(frame);
      const { width, height } = frame;
      const rgbBytes = width * height * 3;
      this.#memory.hold(this, rawBytes(frame) + 2 * rgbBytes, NAME);
      const picture = toPicture(frame, new Uint8ClampedArray(rgbBytes));
      return (await this.#track(picture, atMs)).frame;
    });
  }

  /**
   * The next frame of a video; one that is refused stays the next.
   * @returns null at its end
   * @throws DemifaceError `busy`; as `FrameMemory.hold` and `VideoFrames.next`
   */
  readVideo(frames: Pick<VideoFrames, 'next'>): Promise<Shown | null> {
    return this.#alone(async () => {
      const next = await frames.next();
      if (next === null) return null;
      this.#memory.hold(this, 2 * next.picture.data.byteLength, NAME);
      return this.#track(next.picture, next.atMs);
    });
  }

  /** One picture by itself. @throws as `readVideo` */
  readPicture(picture: Picture): Promise<Shown> {
    return this.#alone(async () => {
      this.#memory.hold(this, 2 * picture.data.byteLength, NAME);
      const { width, height } = picture;
      const faces = await this.#facesOf(picture);
      const scene = faces.length === 0 && isDark(sceneStatistics(picture)) ? 'dark' : 'clear';
      const frame: LiveFrame = { atMs: 0, width, height, scene, faces, ended: [] };
      return (this.#last = { picture, frame });
    });
  }

  /** The newest picture. @throws DemifaceError `missing` before the first one */
  get last(): Shown {
    if (!this.#last) throw new DemifaceError('missing', message('live.nothingRead'));
    return this.#last;
  }

  /**
   * Where the model looked that predicted a task of a face of the newest picture.
   * @param track the number of the face
   * @throws DemifaceError `missing` if that face is not in it, or nothing reads it
   */
  async explain(track: number, { task, title }: ExplainedTask): Promise<Explained> {
    const { picture, frame } = this.last;
    const face = frame.faces.find((one) => one.track === track);
    if (!face) throw new DemifaceError('missing', message('live.faceGone'));
    const visible = VISIBLE_UNDER[face.occlusion ?? 'none'];
    const model = this.#nets
      .modelsFor(visible)
      .find(({ card }) => card.task === task && placeOfCard(card).title === title);
    if (!model) throw new DemifaceError('missing', message('live.noModel', { task }));
    const square = faceSquare(face.box, model.card.crop);
    const cut = await cutFace(picture, square, inputOf(model.card));
    const label = labelOf(face, { task, title });
    if (task !== 'age' && label === null)
      throw new DemifaceError('missing', message('live.notPredicted', { task }));
    return {
      ...(await occlusionSensitivity(model, cut, visible, label)),
      square,
      model: model.card.name,
    };
  }

  /**
   * Predicts the newest picture once more, by itself, as when the occlusion was changed while it is held. A face keeps its
   * number where one is found in its place.
   */
  predictAgain(): Promise<Shown> {
    return this.#alone(async () => {
      const { picture, frame } = this.last;
      const found = await this.#facesOf(picture);
      let next = Math.max(0, ...frame.faces.map(({ track }) => track));
      const faces = found.map((face) => {
        const same = frame.faces.find(({ box }) => intersectionOverUnion(box, face.box) > SAME_PLACE);
        return { ...face, track: same?.track ?? ++next };
      });
      return (this.#last = { picture, frame: { ...frame, faces } });
    });
  }

  /** Forgets the picture; one that is still being read is forgotten after that. */
  end(): void {
    this.#hasEnded = true;
    if (!this.#busy) this.#release();
  }

  #release(): void {
    this.#last = null;
    this.#memory.release(this);
  }

  /** Numbered as they were found, the surest first. */
  async #facesOf(picture: Picture): Promise<LiveFace[]> {
    const faces = await predictPicture(picture, this.#nets, { occlusion: this.#occlusion });
    return faces.map((face, i) => ({ ...face, track: i + 1, isSeen: true }));
  }

  async #track(picture: Picture, atMs: number): Promise<Shown> {
    const frame = await this.#pipeline.process({ picture, atMs });
    return (this.#last = { picture, frame });
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#hasEnded) throw new DemifaceError('missing', message('live.ended'));
    if (this.#busy) throw new DemifaceError('busy', message('live.stillReading'));
    this.#busy = true;
    try {
      return await work();
    } finally {
      this.#busy = false;
      if (this.#hasEnded) this.#release();
    }
  }
}

/** The class that was predicted; null for ages, and where there is none. */
function labelOf(face: LiveFace, { task, title }: ExplainedTask): string | null {
  if (task === 'age') return null;
  if (task !== 'custom') return face[task]?.label ?? null;
  return face.custom?.find((one) => one.title === title)?.prediction?.label ?? null;
}
