import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { knownCountingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import {
  liveCountingModels,
  openCountingNets,
} from '../../../../../../src/main/core/features/audience/cameras/counting-nets.ts';
import { saveLiveModel } from '../../../../../../src/main/core/platform/models/live-models.ts';
import { openStore } from '../../../../../../src/main/core/platform/store/store.ts';
import { damagedCopy } from '../../../../../support/damaged-copy.ts';
import { scratchFolder } from '../../../../../support/made-data.ts';
import { BERLIN, madeStore } from '../made-audience.ts';

test('counts name what reads, not a live model that is left out', async () => {
  const store = madeStore(join(scratchFolder(), 'demiface.sqlite'));
  const sound = await liveCountingModels(store, ['gender']);
  saveLiveModel(store, {
    task: 'gender',
    visible: 'lower',
    path: damagedCopy('gender.lower'),
    name: 'my gender',
  });
  const nets = await openCountingNets(store, ['gender']);
  onTestFinished(() => nets.dispose());
  expect(nets.readers).toEqual(sound);
});

test('the models that read are named without a write; they are stored with the first counts', async () => {
  const file = join(scratchFolder(), 'demiface.sqlite');
  const store = madeStore(file);
  const other = openStore(file);
  onTestFinished(() => other.close());
  store.raw.pragma('busy_timeout = 0');
  other.raw.exec('begin exclusive');
  const models = await liveCountingModels(store, ['gender', 'age']);
  expect(knownCountingModels(store).size).toBe(0);
  other.raw.exec('rollback');
  writeCounts(store, { camera: 'c1', site: BERLIN, models }, [
    { of: 'quarter', atMs: Date.parse('2026-11-26T10:00:00Z'), figure: 'visits', by: 3 },
  ]);
  const kept = knownCountingModels(store).get(models.hash)!;
  expect([...new Set(kept.map(({ task }) => task))].sort()).toEqual(['age', 'gender']);
});
