import { beforeAll, describe, expect, it } from 'vitest';

import { gigaMacs, planArchitecture } from '../../../src/training/models/architecture.ts';
import { branchedNet, createModel, NETS } from '../../../src/training/models/index.ts';
import { startEngine, tf } from '../../../src/training/engine/tf.ts';

beforeAll(async () => {
  await startEngine();
});

const compact = NETS.compact({ inputSize: 16, outputs: 3, dropout: 0.5 });

describe('a branched net', () => {
  it('gives the dense layer over the joined embeddings of its branches', () => {
    tf.tidy(() => {
      const members = [createModel(compact, { seed: 1 }), createModel(compact, { seed: 2 })];
      const net = branchedNet(compact, ['standard', 'triplet'], 3);
      const kernel = tf.randomUniform([512, 3], -1, 1, 'float32', 7);
      const weights = new Map<string, Float32Array>();
      ['standard', 'triplet'].forEach((branch, i) =>
        members[i]!.weights.forEach((value, name) =>
          weights.set(`${branch}/${name}`, value.dataSync<'float32'>()),
        ),
      );
      weights.set('output/kernel', kernel.dataSync<'float32'>());
      weights.set('output/bias', Float32Array.of(1, 2, 3));
      const model = createModel(net, weights);
      const pictures = tf.randomUniform<tf.Rank.R4>([4, 16, 16, 3], -1, 1, 'float32', 8);
      const joined = members.map(
        (member) => member.forward(pictures, { taps: [compact.taps.embedding] })[0]!,
      );
      const expected = tf.add(tf.matMul(tf.concat(joined, 1), kernel), [1, 2, 3]);
      const found = model.forward(pictures)[0]!;
      expect(tf.max(tf.abs(tf.sub(found, expected))).dataSync<'float32'>()[0]).toBeLessThan(1e-5);
    });
  });

  it('has one last convolution a branch and costs both', () => {
    const net = branchedNet(compact, ['standard', 'triplet'], 3);
    expect(net.taps.lastConv).toEqual(['standard/block4/relu', 'triplet/block4/relu']);
    const heads = 512 * 3 - 2 * 256 * 3;
    expect(gigaMacs(net) * 1e9).toBeCloseTo(2 * gigaMacs(compact) * 1e9 + heads, 0);
  });

  it('of one branch is that net with another head', () => {
    const net = branchedNet(compact, ['standard'], 3);
    const shapes = planArchitecture(net)
      .at(-1)!
      .weights.map(({ shape }) => shape);
    expect(shapes).toEqual([[256, 3], [3]]);
    expect(net.taps.embedding).toBe('standard/pool');
  });
});

describe('a layer that joins', () => {
  it('is refused where the places differ', () => {
    const layers = [
      { name: 'a', from: 'input', op: 'maxPool', size: 2, stride: 2, pad: 'same' },
      { name: 'b', from: 'input', op: 'concat', with: 'a' },
    ] as const;
    const taps = { embedding: 'b', lastConv: ['b'], output: 'b' };
    expect(() => planArchitecture({ net: 'made', inputSize: 4, layers, taps })).toThrow(/b joins shapes/);
  });
});
