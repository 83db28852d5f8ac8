import { FACE_TASKS } from '../../artifact/labels.ts';
import type { FaceTask } from '../../artifact/labels.ts';
import type { Polygon } from '../../common/math/polygon.ts';
import type { RefiningDetector } from '../detection/detector.ts';
import type { Occlusion } from '../occlusion/occlusion.ts';
import type { EndedTrack, LiveFace, LiveFrame } from '../prediction/live-frame.ts';
import type { PictureInference } from '../prediction/predict-picture.ts';
import type { Picture } from '../runtime/picture.ts';
import type { Frame } from '../sources/frame-source.ts';
import { createFaceCuts } from './face-cuts.ts';
import type { FoundFaces } from './face-finder.ts';
import { createFaceFinder, createRecordingFinder } from './face-finder.ts';
import { framePrediction } from './frame-prediction.ts';
import { createPace } from './pace.ts';
import { createPrivacyMask } from './privacy-mask.ts';
import type { SeenFace } from './predict-tasks.ts';
import { predictTasks } from './predict-tasks.ts';
import type { FarZone } from './scan/tiles.ts';
import { createSceneWatch } from './scene/scene-watch.ts';
import type { Cut, TrackedFaces } from './tracked-faces.ts';
import { createTrackedFaces } from './tracked-faces.ts';
import type { Track } from './tracking/track.ts';

export interface LivePipelineOptions extends PictureInference {
  detector: RefiningDetector;
  /** What is predicted at all; in a store never expressions. */
  tasks?: readonly FaceTask[];
  /** Given by the user, or `auto`: predicted by the occlusion classifier. */
  occlusion?: Occlusion | 'auto';
  /** Where faces are far away. */
  farZones?: readonly FarZone[];
  /** Parts of the picture that are blanked. */
  privacyMasks?: readonly Polygon[];
  /** How long a person may be away and still count as the same visit. */
  visitMs?: number;
  /** Finds and predicts every face on every frame, from its first one, however long it takes; also returns it unsmoothed. */
  isRecording?: boolean;
  /** Called after every frame. */
  onTimes?: (times: FrameTimes) => void;
}

/** Where a frame's time went. */
export interface FrameTimes {
  readonly totalMs: number;
  /** Blanking, and the state of the scene. */
  readonly sceneMs: number;
  /** Finding faces, followed ones and new ones. */
  readonly findMs: number;
  /** Their occlusion, and which are no face. */
  readonly occlusionMs: number;
  /** Expression, gender, age. */
  readonly predictMs: number;
  /** Whether the detector looked for new faces. */
  readonly didDetect: boolean;
  /** Of how many faces expression, gender or age was predicted. */
  readonly facesPredicted: number;
}

/** Predicts one camera's frames. Holds no net of its own: several cameras share theirs. */
export interface LivePipeline {
  /** One frame at a time: wait for the answer before the next. */
  process(frame: Frame): Promise<LiveFrame>;
  /** The source has ended: so have all tracks. */
  finish(): readonly EndedTrack[];
}

/** Of a frame that is not searched. */
const NO_FACES: FoundFaces = { candidates: [], didDetect: false };
/**
 * How often a view that looks dark or covered is searched while no face is followed. The scene statistics alone cannot tell a
 * cloth before the lens from a face before a plain wall; a camera that sees nothing all night costs little this way.
 */
const BLIND_SEARCH_MS = 1000;

/**
 * A pipeline over the frames of one camera: observe the scene, find faces, update tracks, classify occlusions, verify
 * tentative tracks, predict the tasks. Nothing is shared between two pipelines but the nets.
 */
export function createLivePipeline(options: LivePipelineOptions): LivePipeline {
  return new CameraPipeline(options);
}

class CameraPipeline implements LivePipeline {
  readonly #options: LivePipelineOptions;
  /** An occlusion that holds for all faces; null: as classified. */
  readonly #fixed: Occlusion | null;
  readonly #isRecording: boolean;
  readonly #pace = createPace();
  readonly #maskOut;
  readonly #scene = createSceneWatch();
  readonly #finder;
  readonly #faces: TrackedFaces;
  #searchedMs = -Infinity;

  constructor(options: LivePipelineOptions) {
    const { detector, occlusionClassifier, occlusion = 'auto', isRecording = false, visitMs } = options;
    const { privacyMasks = [], farZones = [], tasks = FACE_TASKS } = options;
    const customTasks = tasks.includes('custom') ? options.customTasks : undefined;
    const fixed = occlusion === 'auto' ? (occlusionClassifier ? null : 'none') : occlusion;
    this.#options = options;
    this.#fixed = fixed;
    this.#isRecording = isRecording;
    this.#maskOut = createPrivacyMask(privacyMasks);
    this.#finder = isRecording
      ? createRecordingFinder(detector)
      : createFaceFinder(detector, this.#pace, farZones);
    this.#faces = createTrackedFaces({
      ...{ detector, occlusionClassifier, fixed, visitMs, isRecording },
      customTasks,
    });
  }

  async process({ picture, atMs }: Frame): Promise<LiveFrame> {
    const start = performance.now();
    this.#maskOut(picture);
    const state = this.#scene.observe(picture, atMs);
    this.#pace.begin(atMs);
    const cut = createFaceCuts(picture);
    const tracks = this.#faces.predict(atMs, picture);
    const sceneDone = performance.now();

    const isBlind = state === 'dark' || state === 'covered';
    const { candidates, didDetect } = await this.#find(picture, tracks, atMs, isBlind);
    const left = this.#faces.update(candidates, picture);
    const findDone = performance.now();

    const occlusions = await this.#faces.classify(left, cut, atMs);
    await this.#faces.verify(picture, atMs);
    const occlusionDone = performance.now();

    const confirmed = this.#faces.confirmed();
    const predictions = await this.#predict(confirmed, cut, atMs, occlusionDone - start);
    const predictDone = performance.now();
    this.#pace.predicted(predictDone - occlusionDone, predictions.length);

    this.#options.onTimes?.({
      totalMs: predictDone - start,
      sceneMs: sceneDone - start,
      findMs: findDone - sceneDone,
      occlusionMs: occlusionDone - findDone,
      predictMs: predictDone - occlusionDone,
      didDetect,
      facesPredicted: new Set(predictions.map(({ face }) => face)).size,
    });
    const onThisFrame = (track: Track) =>
      this.#isRecording && {
        onThisFrame: framePrediction(
          occlusions.get(track.box),
          predictions.filter(({ face }) => face.smoothed === this.#faces.smoothed(track)),
        ),
      };
    return {
      atMs,
      width: picture.width,
      height: picture.height,
      // Where a face is seen, the lens is not covered.
      scene: isBlind && confirmed.length > 0 ? 'clear' : state,
      faces: confirmed.map((track) => ({ ...this.#liveFace(track, atMs), ...onThisFrame(track) })),
      ended: this.#takeEnded(),
    };
  }

  finish(): readonly EndedTrack[] {
    this.#faces.finish();
    return this.#takeEnded();
  }

  async #find(
    picture: Picture,
    tracks: readonly Track[],
    atMs: number,
    isBlind: boolean,
  ): Promise<FoundFaces> {
    const isSearchedLately = atMs - this.#searchedMs < BLIND_SEARCH_MS;
    if (isBlind && !this.#isRecording && tracks.length === 0 && isSearchedLately) return NO_FACES;
    this.#searchedMs = atMs;
    return this.#finder.find(picture, tracks, atMs);
  }

  /** @param spentMs on this frame so far */
  #predict(confirmed: readonly Track[], cut: Cut, atMs: number, spentMs: number) {
    const { tasks = FACE_TASKS, modelsFor } = this.#options;
    const seen = confirmed
      .filter(({ isSeen }) => isSeen)
      .map((track): SeenFace => ({ box: track.box, smoothed: this.#faces.smoothed(track) }));
    return predictTasks(seen, {
      tasks,
      modelsFor,
      cut,
      atMs,
      occlusionOf: ({ occlusion }) => this.#fixed ?? occlusion.likeliest,
      // Recordings: all there is to do, whatever the machine, so that a clip is read the same each time.
      most: this.#isRecording ? Infinity : this.#pace.predictions(spentMs),
    });
  }

  #liveFace(track: Track, atMs: number): LiveFace {
    const { number, box, isSeen } = track;
    const score = this.#isRecording ? track.scoreThen : track.score;
    return { track: number!, box, score, isSeen, ...this.#faces.smoothed(track).shown(atMs) };
  }

  #takeEnded(): EndedTrack[] {
    return this.#faces.takeEnded().map((track) => ({
      face: { ...this.#liveFace(track, track.lastSeenMs), isSeen: false },
      firstSeenMs: track.firstSeenMs,
      lastSeenMs: track.lastSeenMs,
    }));
  }
}
