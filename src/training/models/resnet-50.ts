import type { Architecture, Layer } from './architecture.ts';
import type { NetOptions } from './vgg-f.ts';

/** Bottlenecks of each stage (He et al. 2016, Table 1): how many, how wide inside, stride of the first. */
const STAGES = [
  [3, 64, 1],
  [4, 128, 2],
  [6, 256, 2],
  [3, 512, 2],
] as const;

/**
 * ResNet-50 (He et al. 2016), stride on the first 1×1 convolution as published, no bias before batch
 * normalization. 25,557,032 parameters at 1000 classes.
 */
export function resnet50({ inputSize, outputs, dropout }: NetOptions): Architecture {
  const layers: Layer[] = [
    { name: 'conv1/pad', from: 'input', op: 'pad', by: 3 },
    {
      name: 'conv1',
      from: 'conv1/pad',
      op: 'conv',
      filters: 64,
      size: 7,
      stride: 2,
      pad: 'valid',
      bias: false,
    },
    { name: 'conv1/norm', from: 'conv1', op: 'batchNorm' },
    { name: 'conv1/relu', from: 'conv1/norm', op: 'relu' },
    { name: 'pool1/pad', from: 'conv1/relu', op: 'pad', by: 1 },
    { name: 'pool1', from: 'pool1/pad', op: 'maxPool', size: 3, stride: 2, pad: 'valid' },
  ];
  const convNorm = (name: string, from: string, filters: number, size: number, stride: number) => {
    layers.push(
      { name, from, op: 'conv', filters, size, stride, pad: 'same', bias: false },
      { name: `${name}/norm`, from: name, op: 'batchNorm' },
    );
    return `${name}/norm`;
  };
  const relu = (name: string, from: string) => {
    layers.push({ name, from, op: 'relu' });
    return name;
  };
  let from = 'pool1';
  STAGES.forEach(([count, width, stride], s) => {
    for (let b = 0; b < count; b++) {
      const block = `stage${s + 2}/block${b + 1}`;
      const step = b === 0 ? stride : 1;
      const reduced = relu(`${block}/a/relu`, convNorm(`${block}/a`, from, width, 1, step));
      const spatial = relu(`${block}/b/relu`, convNorm(`${block}/b`, reduced, width, 3, 1));
      const widened = convNorm(`${block}/c`, spatial, 4 * width, 1, 1);
      const shortcut = b === 0 ? convNorm(`${block}/shortcut`, from, 4 * width, 1, step) : from;
      layers.push({ name: `${block}/add`, from: widened, op: 'add', with: shortcut });
      from = relu(`${block}/relu`, `${block}/add`);
    }
  });
  layers.push(
    { name: 'pool5', from, op: 'globalAveragePool' },
    { name: 'dropout', from: 'pool5', op: 'dropout', rate: dropout },
    { name: 'output', from: 'dropout', op: 'dense', units: outputs },
  );
  return {
    net: 'resnet-50',
    inputSize,
    layers,
    taps: { embedding: 'pool5', lastConv: [from], output: 'output' },
  };
}
