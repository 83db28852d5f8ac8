import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { readModelFolder } from '../../../src/artifact/model-folder.ts';
import { prepare } from '../../../src/training/datasets/prepared.ts';
import type { PreparedSet } from '../../../src/training/datasets/prepared.ts';
import { startEngine } from '../../../src/training/engine/tf.ts';
import { readModel, weightsOf } from '../../../src/training/library/load-model.ts';
import { retrain } from '../../../src/training/retrain/retrain.ts';
import type { RetrainRequest } from '../../../src/training/retrain/retrain.ts';
import { rehearsed } from '../../../src/training/retrain/rehearsal.ts';
import { readDataSet } from '../../../src/training/sources/readers/index.ts';
import type { ClassNames } from '../../../src/training/sources/types.ts';
import { networkFolder } from '../../artifact/made-model.ts';
import { faceJpeg, madeTree, scratchFolder } from '../../support/made-data.ts';

beforeAll(async () => {
  await startEngine();
});

const SIZE = 16;

async function preparedFolder(counts: Record<string, number>, classNames?: ClassNames): Promise<PreparedSet> {
  const names = Object.entries(counts).flatMap(([folder, n]) =>
    Array.from({ length: n }, (_, i) => `${folder}/${i}.jpg`),
  );
  const files = await Promise.all(names.map(async (name, i) => [name, await faceJpeg(i)] as const));
  const dataSet = await readDataSet('folder', madeTree(Object.fromEntries(files)), { classNames });
  return prepare(dataSet, { size: SIZE, color: 'gray', cacheFolder: scratchFolder() });
}

/** A network of genders with fresh weights. */
function model() {
  const scaling = { mean: [127, 127, 127], std: [64, 64, 64] } as const;
  const preprocessing = {
    size: SIZE,
    color: 'gray' as const,
    scaling: { mean: [...scaling.mean], std: [...scaling.std] },
  };
  return readModel(networkFolder({ preprocessing } as Parameters<typeof networkFolder>[0]));
}

function request(prepared: PreparedSet, changes: Partial<RetrainRequest> = {}): RetrainRequest {
  return {
    ...{ from: model(), prepared, layout: 'folder', task: 'gender', rehearsal: [], seed: 1 },
    ...{ out: join(scratchFolder(), 'new'), workRoot: scratchFolder() },
    ...changes,
  };
}

describe('a retrained model', { timeout: 120_000 }, () => {
  it('learns with its last layer alone from few pictures, and leaves the model that it was made from as it is', async () => {
    const prepared = await preparedFolder({ male: 14, female: 14 });
    const asked = request(prepared);
    const before = new Map([...weightsOf(asked.from)].map(([name, values]) => [name, values.slice()]));
    const made = await retrain(asked);
    expect(made.card).toMatchObject({ task: 'gender', labels: ['male', 'female'] });
    expect(made.card.stage).toMatchObject({ kind: 'retrain', parents: [asked.from.card.stage.key] });
    const after = weightsOf(made);
    const moved = [...before].filter(([name, values]) =>
      values.some((value, i) => value !== after.get(name)![i]),
    );
    expect(moved.map(([name]) => name).sort()).toEqual(['output/bias', 'output/kernel']);
    expect([...weightsOf(asked.from)]).toEqual([...before]);
    // A second time nothing is trained again.
    expect((await retrain(asked)).sha256).toBe(made.sha256);
  });

  it('gets a head of its own for classes of its user', async () => {
    const prepared = await preparedFolder({ 'mask on': 14, 'mask off': 14 }, { task: 'custom' });
    const made = await retrain(request(prepared, { task: 'custom', title: 'mask' }));
    expect(made.card).toMatchObject({
      name: 'compact.mask.full',
      title: 'mask',
      labels: ['mask off', 'mask on'],
    });
    expect(readModelFolder(made.path).card).toEqual(made.card);
  });

  it('rehearses pictures without their labels, and refuses to replace what it did not make', async () => {
    const prepared = await preparedFolder({ male: 12, female: 12 });
    const others = rehearsed(await preparedFolder({ male: 40, female: 2 }));
    const asked = request(prepared, { rehearsal: [others] });
    await retrain(asked);
    await expect(retrain({ ...asked, seed: 2 })).rejects.toMatchObject({ code: 'disk' });
  });

  it('is stopped and resumed with the same weights', async () => {
    const prepared = await preparedFolder({ male: 14, female: 14 });
    const asked = request(prepared);
    const whole = await retrain(asked);
    const stop = new AbortController();
    const elsewhere = { ...asked, out: join(scratchFolder(), 'new'), workRoot: scratchFolder() };
    const stopped = retrain(elsewhere, {
      signal: stop.signal,
      onEpoch: ({ epoch }) => epoch === 3 && stop.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
    expect((await retrain(elsewhere)).sha256).toBe(whole.sha256);
  });
});
