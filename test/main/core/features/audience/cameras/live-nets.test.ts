import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { readOnnxModel } from '../../../../../../src/artifact/model-folder.ts';
import { shippedModels } from '../../../../../../src/artifact/places.ts';
import { knownCountingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import {
  liveCountingModels,
  openLiveNets,
} from '../../../../../../src/main/core/features/audience/cameras/live-nets.ts';
import { keepLive } from '../../../../../../src/main/core/platform/models/live-models.ts';
import {
  readSound,
  readSoundOcclusionModel,
} from '../../../../../../src/main/core/platform/models/read-sound.ts';
import { openStore } from '../../../../../../src/main/core/platform/store/store.ts';
import { scratchFolder } from '../../../../../support/made-data.ts';
import { BERLIN, madeStore } from '../made-audience.ts';

/** A copy of a model that ships, one bit of its network turned. */
function damagedCopy(of: string): string {
  const path = join(scratchFolder(), of);
  cpSync(join(shippedModels(), of), path, { recursive: true });
  const file = join(path, 'model.onnx');
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
  return path;
}

test('a damaged live model is left out by name; the one before it serves, and the others read', async () => {
  const store = madeStore(join(scratchFolder(), 'demiface.sqlite'));
  const sound = liveCountingModels(store, ['gender']);
  const path = damagedCopy('gender.lower');
  keepLive(store, { task: 'gender', visible: 'lower', path, name: 'my gender' });
  const nets = await openLiveNets(store, ['gender']);
  onTestFinished(() => nets.dispose());
  expect(nets.leftOut).toEqual([expect.stringMatching(/^my gender is damaged and left out: .*model\.onnx/)]);
  for (const visible of ['full', 'lower', 'upper'] as const)
    expect(nets.modelsFor(visible).map(({ card }) => `${card.task}.${card.visible}`)).toEqual([
      `gender.${visible}`,
    ]);
  // Counts name what reads, not what is left out.
  expect(nets.readers).toEqual(sound);
});

test('where all are damaged there is none, and covered faces are never read as whole ones', () => {
  const path = damagedCopy('occlusion');
  const leftOut: string[] = [];
  expect(readSound([{ name: 'a', path }], leftOut)).toBeNull();
  expect(leftOut).toEqual([expect.stringMatching(/^a is damaged and left out: /)]);
  expect(readSoundOcclusionModel([], [])).toBeNull();
  expect(() => readSoundOcclusionModel([{ name: 'a', path }], [])).toThrow(
    expect.objectContaining({ code: 'corrupt', message: expect.stringMatching(/^a is damaged/) as string }),
  );
  const whole = join(shippedModels(), 'occlusion');
  expect(
    readSoundOcclusionModel(
      [
        { name: 'a', path },
        { name: 'b', path: whole },
      ],
      [],
    )?.sha256,
  ).toBe(readOnnxModel(whole).sha256);
});

test('the models that read are named without a write; they are stored with the first counts', () => {
  const file = join(scratchFolder(), 'demiface.sqlite');
  const store = madeStore(file);
  const other = openStore(file);
  onTestFinished(() => other.close());
  store.raw.pragma('busy_timeout = 0');
  other.raw.exec('begin exclusive');
  const models = liveCountingModels(store, ['gender', 'age']);
  expect(knownCountingModels(store).size).toBe(0);
  other.raw.exec('rollback');
  writeCounts(store, { camera: 'c1', site: BERLIN, models }, [
    { of: 'quarter', atMs: Date.parse('2026-11-26T10:00:00Z'), figure: 'visits', by: 3 },
  ]);
  const kept = knownCountingModels(store).get(models.hash)!;
  expect([...new Set(kept.map(({ task }) => task))].sort()).toEqual(['age', 'gender']);
});
