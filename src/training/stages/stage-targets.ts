import { headWidth } from '../../artifact/labels.ts';
import { softmaxRows } from '../../common/math/probabilities.ts';
import { hasLabel, targetsOf } from '../datasets/targets.ts';
import { headOf } from '../presets/index.ts';
import type { Stage } from './stage.ts';

/** What the network should give for each training picture: [pictures, head width]. */
export function stageTargets(stage: Stage): Float32Array {
  const { preset, settings, pictures, ageScale } = stage;
  const head = headOf(preset);
  const { targets, labelSmoothing = 0 } = settings;
  const options = { head, targets, labelSmoothing, ageScale };
  if (settings.kind !== 'retrain') return targetsOf(pictures.train, options);

  const width = headWidth(head);
  const places = pictures.train.flatMap((picture, place) => (hasLabel(picture, head) ? [place] : []));
  const labels = targetsOf(
    places.map((place) => pictures.train[place]!),
    options,
  );
  if (!stage.teacher) {
    if (places.length < pictures.train.length)
      throw new Error('pictures without labels need the model as it is');
    return labels;
  }
  const { keep } = settings;
  const outputs = stage.teacher.logits.gather(Int32Array.from(pictures.train.keys()));
  const blended = head.labels ? softmaxRows(outputs, width) : outputs.slice();
  places.forEach((place, i) => {
    for (let k = 0; k < width; k++) {
      const at = place * width + k;
      blended[at] = keep * blended[at]! + (1 - keep) * labels[i * width + k]!;
    }
  });
  return blended;
}
