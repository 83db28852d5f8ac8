import type { Detection } from '../runtime/picture.ts';

/** Numbers a box: center, size, and six points of the face that we leave. */
const BOX_VALUES = 16;
/** MediaPipe's `score_clipping_thresh`. */
const LARGEST_LOGIT = 100;

/**
 * One layer's outputs as boxes whose score reaches the threshold.
 * @param scores logits [anchors]
 * @param boxes [anchors, 16]: center x and y from the anchor's, width, height …, in pixels of the detector's input
 * @param anchors x and y of each anchor's center, as shares of the side
 * @param size side of the detector's input in pixels
 * @returns boxes in pixels of the detector's input
 */
export function decodeBoxes(
  scores: Float32Array,
  boxes: Float32Array,
  anchors: Float32Array,
  size: number,
  threshold: number,
): Detection[] {
  const found: Detection[] = [];
  scores.forEach((logit, i) => {
    const score = sigmoid(Math.min(LARGEST_LOGIT, Math.max(-LARGEST_LOGIT, logit)));
    if (score < threshold) return;
    const at = i * BOX_VALUES;
    const width = boxes[at + 2]!;
    const height = boxes[at + 3]!;
    const x = anchors[2 * i]! * size + boxes[at]! - width / 2;
    const y = anchors[2 * i + 1]! * size + boxes[at + 1]! - height / 2;
    if (width > 0 && height > 0) found.push({ box: { x, y, width, height }, score });
  });
  return found;
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
