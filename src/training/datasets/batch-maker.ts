import { occludedRows, shownRows } from '../../artifact/occluded-rows.ts';
import { scaleInto } from '../../artifact/scaling.ts';
import { drawVariation, MIRRORED, UNCHANGED, varyPicture } from './augment.ts';
import type { Variation } from './augment.ts';
import { drawOccluder } from '../occlusion/occluders/draw.ts';
import type { Occlusion } from '../occlusion/occlusion.ts';
import type { PictureSource } from './picture-source.ts';
import { epochOrder, viewLength } from './plan.ts';
import type { BatchPlan } from './plan.ts';
import { randomFor } from '../../common/math/random.ts';

/** Makes any batch of any epoch, each by itself. Plain code, one thread, the same bits everywhere. */
export interface BatchMaker {
  /**
   * @param images one array per view, batchSize x outputSize x outputSize x 3; only the first n pictures are written
   * @param order receives the positions into `plan.rows`
   * @returns n, the number of pictures in this batch
   */
  make(epoch: number, index: number, images: readonly Float32Array[], order: Int32Array): number;
}

/** Per picture: vary and resize → occlude → scale. Random streams hang on (seed, epoch, position), nothing else. */
export function createBatchMaker(plan: BatchPlan, pictures: PictureSource): BatchMaker {
  const { outputSize, channels, scaling, seed, cropped = false } = plan;
  const varied = new Float32Array(outputSize * outputSize * channels);
  const covered = new Float32Array(varied.length);
  let current: { epoch: number; order: Int32Array } = { epoch: Number.NaN, order: new Int32Array() };

  const variationOf = (epoch: number, position: number): Variation => {
    if (plan.augmentation === null) return plan.mirrored ? MIRRORED : UNCHANGED;
    const drawn = drawVariation(plan.augmentation, randomFor(seed, 'augment', epoch, position));
    return plan.mirrored ? mirror(drawn) : drawn;
  };

  const writeView = (view: Occlusion, epoch: number, position: number, out: Float32Array, at: number) => {
    const occluded = occludedRows(view.visible, outputSize);
    if (view.visible === 'full' || view.style === 'half') {
      scaleInto(varied, outputSize, channels, occluded, scaling, out, at);
      return;
    }
    const random = randomFor(seed, 'occlude', view.visible, epoch, position);
    if (random.bool(view.style === 'drawn' ? 1 : (view.drawnShare ?? 0.5))) {
      covered.set(varied);
      const canvas = { data: covered, size: outputSize, channels };
      const rows = shownRows(view.visible, outputSize);
      drawOccluder(view.visible, cropped ? { ...canvas, rows } : canvas, random);
      scaleInto(covered, outputSize, channels, cropped ? occluded : [0, 0], scaling, out, at);
    } else {
      scaleInto(varied, outputSize, channels, occluded, scaling, out, at);
    }
  };

  return {
    make(epoch, index, images, order) {
      if (current.epoch !== epoch) current = { epoch, order: epochOrder(plan, epoch) };
      const positions = current.order.subarray(index * plan.batchSize, (index + 1) * plan.batchSize);
      order.set(positions);
      positions.forEach((position, i) => {
        const picture = pictures.read(plan.rows[position] ?? 0);
        varyPicture(picture, variationOf(epoch, position), varied, outputSize);
        plan.views.forEach((view, v) => {
          const out = images[v];
          if (out) writeView(view, epoch, position, out, i * viewLength(plan));
        });
      });
      return positions.length;
    },
  };
}

/** The mirror image of a varied picture: what it was turned and moved by turns round with it. */
function mirror(variation: Variation): Variation {
  return {
    ...variation,
    rotationRad: -variation.rotationRad,
    shiftX: -variation.shiftX,
    mirrored: !variation.mirrored,
  };
}
