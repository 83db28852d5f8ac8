import { DETECTOR_ONLY_THRESHOLD, PROPOSAL_THRESHOLD, NMS_IOU_THRESHOLD } from '../detection/detector.ts';
import type { RefiningDetector } from '../detection/detector.ts';
import { intersectionOverUnion } from '../../common/math/boxes.ts';
import type { OcclusionClassifier, OcclusionPrediction } from '../occlusion/occlusion-classifier.ts';
import type { Occlusion } from '../occlusion/occlusion.ts';
import type { CustomTask } from '../prediction/custom-tasks.ts';
import { MAX_NOT_A_FACE_LOG_ODDS } from '../prediction/predict-picture.ts';
import { verifyFace } from '../prediction/verify.ts';
import type { FaceInput } from '../runtime/crop.ts';
import { cutFace } from '../runtime/crop.ts';
import { logOdds } from '../../common/math/log-odds.ts';
import type { Box, Picture } from '../runtime/picture.ts';
import { quickCut } from '../runtime/quick-cut.ts';
import { occlusionsDue } from './due.ts';
import type { SmoothedFace } from './smoothing/smoothed-face.ts';
import { createSmoothedFace } from './smoothing/smoothed-face.ts';
import type { Candidate, Track } from './tracking/track.ts';
import type { Tracker } from './tracking/tracker.ts';
import { createTracker } from './tracking/tracker.ts';
import { createFrameVerifications, createVerifications } from './verifications.ts';

export interface TrackedFacesOptions {
  detector: RefiningDetector;
  /** Without one the detector alone decides what is a face. */
  occlusionClassifier?: OcclusionClassifier | undefined;
  /** An occlusion that the user states for all faces; null: as classified. */
  fixed: Occlusion | null;
  /** How long somebody may be away and still count as the same visit. */
  visitMs?: number | undefined;
  /** Every face counts from the first frame on which it is seen, and is classified and verified on each. */
  isRecording: boolean;
  /** False: a person decides what is a face; all that the occlusion classifier does not rule out is tracked. */
  isVerified?: boolean;
  /** Tasks of the user's own that are predicted. */
  customTasks?: readonly CustomTask[] | undefined;
}

/** Crops of one frame. */
export type Cut = (box: Box, input: FaceInput) => Promise<Uint8Array>;
/** Occlusions that were classified on one frame, by the face's box. */
export type FrameOcclusions = Map<Box, OcclusionPrediction>;

/** The tracks of one camera with the smoothed predictions of each face. One frame takes these steps in order. */
export interface TrackedFaces {
  /** 1. Predicts where every face is by now; frames of another shape end all tracks. @returns tracks, confirmed or not */
  predict(atMs: number, picture: Picture): readonly Track[];
  /** 2. Gives candidates to tracks. @returns those that no track took */
  update(candidates: readonly Candidate[], picture: Picture): Candidate[];
  /** 3. Begins tracks of new faces, classifies occlusions where that is due, and ends tracks that are no face. */
  classify(left: readonly Candidate[], cut: Cut, atMs: number): Promise<FrameOcclusions>;
  /** 4. Verifies tentative tracks: one a frame, which takes as long as a search window; in recordings all. */
  verify(picture: Picture, atMs: number): Promise<void>;
  /** @returns the tracks that have a number */
  confirmed(): Track[];
  /** A person confirmed that this is a face: it is classified no more. */
  keep(track: Track): void;
  smoothed(track: Track): SmoothedFace;
  /** @returns tracks that ended since the last call; only those that had a number */
  takeEnded(): Track[];
  /** Ends all tracks. */
  finish(): void;
}

/** New faces of one frame that are classified, the best. */
const MAX_NEW = 6;
/** Without an occlusion classifier: from this score of the detector on it is a face. */
const CONVINCING = 0.6;
/** Without an occlusion classifier: from this score on it is one after so many hits. */
const LIKELY = 0.4;
const LONG = 12;
/** The least score times probability of a face with which a track is begun. */
const POSSIBLE = 0.2;
/** A box that overlaps a tracked face by more than this is no other face. */
const TAKEN = 0.25;

export function createTrackedFaces(options: TrackedFacesOptions): TrackedFaces {
  return new CameraFaces(options);
}

class CameraFaces implements TrackedFaces {
  readonly #options: TrackedFacesOptions;
  readonly #isVerified: boolean;
  readonly #kept = new WeakSet<Track>();
  readonly #smoothed = new WeakMap<Track, SmoothedFace>();
  readonly #verifications;
  readonly #tracker: Tracker;

  constructor(options: TrackedFacesOptions) {
    const { visitMs, isRecording, isVerified = true } = options;
    this.#options = options;
    this.#isVerified = isVerified;
    this.#verifications = isRecording ? createFrameVerifications() : createVerifications();
    this.#tracker = createTracker({
      ...(visitMs !== undefined && { visitMs }),
      isRecording,
      isFace: (track) => this.#isFace(track),
    });
  }

  predict(atMs: number, picture: Picture): readonly Track[] {
    return this.#tracker.predict(atMs, picture);
  }

  update(candidates: readonly Candidate[], picture: Picture): Candidate[] {
    return this.#tracker.update(candidates, picture);
  }

  async classify(left: readonly Candidate[], cut: Cut, atMs: number): Promise<FrameOcclusions> {
    const made: FrameOcclusions = new Map();
    const seen = this.#tracker.followed.filter(({ isSeen }) => isSeen);
    await this.#begin(left, cut, atMs, made);
    await this.#classifyAgain(seen, cut, atMs, made);
    return made;
  }

  async verify(picture: Picture, atMs: number): Promise<void> {
    const { detector, occlusionClassifier, isRecording } = this.#options;
    if (occlusionClassifier && this.#isVerified) {
      const due = this.#verifications.due(this.#tracker.nearlyConfirmed, atMs);
      const parts = { detector, occlusionClassifier, cut: isRecording ? cutFace : quickCut };
      for (const track of isRecording ? due : due.slice(0, 1))
        this.#verifications.add(track, await verifyFace(picture, track.box, parts), atMs);
    }
    if (isRecording) this.#tracker.confirm();
  }

  confirmed(): Track[] {
    return this.#tracker.followed.filter(({ number }) => number !== null);
  }

  keep(track: Track): void {
    this.#kept.add(track);
  }

  smoothed(track: Track): SmoothedFace {
    return this.#smoothed.get(track)!;
  }

  takeEnded(): Track[] {
    return this.#tracker.takeEnded();
  }

  finish(): void {
    this.#tracker.finish();
  }

  #isFace(track: Track): boolean {
    const { occlusionClassifier, isRecording } = this.#options;
    if (occlusionClassifier) return !this.#isVerified || this.#verifications.isFace(track);
    if (isRecording) return true; // The detector alone decides, as in `predictPicture`.
    return track.score >= CONVINCING || (track.score >= LIKELY && track.hits >= LONG);
  }

  #isTaken(box: Box): boolean {
    const most = this.#options.isRecording ? NMS_IOU_THRESHOLD : TAKEN;
    return this.#tracker.followed.some(
      (track) => track.isSeen && intersectionOverUnion(track.box, box) > most,
    );
  }

  /** In recordings every possible face is verified, as `predictPicture` does. */
  #isPossible(score: number, notFace: number): boolean {
    return this.#options.isRecording
      ? logOdds(notFace) <= MAX_NOT_A_FACE_LOG_ODDS
      : score * (1 - notFace) >= POSSIBLE;
  }

  async #classified(faces: readonly { box: Box }[], cut: Cut): Promise<OcclusionPrediction[]> {
    const { occlusionClassifier } = this.#options;
    if (!occlusionClassifier || faces.length === 0) return [];
    return occlusionClassifier.classify(
      await Promise.all(faces.map(({ box }) => cut(box, occlusionClassifier.input))),
    );
  }

  async #begin(left: readonly Candidate[], cut: Cut, atMs: number, made: FrameOcclusions): Promise<void> {
    const { occlusionClassifier, isRecording, fixed, customTasks } = this.#options;
    const least = occlusionClassifier ? PROPOSAL_THRESHOLD : DETECTOR_ONLY_THRESHOLD;
    const all = left.filter(({ box, score }) => score >= least && !this.#isTaken(box));
    const fresh = isRecording ? all : all.slice(0, MAX_NEW);
    const predictions = await this.#classified(fresh, cut);
    fresh.forEach((candidate, i) => {
      const prediction = predictions[i];
      if (!this.#isPossible(candidate.score, prediction?.probs['not a face'] ?? 0)) return;
      const smoothed = createSmoothedFace(fixed, customTasks);
      if (prediction) {
        smoothed.occlusion.add(prediction, atMs);
        made.set(candidate.box, prediction);
      }
      this.#smoothed.set(this.#tracker.begin(candidate), smoothed);
    });
  }

  async #classifyAgain(seen: readonly Track[], cut: Cut, atMs: number, made: FrameOcclusions): Promise<void> {
    const faces = seen
      .filter((track) => !this.#kept.has(track))
      .map((track) => ({ track, box: track.box, smoothed: this.smoothed(track) }));
    const due = this.#options.isRecording ? faces : occlusionsDue(faces, atMs);
    const predictions = await this.#classified(due, cut);
    predictions.forEach((prediction, i) => {
      const { track, smoothed } = due[i]!;
      smoothed.occlusion.add(prediction, atMs);
      made.set(track.box, prediction);
      if (smoothed.occlusion.isNoFace) this.#tracker.drop(track);
    });
  }
}
