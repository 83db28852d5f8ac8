import { expect, it } from 'vitest';

import { kerasOperations } from '../../../../src/training/models/published/keras-operations.ts';
import { operationsNote } from '../../../../src/training/models/published/operations-note.ts';

const layer = (class_name: string, config: object = {}) => ({ class_name, config });
const model = (layers: readonly object[]) => JSON.stringify({ class_name: 'Functional', config: { layers } });

/** The layers of ResNet-50 as `keras.applications` builds them (He et al. 2016), branch after branch. */
function resnet50(): object[] {
  const norm = [layer('Conv2D', { activation: 'linear' }), layer('BatchNormalization')];
  const relu = layer('Activation', { activation: 'relu' });
  const block = (isFirst: boolean) => [
    ...[...(isFirst ? norm : []), ...norm, relu, ...norm, relu, ...norm],
    ...[layer('Add'), relu],
  ];
  return [
    ...[layer('InputLayer'), layer('ZeroPadding2D'), ...norm, relu, layer('ZeroPadding2D')],
    layer('MaxPooling2D'),
    ...[3, 4, 6, 3].flatMap((blocks) => Array.from({ length: blocks }, (_, b) => block(b === 0)).flat()),
    ...[layer('GlobalAveragePooling2D'), layer('Dense', { activation: 'softmax' })],
  ];
}

it('reports what the layers of a model do, and an activation as one of its own', () => {
  const layers = [
    layer('InputLayer'),
    layer('Conv2D', { activation: 'relu' }),
    layer('LRN2D', { alpha: 1e-4 }),
    layer('MaxPooling2D'),
    layer('Dropout'),
    layer('Dense', { activation: 'linear' }),
    layer('Activation', { activation: 'relu' }),
  ];
  const types = ['conv', 'relu', 'LRN2D', 'pool', 'conv', 'relu'];
  expect(kerasOperations(model(layers))).toEqual(types);
  expect(kerasOperations(JSON.stringify({ class_name: 'Sequential', config: layers }))).toEqual(types);
});

it('reports nothing of what describes no model', () => {
  for (const text of ['', '{', '[]', '{"config": 3}', '{"config": {"layers": [{}]}}'])
    expect(kerasOperations(text)).toBeUndefined();
});

it('finds nothing in ResNet-50, with or without its top, and what one lacks or has too many of', () => {
  const note = (layers: readonly object[], absent: readonly string[] = []) =>
    operationsNote(kerasOperations(model(layers))!, 'resnet-50', absent);
  const layers = resnet50();
  expect(note(layers)).toBeUndefined();
  const withoutTop = ['output', 'pool5'];
  expect(note(layers.slice(0, -1), withoutTop)).toBeUndefined();
  expect(note(layers.slice(0, -2), withoutTop)).toBeUndefined();
  expect(note(layers.slice(0, -1))).toContain('(53 of type conv, expected 54)');
  const first = layers.findIndex((one) => JSON.stringify(one).includes('BatchNormalization'));
  expect(note(layers.toSpliced(first, 1))).toContain('(52 of type bnorm, expected 53)');
  expect(note([...layers, layer('Lambda')])).toContain('(1 of type Lambda, expected 0)');
});
