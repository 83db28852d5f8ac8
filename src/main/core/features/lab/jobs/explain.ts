import sharp from 'sharp';

import type { Card } from '../../../../../artifact/card.ts';
import { occludedRows } from '../../../../../artifact/occluded-rows.ts';
import type { PreparedPicture } from '../../../../../training/datasets/prepared.ts';
import { openPictures } from '../../../../../training/datasets/picture-source.ts';
import { labelOf } from '../../../../../training/datasets/targets.ts';
import { evenlySpaced } from '../../../../../training/explain/evenly-spaced.ts';
import type { Explanation } from '../../../../../training/explain/explainer.ts';
import { createExplainer } from '../../../../../training/explain/explainer.ts';
import { enlargedFace, overlay } from '../../../../../training/explain/overlay.ts';
import { yieldToEventLoop } from '../../../../../common/yield-to-event-loop.ts';
import { yearsOf } from '../../../../../artifact/years.ts';
import type { GalleryModel } from '../../../../ipc/contract.ts';
import { message } from '../../../../../messages/message.ts';
import type { Job, JobHooks } from '../../../platform/jobs/job.ts';
import type { RequestedModel, OpenedModel } from './requested-models.ts';
import { openModels } from './requested-models.ts';

/** Side of the gallery's pictures, at least; small faces are enlarged by a whole number. */
const SMALLEST_SIDE = 224;
/** An age counts as right as near as this: the paper's own bound for the same age. */
const NEAR_YEARS = 5;

/** Grad-CAM over the same pictures of the reported split, drawn evenly, for each model. */
export const explain: Job<{ models: RequestedModel[]; pictures: number }, GalleryModel[]> = async (
  { models: requested, pictures },
  hooks,
) => {
  const { models: opened } = await openModels(requested, hooks);
  const first = opened[0]!;
  const shown = evenlySpaced(
    first.prepared.pictures.filter(({ split }) => split === first.split),
    pictures,
  );
  const gallery: GalleryModel[] = [];
  for (const [i, model] of opened.entries()) {
    const done = i * shown.length;
    const progress = (at: number) =>
      hooks.progress(
        done + at,
        opened.length * shown.length,
        message('jobs.explaining', { model: model.name }),
      );
    gallery.push({
      run: model.run,
      name: model.name,
      pictures: await explained(model, shown, progress, hooks),
    });
  }
  return gallery;
};

async function explained(
  { folder, prepared }: OpenedModel,
  shown: readonly PreparedPicture[],
  progress: (done: number) => void,
  { signal }: JobHooks,
): Promise<GalleryModel['pictures']> {
  const { card } = folder;
  const { size } = card.preprocessing;
  const { picturesPath, channels } = prepared;
  const side = size * Math.ceil(SMALLEST_SIDE / size);
  const own = new Map(prepared.pictures.map((picture) => [identityOf(picture), picture]));
  const source = openPictures(picturesPath, size, channels);
  const explainer = createExplainer(folder, side);
  const pictures: GalleryModel['pictures'] = [];
  try {
    for (const [i, picture] of shown.entries()) {
      await yieldToEventLoop(signal);
      progress(i);
      const found = own.get(identityOf(picture));
      if (!found) continue; // it cannot be read at this model's size
      const pixels = Uint8Array.from(source.read(found.row).data);
      const explanation = await explainer.explain(pixels, card.visible);
      const whole = await enlargedFace({ pixels, size, channels }, side);
      const over = overlay(whole, onShown(explanation.heat, side, card));
      const png = await sharp(over, { raw: { width: side, height: side, channels: 3 } })
        .png()
        .toBuffer();
      pictures.push({ png: new Uint8Array(png), ...labelsOf(card, explanation, labelOf(found, card)) });
    }
  } finally {
    source.close();
    explainer.dispose();
  }
  return pictures;
}

/** Heat where the model was shown something; none on what was hidden from it. */
function onShown(heat: Float32Array, side: number, { visible, preprocessing: { size } }: Card): Float32Array {
  const [from, to] = occludedRows(visible, size).map((row) => (row * side) / size) as [number, number];
  return heat.map((value, i) => {
    const row = Math.floor(i / side);
    return row >= from && row < to ? 0 : value;
  });
}

function labelsOf(
  card: Card,
  { outputs, chosen }: Explanation,
  truth: number,
): Omit<GalleryModel['pictures'][number], 'png'> {
  if (card.labels !== null)
    return { truth: card.labels[truth]!, read: card.labels[chosen]!, isRight: chosen === truth };
  const years = yearsOf(card, outputs[0]!);
  return {
    truth: Math.round(truth),
    read: Math.round(years),
    isRight: Math.abs(years - truth) < NEAR_YEARS,
  };
}

/** The same face at another size. */
function identityOf({ name, file, split, box }: PreparedPicture): string {
  return JSON.stringify([name, file, split, box]);
}
