import type { Preset, StagePreset } from '../../../../../training/presets/index.ts';
import { PRESETS } from '../../../../../training/presets/index.ts';
import { netName } from '../../../../../training/reproduce/names.ts';
import { valueAt, valueText } from './values.ts';

const PAPER: readonly Preset[] = PRESETS.filter(({ source }) => source.startsWith('paper'));

/** The paper's values for every preset (Sec. 4.2, 4.3); all else in its presets is ours. */
const OF_PRESET: readonly string[] = ['batchSize', 'choosing', 'inputSize'];
/** The same of stages. Of rates it does not say all: see `saysRate`. */
const OF_STAGE: readonly string[] = [
  ...['epochs', 'lambda', 'margin', 'share', 'members', 'penalty', 'start', 'startFrom'],
  ...['distillation.lambda', 'occlusion.style', 'optimizer.kind', 'optimizer.momentum'],
];
const RATES: readonly string[] = ['schedule.rate', 'schedule.peak'];
const WORDS: Readonly<Record<string, string>> = {
  half: 'the hidden half is black',
  parent: 'the stage before',
  scratch: 'fresh weights',
  sgd: 'SGD with momentum',
  adam: 'Adam',
  validation: 'the validation split',
  imagenet: 'ImageNet',
  'vgg-face': 'VGG-Face',
};

/**
 * The paper's value for the same data set, task, half and stage, in words; where its nets differ, of each.
 * @param stage kind; null: of the whole preset
 * @returns null where it states none
 */
export function paperValue(preset: Preset, stage: string | null, key: string): string | null {
  const { layout, task, visible, net } = preset;
  const same = PAPER.filter((one) => one.layout === layout && one.task === task && one.visible === visible);
  const own = same.filter((one) => one.net === net);
  const published = (own.length > 0 ? own : same).flatMap((one) => {
    const text = publishedBy(one, stage, key);
    return text === null ? [] : [{ net: netName(one.net), text }];
  });
  const [first] = published;
  if (!first) return null;
  if (
    published.length === (own.length > 0 ? 1 : same.length) &&
    published.every(({ text }) => text === first.text)
  )
    return first.text;
  return published.map(({ net: name, text }) => `${name}: ${text}`).join('; ');
}

function publishedBy(paper: Preset, kind: string | null, key: string): string | null {
  if (kind === null) return OF_PRESET.includes(key) ? inWords(valueAt(paper, key)) : null;
  const stage = paper.stages.find((one) => one.kind === kind);
  if (!stage) return null;
  if (RATES.includes(key)) return rateText(paper, stage);
  return OF_STAGE.includes(key) ? inWords(valueAt(stage, key)) : null;
}

function inWords(value: unknown): string | null {
  if (value === undefined) return null;
  return Array.isArray(value)
    ? `the best of ${value.join(', ')}`
    : (WORDS[valueText(value)] ?? valueText(value));
}

function rateText(paper: Preset, stage: StagePreset): string | null {
  if (stage.kind === 'ensemble' || !saysRate(paper, stage.kind)) return null;
  const { schedule } = stage;
  if (schedule.kind === 'one-cycle') return null;
  const rate = valueText(schedule.rate);
  if (schedule.kind === 'constant') return rate;
  // For UTKFace it states that the rate falls, and not how far.
  const to = paper.layout === 'utkface' ? '' : ` to ${valueText(schedule.floor)}`;
  return `${rate}, lowered${to} when ${schedule.patience} epochs bring no improvement`;
}

/** It gives none for the VGG teachers and students on expression: it cites earlier work. */
function saysRate({ task, net }: Preset, kind: string): boolean {
  return !(task === 'expression' && net !== 'resnet-50' && (kind === 'teacher' || kind === 'student'));
}
