import { OCCLUSION_LABELS } from '../../../artifact/labels.ts';
import type { Occlusion } from '../../occlusion/occlusion.ts';
import { OCCLUSIONS } from '../../occlusion/occlusion.ts';
import type { OcclusionPrediction } from '../../occlusion/occlusion-classifier.ts';
import { CERTAIN } from '../../occlusion/occlusion-classifier.ts';
import { createExponentialMean } from './exponential-mean.ts';

/** The occlusion of a face, voted over its track. */
export interface SmoothedOcclusion {
  add(recognition: OcclusionPrediction, atMs: number): void;
  /** Null while it is in doubt. */
  readonly settled: Occlusion | null;
  /** Which student is to read it, in doubt too. */
  readonly likeliest: Occlusion;
  /** It is no face after all. */
  readonly isNoFace: boolean;
  /** When it was last looked at; −Infinity: never. */
  readonly lastMs: number;
}

const HALF_LIFE_MS = 500;
/** What was certain stays until it falls below this. */
const DOUBTFUL = 0.6;
/** From here on, over several frames, what is followed is no face. */
const NO_FACE = 0.85;
const NO_FACE_FRAMES = 3;

export function createSmoothedOcclusion(): SmoothedOcclusion {
  const mean = createExponentialMean(HALF_LIFE_MS);
  let cover: Occlusion | null = null;
  let lastMs = -Infinity;
  const prob = (label: (typeof OCCLUSION_LABELS)[number]) =>
    mean.values[OCCLUSION_LABELS.indexOf(label)] ?? 0;
  const likeliest = () => OCCLUSIONS.reduce((a, b) => (prob(b) > prob(a) ? b : a));
  return {
    add({ probs }, atMs) {
      lastMs = atMs;
      mean.add(
        OCCLUSION_LABELS.map((label) => probs[label]),
        atMs,
      );
      const top = likeliest();
      if (prob(top) >= CERTAIN) cover = top;
      else if (cover !== null && prob(cover) < DOUBTFUL) cover = null;
    },
    get settled() {
      return cover;
    },
    get likeliest() {
      return cover ?? likeliest();
    },
    get isNoFace() {
      return mean.n >= NO_FACE_FRAMES && prob('not a face') >= NO_FACE;
    },
    get lastMs() {
      return lastMs;
    },
  };
}
