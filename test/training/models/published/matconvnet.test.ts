import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openMatConvNet } from '../../../../src/training/models/published/matconvnet.ts';
import { meanColor } from '../../../../src/training/models/published/mean-picture.ts';
import { columnToRow, flipInputChannels } from '../../../../src/training/models/published/transpose.ts';
import { scratchFolder } from '../../../support/made-data.ts';
import { writeMat } from './made-mat.ts';

const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name);
const range = (count: number, scale: number) => Float32Array.from({ length: count }, (_, i) => i * scale);

describe.each(['new-compressed.mat', 'new-plain.mat', 'old-compressed.mat'])('%s', (name) => {
  it('gives the layers with weights, and the mean picture', async () => {
    const { layers, mean } = await openMatConvNet(fixture(name));
    expect([...layers.keys()]).toEqual(['conv1', 'fc6']);
    const kernel = layers.get('conv1')!.get('kernel')!;
    expect(kernel.shape).toEqual([3, 2, 3, 4]);
    // The script counts in the order in which the last axis is fastest.
    expect(columnToRow(await kernel.read(), kernel.shape)).toEqual(range(72, 0.25));
    const bias = layers.get('fc6')!.get('bias')!;
    expect(bias.shape).toEqual([5]);
    expect([...(await bias.read())]).toEqual([-0, -1, -2, -3, -4]);
    // The mean of 0, 3 … 15, of 1, 4 … and of 2, 5 …; 7.5 off at most, √(Σ (3k − 7.5)² / 6) = 5.12.
    const color = (await meanColor(mean!))!;
    expect(color.mean).toEqual([7.5, 8.5, 9.5]);
    expect(color.largest).toBe(7.5);
    expect(color.rootMeanSquare).toBeCloseTo(Math.sqrt(26.25), 6);
  });
});

describe('a mean', () => {
  const of = (shape: number[], ...values: number[]) =>
    meanColor({ shape, order: 'column', read: () => Float32Array.from(values) });

  it('may be one color, lying or standing', async () => {
    for (const shape of [
      [1, 1, 3],
      [3, 1],
      [1, 3],
    ])
      expect(await of(shape, 129, 104, 93)).toEqual({ mean: [129, 104, 93], largest: 0, rootMeanSquare: 0 });
  });

  it('of another form is none', async () => {
    expect(await of([2, 2], 1, 2, 3, 4)).toBeUndefined();
    expect(await of([3, 1, 2], 1, 2, 3, 4, 5, 6)).toBeUndefined();
  });
});

describe('a file of something else', () => {
  const path = () => join(scratchFolder(), 'made.mat');

  it('is refused by name', async () => {
    const other = path();
    writeMat(other, { x: { numbers: range(2, 1), shape: [1, 2] }, y: 'text' });
    await expect(openMatConvNet(other)).rejects.toMatchObject({
      code: 'mismatch',
      message: `${other} holds x, y, expected the variable layers of a MatConvNet network`,
    });
    const dag = path();
    writeMat(dag, { layers: { fields: { name: 'conv1' } } });
    await expect(openMatConvNet(dag)).rejects.toThrow('only MatConvNet’s SimpleNN'.replace('’', "'"));
  });

  it('may hold the network as one variable', async () => {
    const whole = path();
    const weights = {
      cell: [
        { numbers: range(6, 1), shape: [1, 1, 2, 3] },
        { numbers: range(3, 1), shape: [3, 1] },
      ],
    };
    const layer = { fields: { name: 'conv1', weights } };
    writeMat(whole, { net: { fields: { layers: { cell: [layer] } } } });
    expect([...(await openMatConvNet(whole)).layers.keys()]).toEqual(['conv1']);
  });
});

describe('the order of kernels', () => {
  it('is turned as a loop over all four axes does', () => {
    const [H, W, I, O] = [3, 2, 5, 70];
    const values = Float32Array.from({ length: H * W * I * O }, (_, i) => Math.sin(i));
    const expected = new Float32Array(values.length);
    for (let h = 0; h < H; h++)
      for (let w = 0; w < W; w++)
        for (let i = 0; i < I; i++)
          for (let o = 0; o < O; o++)
            expected[((h * W + w) * I + i) * O + o] = values[h + H * (w + W * (i + I * o))]!;
    expect(columnToRow(values, [H, W, I, O])).toEqual(expected);
  });

  it('of colors is reversed and nothing else', () => {
    const kernel = Float32Array.of(1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60);
    flipInputChannels(kernel, 3, 2);
    expect([...kernel]).toEqual([5, 6, 3, 4, 1, 2, 50, 60, 30, 40, 10, 20]);
  });
});
