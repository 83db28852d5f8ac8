import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  findResumePoint,
  saveResumePoint,
  partOf,
  resumePointOf,
} from '../../../src/inference/recording/resume-point.ts';
import { peekCheckpoint, readCheckpoint, writeCheckpoint } from '../../../src/training/stages/checkpoint.ts';
import { isFolderClaimed, claimFolder } from '../../../src/training/stages/owner.ts';
import type { Fuzzer } from '../fuzzer.ts';
import { mutatedBytes, mutatedJson, mutatedText } from '../mutate.ts';

const DIGEST_BYTES = 32;
const START = { frame: 4, leadFrame: 1, startMs: 500, lastTrack: 2, faces: [] };

/** What a stopped training or recording leaves: checkpoints, owners, resume points. */
export async function openCheckpoints(scratch: string): Promise<Fuzzer> {
  const path = join(scratch, 'valid');
  writeCheckpoint(path, validCheckpoint());
  const checkpoint = readFileSync(path);
  const stage = join(scratch, 'stage');
  const owning = await claimFolder(stage, 'a stage');
  const owner = readFileSync(join(stage, 'owner'), 'utf8');
  owning.release();
  const table = join(scratch, 'table.csv');
  saveResumePoint(table, { made: 'made', bytes: 4, faces: 0, notes: [], start: START });
  const point = readFileSync(resumePointOf(table), 'utf8');
  return {
    make(random, folder) {
      const changed = mutatedBytes(random, checkpoint);
      writeFileSync(join(folder, 'checkpoint'), random.bool(0.8) ? withDigest(changed) : changed);
      mkdirSync(join(folder, 'stage'));
      writeFileSync(join(folder, 'stage', 'owner'), mutatedText(random, owner));
      writeFileSync(partOf(join(folder, 'table.csv')), 'text');
      writeFileSync(resumePointOf(join(folder, 'table.csv')), mutatedJson(random, point));
    },
    async run(folder) {
      const stage = join(folder, 'stage');
      findResumePoint(join(folder, 'table.csv'), 'made');
      // One that another machine seems to own would be waited for.
      if (!isFolderClaimed(stage)) (await claimFolder(stage, 'a stage')).release();
      peekCheckpoint(join(folder, 'checkpoint'));
      readCheckpoint(join(folder, 'checkpoint'));
    },
  };
}

function validCheckpoint(): Parameters<typeof writeCheckpoint>[1] {
  const epoch = {
    epoch: 1,
    loss: 1,
    rate: 0.1,
    metrics: { accuracy: 0.5 },
    figures: {},
    imagesPerSecond: 10,
  };
  return {
    state: {
      format: 1,
      stage: 'key',
      epoch: 1,
      batch: 3,
      lossSum: 4.5,
      schedule: { rate: 0.1, lowest: null, waited: 0 },
      bestError: 0.5,
      history: [epoch],
      threads: 2,
      precision: 'float32',
    },
    tensors: new Map([
      ['weights/conv1/kernel', new Float32Array(27)],
      ['velocity/conv1/kernel', new Float32Array(27)],
    ]),
  };
}

/** So that what lies behind the checksum is reached. */
function withDigest(bytes: Buffer): Buffer {
  const content = bytes.subarray(0, Math.max(0, bytes.length - DIGEST_BYTES));
  return Buffer.concat([content, createHash('sha256').update(content).digest()]);
}
