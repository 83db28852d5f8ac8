import type { Architecture, Layer } from './architecture.ts';
import type { NetOptions } from './vgg-f.ts';
import { classifier } from './vgg-f.ts';

/** Convolutions of each block (Simonyan & Zisserman 2014, configuration D): how many, how wide. */
const BLOCKS = [
  [2, 64],
  [2, 128],
  [3, 256],
  [3, 512],
  [3, 512],
] as const;

/** VGG-face (Parkhi et al. 2015): the VGG-16 layout. 145,002,878 parameters at 224×224 and 2622 identities. */
export function vggFace({ inputSize, outputs, dropout }: NetOptions): Architecture {
  const layers: Layer[] = [];
  let from = 'input';
  BLOCKS.forEach(([depth, filters], b) => {
    for (let d = 1; d <= depth; d++) {
      const name = `conv${b + 1}_${d}`;
      layers.push({ name, from, op: 'conv', filters, size: 3, stride: 1, pad: 'same', bias: true });
      layers.push({ name: `${name}/relu`, from: name, op: 'relu' });
      from = `${name}/relu`;
    }
    layers.push({ name: `pool${b + 1}`, from, op: 'maxPool', size: 2, stride: 2, pad: 'valid' });
    from = `pool${b + 1}`;
  });
  return {
    net: 'vgg-face',
    inputSize,
    layers: [...layers, ...classifier(from, outputs, dropout)],
    taps: { embedding: 'fc7/relu', lastConv: ['conv5_3/relu'], output: 'fc8' },
  };
}
