import { z } from 'zod';

import { jsonOf } from '../../../common/json.ts';

const layerSchema = z.object({
  class_name: z.string(),
  config: z.looseObject({ activation: z.unknown() }).partial().default({}),
});
const modelSchema = z.object({
  // Old sequential models state a bare list.
  config: z.union([z.array(layerSchema), z.object({ layers: z.array(layerSchema) })]),
});

/** Classes of Keras in the words of MatConvNet. The others stand for themselves. */
const TYPES: Readonly<Record<string, string>> = {
  Conv2D: 'conv',
  Convolution2D: 'conv',
  Dense: 'conv',
  ReLU: 'relu',
  MaxPooling2D: 'pool',
  AveragePooling2D: 'average pool',
  GlobalAveragePooling2D: 'average pool',
  BatchNormalization: 'bnorm',
  Add: 'sum',
  Merge: 'sum',
};
/** They change no values, or where they stand is checked by the shapes of what follows. */
const WITHOUT_EFFECT = [
  ...['InputLayer', 'Flatten', 'Reshape', 'Dropout', 'ZeroPadding2D'],
  ...['Activation', 'Softmax'],
];

/**
 * What each layer of a Keras model does, in its order; an activation within a layer counts as one of its own.
 * @param config the attribute `model_config`, which files of weights alone lack
 * @returns undefined if it is no description of a model
 */
export function kerasOperations(config: string): string[] | undefined {
  const { data } = modelSchema.safeParse(jsonOf(config));
  if (!data) return undefined;
  const layers = Array.isArray(data.config) ? data.config : data.config.layers;
  return layers.flatMap(({ class_name: name, config: { activation } }) => [
    ...(WITHOUT_EFFECT.includes(name) ? [] : [TYPES[name] ?? name]),
    ...(typeof activation === 'string' && activation !== 'linear' ? [activation] : []),
  ]);
}
