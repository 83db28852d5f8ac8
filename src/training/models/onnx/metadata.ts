import type { Card } from '../../../artifact/card.ts';
import { occludedRows } from '../../../artifact/occluded-rows.ts';
import type { Precision } from './precision.ts';

/** What somebody needs who has the file alone: plain text, or JSON where it is more than one word. */
export function metadataOf(card: Card, precision: Precision): Record<string, string> {
  const { preprocessing, visible } = card;
  const facts = {
    name: card.name,
    net: card.net,
    task: card.task,
    labels: card.labels,
    visible,
    preprocessing: {
      ...preprocessing,
      resize: 'the face is stretched to size × size',
      occludedRows: occludedRows(visible, preprocessing.size),
      layout: 'batch, height, width, red-green-blue',
    },
    temperature: card.temperature,
    ageScale: card.ageScale,
    ageInterval: card.ageInterval,
    flip: card.flip,
    taps: card.taps,
    weights: precision,
    stage: card.stage,
    dataLicense: card.data.license,
    use: card.use,
    card,
  };
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

/** How to feed and read the network, in sentences. */
export function usageText({
  task,
  labels,
  visible,
  preprocessing,
  temperature,
  ageScale,
  flip,
}: Card): string {
  const { size, color, scaling } = preprocessing;
  const [from, to] = occludedRows(visible, size);
  const sentences = [
    `Feed 'pictures': faces of ${size} × ${size} pixels, ${color === 'gray' ? 'the luma in all three channels' : 'red, green, blue'}, channels last.`,
    from === to ? '' : `Rows ${from} to ${to - 1} are occluded: set them to 0.`,
    `Then (x − mean) / std for each channel, x from 0 to 255, mean ${scaling.mean.join(', ')}, std ${scaling.std.join(', ')}.`,
    labels
      ? `Read 'output': softmax(output / ${temperature}) are the probabilities of ${labels.join(', ')}.`
      : `Read 'output': ${task} in years is output · ${ageScale!.std} + ${ageScale!.mean}.`,
    flip ? "Average 'output' over the picture and its mirror image before that." : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}
