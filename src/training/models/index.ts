import type { Head } from '../../artifact/labels.ts';
import { headWidth } from '../../artifact/labels.ts';
import type { AgeScale } from '../../artifact/years.ts';
import { scaledAges } from '../../artifact/years.ts';
import type { Architecture } from './architecture.ts';
import { compact, compactHalf } from './compact.ts';
import { resnet50 } from './resnet-50.ts';
import { vggFace } from './vgg-face.ts';
import type { NetOptions } from './vgg-f.ts';
import { vggF } from './vgg-f.ts';

export type { Architecture, Layer } from './architecture.ts';
export { branchedNet } from './branched.ts';
export { embeddingWidth, gigaMacs, parameterCount } from './architecture.ts';
export type { Model, WeightValues } from './model.ts';
export { createModel, readValues } from './model.ts';
export { namedWeights } from './named-weights.ts';

/** Every network by name. */
export const NETS = {
  compact,
  'compact-lower': compactHalf('lower'),
  'compact-upper': compactHalf('upper'),
  'vgg-f': vggF,
  'vgg-face': vggFace,
  'resnet-50': resnet50,
} as const satisfies Record<string, (options: NetOptions) => Architecture>;

/** A network with this head. @param ageScale of an age model */
export function netFor(
  net: keyof typeof NETS,
  head: Head,
  { inputSize, dropout, ageScale }: Pick<NetOptions, 'inputSize' | 'dropout'> & { ageScale: AgeScale | null },
): Architecture {
  return NETS[net]({
    inputSize,
    dropout,
    outputs: headWidth(head),
    ages: head.task === 'age' && ageScale ? scaledAges(ageScale) : undefined,
  });
}
