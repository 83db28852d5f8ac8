import { intersectionOverSmaller, intersectionOverUnion } from '../../common/math/boxes.ts';
import type { Box, Detection } from '../runtime/picture.ts';

/**
 * Of boxes that overlap by `limit` or more one remains: the best one's score, at the mean place of all, each weighted
 * by its score (Bazarevsky et al. 2019, §4.2: steadier than the best one alone).
 * @param detections boxes with an extent
 * @param limit above 0, at most 1
 * @returns best first
 */
export function suppress(detections: readonly Detection[], limit: number): Detection[] {
  let left = detections.toSorted((a, b) => b.score - a.score);
  const kept: Detection[] = [];
  while (left.length > 0) {
    const best = left[0]!;
    const same = left.filter(({ box }) => intersectionOverUnion(box, best.box) >= limit);
    kept.push({ box: meanBox(same), score: best.score });
    left = left.filter(({ box }) => intersectionOverUnion(box, best.box) < limit);
  }
  return kept;
}

/**
 * Leaves out boxes of which `limit` or more shares its place with a better box, or that hold as much of one.
 * @param detections best first
 */
export function withoutContained(detections: readonly Detection[], limit: number): Detection[] {
  return detections.reduce<Detection[]>(
    (kept, detection) =>
      kept.some(({ box }) => intersectionOverSmaller(box, detection.box) >= limit)
        ? kept
        : [...kept, detection],
    [],
  );
}

function meanBox(detections: readonly Detection[]): Box {
  const total = detections.reduce((sum, { score }) => sum + score, 0);
  const mean = (side: keyof Box) =>
    detections.reduce((sum, { box, score }) => sum + box[side] * score, 0) / total;
  return { x: mean('x'), y: mean('y'), width: mean('width'), height: mean('height') };
}
