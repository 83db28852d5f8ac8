import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { openKerasH5 } from '../../../../src/training/models/published/keras-h5.ts';
import { scratchFolder } from '../../../support/made-data.ts';
import { writeKeras } from './made-keras.ts';

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

it('a text that reaches beyond its heap is damaged: the library would read on for ever', async () => {
  const path = join(scratchFolder(), 'weights.h5');
  await writeKeras(path, { conv1: { kernel: { values: new Float32Array(4), shape: [1, 1, 2, 2] } } });
  const whole = readFileSync(path);
  const heap = whole.indexOf('GCOL');
  expect(heap).toBeGreaterThan(0);
  expect(whole.readUInt16LE(heap + 16)).toBe(1); // the first object
  (await openKerasH5(path)).close();
  for (const size of [2n ** 44n, 5000n]) {
    const changed = Buffer.from(whole);
    changed.writeBigUInt64LE(size, heap + 24);
    writeFileSync(path, changed);
    await expect(openKerasH5(path)).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('reaches beyond its place') as string,
    });
  }
});
