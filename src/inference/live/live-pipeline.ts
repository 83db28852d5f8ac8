import { TASKS } from '../../artifact/labels.ts';
import type { Task } from '../../artifact/labels.ts';
import type { Polygon } from '../../common/math/polygon.ts';
import type { RefiningDetector } from '../detection/detector.ts';
import type { Occlusion } from '../occlusion/occlusion.ts';
import type { EndedTrack, LiveFace, LiveFrame } from '../prediction/live-frame.ts';
import type { PictureInference } from '../prediction/predict-picture.ts';
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
import { createTrackedFaces } from './tracked-faces.ts';
import type { Track } from './tracking/track.ts';

export interface LivePipelineOptions extends PictureInference {
  detector: RefiningDetector;
  /** What is read at all; a store never reads expressions. */
  tasks?: readonly Task[];
  /** Given by the user, or `auto`: predicted by the occlusion classifier. */
  occlusion?: Occlusion | 'auto';
  /** Where faces are far away. */
  farZones?: readonly FarZone[];
  /** Parts of the picture that are blanked. */
  privacyMasks?: readonly Polygon[];
  /** How long somebody may be away and still count as the same visit. */
  visitMs?: number;
  /** Find and read every face on every frame, from its first one, however long it takes, and say it unsmoothed too. */
  isRecording?: boolean;
  /** Told of every frame. */
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
  /** Of how many faces expression, gender or age was read. */
  readonly facesPredicted: number;
}

/** Reads one camera's frames. Holds no net of its own: several cameras share theirs. */
export interface LivePipeline {
  /** One frame at a time: wait for the answer before the next. */
  process(frame: Frame): Promise<LiveFrame>;
  /** The source has ended: so have all tracks. */
  finish(): readonly EndedTrack[];
}

/** Of a frame that is not searched. */
const NO_FACES: FoundFaces = { candidates: [], didDetect: false };
/**
 * How often a view that looks dark or covered is searched while nobody is followed. The scene statistics alone cannot tell a
 * cloth before the lens from a face before a plain wall; a camera that sees nothing all night costs little this way.
 */
const BLIND_SEARCH_MS = 1000;

/**
 * A pipeline over the frames of one camera: observe the scene, find faces, update tracks, classify occlusions, verify
 * tentative tracks, predict the tasks. Nothing is shared between two readers but the nets.
 */
export function createLivePipeline({
  detector,
  occlusionClassifier,
  modelsFor,
  tasks = TASKS,
  occlusion = 'auto',
  farZones = [],
  privacyMasks = [],
  visitMs,
  isRecording = false,
  onTimes,
}: LivePipelineOptions): LivePipeline {
  const fixed = occlusion === 'auto' ? (occlusionClassifier ? null : 'none') : occlusion;
  const pace = createPace();
  const maskOut = createPrivacyMask(privacyMasks);
  const scene = createSceneWatch();
  const finder = isRecording ? createRecordingFinder(detector) : createFaceFinder(detector, pace, farZones);
  const faces = createTrackedFaces({ detector, occlusionClassifier, fixed, visitMs, isRecording });
  let searchedMs = -Infinity;

  function liveFace(track: Track, atMs: number): LiveFace {
    const { number, box, isSeen } = track;
    const score = isRecording ? track.scoreThen : track.score;
    return { track: number!, box, score, isSeen, ...faces.smoothed(track).shown(atMs) };
  }

  const takeEnded = (): EndedTrack[] =>
    faces.takeEnded().map((track) => ({
      face: { ...liveFace(track, track.lastSeenMs), isSeen: false },
      firstSeenMs: track.firstSeenMs,
      lastSeenMs: track.lastSeenMs,
    }));

  return {
    async process({ picture, atMs }) {
      const start = performance.now();
      maskOut(picture);
      const state = scene.observe(picture, atMs);
      pace.begin(atMs);
      const cut = createFaceCuts(picture);
      const tracks = faces.predict(atMs, picture);
      const sceneDone = performance.now();

      const isBlind = state === 'dark' || state === 'covered';
      const isResting = isBlind && !isRecording && tracks.length === 0 && atMs - searchedMs < BLIND_SEARCH_MS;
      if (!isResting) searchedMs = atMs;
      const { candidates, didDetect } = isResting ? NO_FACES : await finder.find(picture, tracks, atMs);
      const left = faces.update(candidates, picture);
      const findDone = performance.now();

      const occlusions = await faces.classify(left, cut, atMs);
      await faces.verify(picture, atMs);
      const occlusionDone = performance.now();

      const confirmed = faces.confirmed();
      const seen = confirmed
        .filter(({ isSeen }) => isSeen)
        .map((track): SeenFace => ({ box: track.box, smoothed: faces.smoothed(track) }));
      const predictions = await predictTasks(seen, {
        ...{ tasks, modelsFor, cut, atMs },
        occlusionOf: ({ occlusion }) => fixed ?? occlusion.likeliest,
        // Recordings: all there is to do, whatever the machine, so that a clip is read the same each time.
        most: isRecording ? Infinity : pace.predictions(occlusionDone - start),
      });
      const predictDone = performance.now();
      pace.predicted(predictDone - occlusionDone, predictions.length);

      onTimes?.({
        totalMs: predictDone - start,
        sceneMs: sceneDone - start,
        findMs: findDone - sceneDone,
        occlusionMs: occlusionDone - findDone,
        predictMs: predictDone - occlusionDone,
        didDetect,
        facesPredicted: new Set(predictions.map(({ face }) => face)).size,
      });
      const onThisFrame = (track: Track) =>
        isRecording && {
          onThisFrame: framePrediction(
            occlusions.get(track.box),
            predictions.filter(({ face }) => face.smoothed === faces.smoothed(track)),
          ),
        };
      return {
        ...{ atMs, width: picture.width, height: picture.height },
        // Where a face is seen, the lens is not covered.
        scene: isBlind && confirmed.length > 0 ? 'clear' : state,
        faces: confirmed.map((track) => ({ ...liveFace(track, atMs), ...onThisFrame(track) })),
        ended: takeEnded(),
      };
    },
    finish() {
      faces.finish();
      return takeEnded();
    },
  };
}
