import type { Task } from '../../artifact/labels.ts';
import { TASKS } from '../../artifact/labels.ts';
import type { Occlusion } from '../occlusion/occlusion.ts';
import type { FaceInput } from '../runtime/crop.ts';
import { cutFace } from '../runtime/crop.ts';
import { overlap } from '../detection/suppress.ts';
import type { RefiningDetector } from '../detection/detector.ts';
import { DETECTOR_ONLY_THRESHOLD, PROPOSAL_THRESHOLD, SAME_FACE } from '../detection/detector.ts';
import { verifyFace } from '../prediction/verify.ts';
import { logOdds } from '../runtime/log-odds.ts';
import type { Box, Detection, Picture } from '../runtime/picture.ts';
import type { PictureInference } from '../prediction/predict-picture.ts';
import { HOPELESS } from '../prediction/predict-picture.ts';
import { quickCut } from '../runtime/quick-cut.ts';
import type { OcclusionPrediction } from '../occlusion/occlusion-classifier.ts';
import { occlusionsDue } from './due.ts';
import { createVerifications, createFrameVerifications } from './verifications.ts';
import { createFaceCuts } from './face-cuts.ts';
import { frameReading } from './frame-reading.ts';
import type { EndedTrack, LiveFace, LiveFrame } from '../prediction/live-frame.ts';
import { createPace, createRecordingPace } from './pace.ts';
import type { Polygon } from '../../common/polygon.ts';
import { createPrivacyMask } from './privacy-mask.ts';
import type { SeenFace } from './read-tasks.ts';
import { readTasks } from './read-tasks.ts';
import { findAllFaces, findFaces } from './scan/find-faces.ts';
import { createScan } from './scan/scan.ts';
import type { FarZone } from './scan/tiles.ts';
import { createSceneWatch } from './scene/scene-watch.ts';
import type { Frame } from '../sources/frame-source.ts';
import type { SmoothedFace } from './smoothing/smoothed-face.ts';
import { createSmoothedFace } from './smoothing/smoothed-face.ts';
import { appearanceOf } from './tracking/appearance.ts';
import type { Candidate, Track } from './tracking/track.ts';
import { APART_MS, createTracker } from './tracking/tracker.ts';

export interface LiveReaderOptions extends PictureInference {
  detector: RefiningDetector;
  /** What is read at all; a store never reads expressions. */
  tasks?: readonly Task[];
  /** What a person says is hidden; `auto`: as the occlusion classifier says. */
  hidden?: Occlusion | 'auto';
  /** Where faces are far away. */
  farZones?: readonly FarZone[];
  /** What nobody may look at. */
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
  readonly coverMs: number;
  /** Expression, gender, age. */
  readonly readMs: number;
  /** Whether the detector looked for new faces. */
  readonly didDetect: boolean;
  /** Of how many faces expression, gender or age was read. */
  readonly facesRead: number;
}

/** Reads one camera's frames. Holds no net of its own: several cameras share theirs. */
export interface LiveReader {
  /** One frame at a time: wait for the answer before the next. */
  read(frame: Frame): Promise<LiveFrame>;
  /** The source has ended: so have all tracks. */
  finish(): readonly EndedTrack[];
}

/** Boxes on one frame that are looked at as new faces, the best. */
const MOST_NEW = 6;
/** Where nothing else throws out what is no face: from this score of the detector on it is one. */
const CONVINCING = 0.6;
/** From here on it is one that was followed for so many frames. */
const LIKELY = 0.4;
const LONG = 12;
/** Below this score times the probability that it is a face it is not even begun with. */
const POSSIBLE = 0.2;
/** A box that shares this much with a face that is seen is no other face. */
const TAKEN = 0.25;

/** Nothing is shared between two readers but the nets. */
export function createLiveReader({
  detector,
  occlusionClassifier,
  modelsFor,
  tasks = TASKS,
  hidden = 'auto',
  farZones = [],
  privacyMasks = [],
  visitMs,
  isRecording = false,
  onTimes,
}: LiveReaderOptions): LiveReader {
  const fixed = hidden === 'auto' ? (occlusionClassifier ? null : 'none') : hidden;
  const smoothedOf = new WeakMap<Track, SmoothedFace>();
  const verifications = isRecording ? createFrameVerifications() : createVerifications();
  const tracker = createTracker({
    ...(visitMs !== undefined && { visitMs }),
    isRecording,
    isFace(track) {
      if (occlusionClassifier) return verifications.isFace(track);
      if (isRecording) return true; // The detector has the last word, as in `predictPicture`.
      return track.score >= CONVINCING || (track.score >= LIKELY && track.hits >= LONG);
    },
  });
  const blank = createPrivacyMask(privacyMasks);
  const scene = createSceneWatch();
  const scan = createScan(farZones);
  const pace = isRecording ? createRecordingPace() : createPace();

  /** @returns what a frame shows of every face, followed ones and new ones */
  async function find(
    picture: Picture,
    followed: readonly Track[],
    atMs: number,
  ): Promise<{ candidates: Candidate[]; didDetect: boolean }> {
    if (isRecording) {
      const near = followed.filter(({ lastSeenMs }) => atMs - lastSeenMs < APART_MS);
      const faces = await findAllFaces(
        detector,
        picture,
        near.map(({ box }) => box),
      );
      return { candidates: candidatesOf(picture, faces), didDetect: true };
    }
    const looks = scan.windows(picture, { wide: pace.takeWide(followed.length > 0), tiles: pace.tiles() });
    const start = performance.now();
    const places = followed.map(({ box }) => box);
    const found = await findFaces(detector, picture, places, looks);
    pace.looked(performance.now() - start, looks, followed.length);
    return { candidates: candidatesOf(picture, found), didDetect: looks.length > 0 };
  }

  const taken = isRecording ? SAME_FACE : TAKEN;
  const isTaken = (box: Box) =>
    tracker.followed.some((track) => track.isSeen && overlap(track.box, box) > taken);

  /** Begins to follow what is a face. @returns the occlusion of each by its box */
  async function begin(
    candidates: readonly Candidate[],
    cut: Cut,
    atMs: number,
  ): Promise<Map<Box, OcclusionPrediction>> {
    const least = occlusionClassifier ? PROPOSAL_THRESHOLD : DETECTOR_ONLY_THRESHOLD;
    const all = candidates.filter(({ box, score }) => score >= least && !isTaken(box));
    const fresh = isRecording ? all : all.slice(0, MOST_NEW);
    const predictions = await classifyOcclusion(fresh, cut);
    const made = new Map<Box, OcclusionPrediction>();
    fresh.forEach((candidate, i) => {
      const prediction = predictions[i];
      if (!isPossible(candidate.score, prediction?.probs['not a face'] ?? 0)) return;
      const smoothed = createSmoothedFace(fixed);
      if (prediction) {
        smoothed.cover.add(prediction, atMs);
        made.set(candidate.box, prediction);
      }
      smoothedOf.set(tracker.begin(candidate), smoothed);
    });
    return made;
  }

  /** In recordings whatever may be a face is examined, as `predictPicture` does. */
  const isPossible = (score: number, notFace: number) =>
    isRecording ? logOdds(notFace) <= HOPELESS : score * (1 - notFace) >= POSSIBLE;

  async function classifyOcclusion(faces: readonly { box: Box }[], cut: Cut): Promise<OcclusionPrediction[]> {
    if (!occlusionClassifier || faces.length === 0) return [];
    return occlusionClassifier.classify(
      await Promise.all(faces.map(({ box }) => cut(box, occlusionClassifier.input))),
    );
  }

  /** Classifies the occlusion of tracked faces where that is due, and ends tracks that are no face. */
  async function updateOcclusions(
    seen: readonly Track[],
    cut: Cut,
    atMs: number,
  ): Promise<Map<Box, OcclusionPrediction>> {
    const faces = seen.map((track) => ({ track, box: track.box, smoothed: smoothedOf.get(track)! }));
    const due = isRecording ? faces : occlusionsDue(faces, atMs);
    const predictions = await classifyOcclusion(due, cut);
    const made = new Map<Box, OcclusionPrediction>();
    predictions.forEach((prediction, i) => {
      const { track, smoothed } = due[i]!;
      smoothed.cover.add(prediction, atMs);
      made.set(track.box, prediction);
      if (smoothed.cover.isNoFace) tracker.drop(track);
    });
    return made;
  }

  /**
   * Verifies tentative tracks: one a frame, which takes as long as a search window. In recordings each one, and
   * what is a face counts on this frame.
   */
  async function verifyTentative(picture: Picture, atMs: number): Promise<void> {
    const due = occlusionClassifier ? verifications.due(tracker.nearlyConfirmed, atMs) : [];
    for (const track of isRecording ? due : due.slice(0, 1)) {
      const parts = {
        detector,
        occlusionClassifier: occlusionClassifier!,
        cut: isRecording ? cutFace : quickCut,
      };
      verifications.add(track, await verifyFace(picture, track.box, parts), atMs);
    }
    if (isRecording) tracker.confirm();
  }

  function liveFace(track: Track, atMs: number): LiveFace {
    const { number, box, isSeen } = track;
    const score = isRecording ? track.scoreThen : track.score;
    return { track: number!, box, score, isSeen, ...smoothedOf.get(track)!.shown(atMs) };
  }

  const takeEnded = (): EndedTrack[] =>
    tracker.takeEnded().map((track) => ({
      face: { ...liveFace(track, track.lastSeenMs), isSeen: false },
      firstSeenMs: track.firstSeenMs,
      lastSeenMs: track.lastSeenMs,
    }));

  return {
    async read({ picture, atMs }) {
      const start = performance.now();
      blank(picture);
      const state = scene.observe(picture, atMs);
      pace.begin(atMs);
      const cut = createFaceCuts(picture);
      const before = tracker.predict(atMs, picture);
      const sceneDone = performance.now();

      const isBlind = state === 'dark' || state === 'covered';
      const { candidates, didDetect } =
        isBlind && !isRecording ? { candidates: [], didDetect: false } : await find(picture, before, atMs);
      const left = tracker.update(candidates, picture);
      const findDone = performance.now();

      const seen = tracker.followed.filter(({ isSeen }) => isSeen);
      const occlusions = await begin(left, cut, atMs);
      for (const [box, prediction] of await updateOcclusions(seen, cut, atMs))
        occlusions.set(box, prediction);
      await verifyTentative(picture, atMs);
      const coverDone = performance.now();

      const confirmed = tracker.followed.filter(({ number }) => number !== null);
      const faces = confirmed
        .filter(({ isSeen }) => isSeen)
        .map((track): SeenFace & { track: Track } => ({
          track,
          box: track.box,
          smoothed: smoothedOf.get(track)!,
        }));
      const readings = await readTasks(faces, {
        ...{ tasks, modelsFor, cut, atMs },
        coverOf: ({ cover }) => fixed ?? cover.likeliest,
        most: pace.readings(coverDone - start),
      });
      const readDone = performance.now();
      pace.read(readDone - coverDone, readings.length);

      onTimes?.({
        totalMs: readDone - start,
        sceneMs: sceneDone - start,
        findMs: findDone - sceneDone,
        coverMs: coverDone - findDone,
        readMs: readDone - coverDone,
        didDetect,
        facesRead: new Set(readings.map(({ face }) => face)).size,
      });
      const onThisFrame = (track: Track) =>
        isRecording && {
          onThisFrame: frameReading(
            occlusions.get(track.box),
            readings.filter(({ face }) => face.smoothed === smoothedOf.get(track)),
          ),
        };
      return {
        ...{ atMs, width: picture.width, height: picture.height, scene: state },
        faces: confirmed.map((track) => ({ ...liveFace(track, atMs), ...onThisFrame(track) })),
        ended: takeEnded(),
      };
    },
    finish() {
      tracker.finish();
      return takeEnded();
    },
  };
}

const candidatesOf = (picture: Picture, found: readonly Detection[]): Candidate[] =>
  found.map(({ box, score }) => ({ box, score, appearance: appearanceOf(picture, box) }));

type Cut = (box: Box, input: FaceInput) => Promise<Uint8Array>;
