import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { DemifaceError } from '../../../src/common/error.ts';
import type { Checkpoint } from '../../../src/training/stages/checkpoint.ts';
import { readCheckpoint, writeCheckpoint } from '../../../src/training/stages/checkpoint.ts';
import { scratchFolder } from '../../support/made-data.ts';

const CHECKPOINT: Checkpoint = {
  state: {
    format: 1,
    stage: 'key',
    epoch: 3,
    batch: 7,
    lossSum: 1.0000000000000002,
    schedule: { rate: 0.1 / 3, lowest: null, waited: 2 },
    bestError: 1 / 3,
    history: [
      {
        epoch: 1,
        loss: 2.5,
        rate: 0.1,
        metrics: { accuracy: 1 / 7 },
        figures: { leftOut: 3 },
        imagesPerSecond: 99.5,
      },
    ],
    threads: 2,
    precision: 'mixed',
  },
  tensors: new Map([
    ['conv/kernel', Float32Array.of(1.5, -0, 3e-42, Number.MAX_VALUE, 1 / 3)],
    ['empty', new Float32Array()],
    ['best:conv/kernel', Float32Array.of(7)],
  ]),
};

function written(): { path: string; bytes: Buffer } {
  const path = join(scratchFolder(), 'checkpoint.bin');
  writeCheckpoint(path, CHECKPOINT);
  return { path, bytes: readFileSync(path) };
}

function failureOf(path: string): DemifaceError {
  try {
    readCheckpoint(path);
  } catch (error) {
    return error as DemifaceError;
  }
  throw new Error('it was read');
}

function expectCorrupt(path: string): void {
  const error = failureOf(path);
  expect(error).toBeInstanceOf(DemifaceError);
  expect(error.code).toBe('corrupt');
  expect(error.message).toMatch(
    /^the checkpoint .* is damaged \(.{5,60}\); delete it to start this stage anew$/,
  );
}

it('comes back bit for bit, and lies there alone', () => {
  const { path } = written();
  expect(readCheckpoint(path)).toEqual(CHECKPOINT);
  writeCheckpoint(path, CHECKPOINT);
  expect(readdirSync(join(path, '..'))).toEqual(['checkpoint.bin']);
});

it('is none where there is none', () => {
  expect(readCheckpoint(join(scratchFolder(), 'checkpoint.bin'))).toBeUndefined();
});

describe('a damaged one is reported', () => {
  it('truncated anywhere', () => {
    const { path, bytes } = written();
    const ends = [0, 1, 15, 16, 18, 20, 60, bytes.length / 2, bytes.length - 33, bytes.length - 1];
    for (const end of ends) {
      writeFileSync(path, bytes.subarray(0, Math.floor(end)));
      expectCorrupt(path);
    }
  });

  it('with any one byte flipped', () => {
    const { path, bytes } = written();
    for (let i = 0; i < bytes.length; i++) {
      const flipped = Buffer.from(bytes);
      flipped[i]! ^= 0x10;
      writeFileSync(path, flipped);
      expectCorrupt(path);
    }
  });

  it('with something behind its end, of another kind, or a folder', () => {
    const { path, bytes } = written();
    writeFileSync(path, Buffer.concat([bytes, Buffer.of(0)]));
    expectCorrupt(path);
    writeFileSync(path, 'something else that is as long as its beginning');
    expectCorrupt(path);
    const folder = join(scratchFolder(), 'checkpoint.bin');
    mkdirSync(folder);
    expectCorrupt(folder);
  });
});
