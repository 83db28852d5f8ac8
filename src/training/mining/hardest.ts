import { yieldToEventLoop } from '../../common/yield-to-event-loop.ts';
import { tf } from '../engine/tf.ts';
import type { Rows } from './rows.ts';

/** Which candidate is hardest for each anchor, among those that its group allows. */
export interface MiningInput {
  /** [anchors, width] */
  anchors: Rows;
  /** [candidates, width] */
  candidates: Rows;
  /** Group of each anchor and of each candidate, from 0: its class, or its place among all ages. */
  anchorGroups: ArrayLike<number>;
  candidateGroups: ArrayLike<number>;
  /** How many groups there are. */
  groups: number;
  /** Whether a candidate of the second group may stand beside an anchor of the first. */
  allowed: (anchorGroup: number, candidateGroup: number) => boolean;
  /** Eq. 6 takes the farthest, Eq. 7 the nearest. */
  pick: 'farthest' | 'nearest';
  signal?: AbortSignal | undefined;
}

/** Stands for "not allowed": beyond every distance, and times 0 still 0. */
const BARRED = 1e30;
/** Rows of one product; they bound memory: at 4,096 numbers a row 134 MB of candidates, 17 MB of anchors. */
const CANDIDATE_ROWS = 8192;
const ANCHOR_ROWS = 1024;

/**
 * Hard example mining as matrix work (Eq. 6, 7): of a row of −‖b‖² + 2·a·b the largest is the nearest, ‖a‖² being the
 * same in the whole row. The mask is part of the product: each anchor carries a 1 in the column of its group, each
 * candidate −BARRED in the columns of those that may not see it; the zeros of all others leave distances as they are.
 * The first candidate is the origin, so that rows far from 0 and near each other lose no digits. Products are float32:
 * squared distances that differ by less than about 10⁻⁶ of the largest may count as equal.
 * Memory does not grow with the number of rows; both sides are read block by block.
 * @returns index of a candidate for each anchor, of equals the first; −1 where none is allowed
 * @throws DemifaceError `interrupted`, `disk`
 */
export async function hardest(question: MiningInput): Promise<Int32Array> {
  const { anchors, candidates, signal } = question;
  const best = new Float32Array(anchors.count).fill(-BARRED / 2);
  const index = new Int32Array(anchors.count).fill(-1);
  const origin = candidates.read(0, Math.min(1, candidates.count));
  for (let from = 0; from < candidates.count; from += CANDIDATE_ROWS) {
    const side = candidateSide(question, origin, from, Math.min(CANDIDATE_ROWS, candidates.count - from));
    try {
      for (let start = 0; start < anchors.count; start += ANCHOR_ROWS) {
        await yieldToEventLoop(signal);
        const count = Math.min(ANCHOR_ROWS, anchors.count - start);
        const found = await topOfBlock(anchorSide(question, origin, start, count), side);
        for (let i = 0; i < count; i++) {
          if (found.score[i]! <= best[start + i]!) continue;
          best[start + i] = found.score[i]!;
          index[start + i] = from + found.index[i]!;
        }
      }
    } finally {
      side.dispose();
    }
  }
  return index;
}

/** [rows, width + 1 + groups]: ±(2·b), ∓‖b‖², and −BARRED for each group that it is not allowed for. */
function candidateSide(
  { candidates, candidateGroups, groups, allowed, pick }: MiningInput,
  origin: Float32Array,
  from: number,
  rows: number,
): tf.Tensor2D {
  const { width } = candidates;
  const sign = pick === 'nearest' ? 1 : -1;
  const total = width + 1 + groups;
  const values = candidates.read(from, rows);
  const side = new Float32Array(rows * total);
  const barred = Array.from({ length: groups }, (_, candidate) =>
    Float32Array.from({ length: groups }, (__, anchor) => (allowed(anchor, candidate) ? 0 : -BARRED)),
  );
  for (let row = 0; row < rows; row++) {
    const at = row * total;
    let squares = 0;
    for (let k = 0; k < width; k++) {
      const value = Math.fround(values[row * width + k]! - origin[k]!);
      squares += value * value;
      side[at + k] = 2 * sign * value;
    }
    side[at + width] = -sign * squares;
    side.set(barred[candidateGroups[from + row]!]!, at + width + 1);
  }
  return tf.tensor2d(side, [rows, total]);
}

/** [count, width + 1 + groups]: a, 1, and a 1 in the column of its group. */
function anchorSide(
  { anchors, anchorGroups, groups }: MiningInput,
  origin: Float32Array,
  start: number,
  count: number,
): tf.Tensor2D {
  const { width } = anchors;
  const total = width + 1 + groups;
  const values = anchors.read(start, count);
  const side = new Float32Array(count * total);
  for (let row = 0; row < count; row++) {
    const at = row * total;
    for (let k = 0; k < width; k++) side[at + k] = values[row * width + k]! - origin[k]!;
    side[at + width] = 1;
    side[at + width + 1 + anchorGroups[start + row]!] = 1;
  }
  return tf.tensor2d(side, [count, total]);
}

/** The largest of each row of the product, and its column; the anchors are disposed. */
async function topOfBlock(anchorBlock: tf.Tensor2D, candidateBlock: tf.Tensor2D) {
  const scores = tf.matMul(anchorBlock, candidateBlock, false, true);
  const [index, score] = [tf.argMax(scores, 1), tf.max(scores, 1)] as const;
  tf.dispose([anchorBlock, scores]);
  try {
    return { index: await index.data<'int32'>(), score: await score.data<'float32'>() };
  } finally {
    tf.dispose([index, score]);
  }
}
