import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import h5 from 'h5wasm/node';
import type { Group } from 'h5wasm/node';
import { expect, it } from 'vitest';

import { openKerasH5 } from '../../../../src/training/models/published/keras-h5.ts';
import { scratchFolder } from '../../../support/made-data.ts';
import { writeHanging, writeKeras } from './made-keras.ts';

const sides = (shape: readonly number[]) => Buffer.from(BigUint64Array.from(shape, BigInt).buffer);

it('a shape of more numbers than the file can hold is damaged, and nothing is made of it', async () => {
  const path = join(scratchFolder(), 'weights.h5');
  const shape = [3, 5, 7, 11];
  await writeKeras(path, { conv1: { kernel: { values: new Float32Array(1155), shape } } });
  const whole = readFileSync(path);
  const at = whole.indexOf(sides(shape));
  expect(at).toBeGreaterThan(0);
  const file = await openKerasH5(path);
  expect(file.layers.get('conv1')?.get('kernel')?.shape).toEqual(shape);
  file.close(); // The library keeps what is open.
  for (const large of [3_000_000, 2 ** 40]) {
    const changed = Buffer.from(whole);
    changed.set(sides([large]), at);
    const limits = whole.indexOf(sides(shape), at + 1); // The largest sides may stand in the file, too.
    if (limits > 0) changed.set(sides([large]), limits);
    writeFileSync(path, changed);
    await expect(openKerasH5(path)).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringMatching(/is damaged .*fetch it again$/) as string,
    });
  }
});

it('a file that the library would read for ever is damaged', async () => {
  const path = join(scratchFolder(), 'weights.h5');
  await writeHanging(path);
  await expect(openKerasH5(path)).rejects.toMatchObject({
    code: 'corrupt',
    message: `${path} is damaged (reading it takes over 5.0 s of the processor): fetch it again`,
  });
}, 300_000); // A busy machine gives that only slowly.

it('a group in the place of an array is damaged', async () => {
  const path = join(scratchFolder(), 'weights.h5');
  await writeKeras(path, { conv1: {}, 'conv1/conv1_kernel:0': {} });
  const file = new h5.File(path, 'a');
  (file.get('conv1') as Group).create_attribute('weight_names', ['conv1_kernel:0']);
  file.close();
  await expect(openKerasH5(path)).rejects.toMatchObject({
    code: 'corrupt',
    message: `${path} names conv1_kernel:0 but does not hold it: fetch it again`,
  });
});
