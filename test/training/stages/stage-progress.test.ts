import { join } from 'node:path';

import { expect, it } from 'vitest';

import type { CheckpointState } from '../../../src/training/stages/checkpoint.ts';
import { writeCheckpoint } from '../../../src/training/stages/checkpoint.ts';
import type { Stage } from '../../../src/training/stages/stage.ts';
import { loadProgress, saveProgress } from '../../../src/training/stages/stage-progress.ts';
import { scratchFolder } from '../../support/made-data.ts';

const stage = { key: 'a', settings: { schedule: { kind: 'constant', rate: 0.1 } } } as unknown as Stage;
const network = { assign: () => true };
const computed = { threads: 2, precision: 'float32' } as const;
const state: CheckpointState = {
  ...{ format: 1, stage: 'a', epoch: 3, batch: 2, lossSum: 1.5, bestError: 0.5, history: [], ...computed },
  schedule: { rate: 0.1, lowest: null, waited: 0 },
};
const numbers = (...values: number[]) => Float32Array.from(values);
const load = (path: string) => loadProgress(path, stage, network, computed, undefined);

it('gives back what was saved, the best weights and the epoch inputs apart from the network’s', () => {
  const path = join(scratchFolder(), 'checkpoint.bin');
  const progress = {
    state,
    best: new Map([['conv/kernel', numbers(1)]]),
    epochInputs: new Map([['positives', numbers(2, 3)]]),
  };
  saveProgress(path, progress, new Map([['conv/kernel', numbers(4)]]));
  expect(load(path)).toEqual(progress);
});

it('has no epoch inputs between two epochs', () => {
  const path = join(scratchFolder(), 'checkpoint.bin');
  saveProgress(path, { state: { ...state, batch: 0 }, best: new Map(), epochInputs: null }, new Map());
  expect(load(path).epochInputs).toBeNull();
});

it('reads the epoch inputs of version 0.1 under their old name', () => {
  const path = join(scratchFolder(), 'checkpoint.bin');
  writeCheckpoint(path, { state, tensors: new Map([['lesson:positives', numbers(2, 3)]]) });
  expect(load(path).epochInputs).toEqual(new Map([['positives', numbers(2, 3)]]));
});
