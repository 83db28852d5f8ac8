import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { isTrainedOn } from '../../../src/training/curriculum/trained-on.ts';
import type { Changes } from '../../../src/training/datasets/corrections.ts';
import { applyCorrections, correctionKeys } from '../../../src/training/datasets/corrections.ts';
import { prepare } from '../../../src/training/datasets/prepared.ts';
import { readDataSet } from '../../../src/training/sources/readers/index.ts';
import { madeCard } from '../../artifact/made-model.ts';
import { madeFerplus, madeTree, scratchFolder } from '../../support/made-data.ts';

const preparedOf = async (root: string, cache: string, size: number) =>
  prepare(await readDataSet('ferplus', root), { size, color: 'gray', cacheFolder: cache });

it('a student that takes larger pictures than its teacher is known by the fingerprint of the teacher’s', async () => {
  const cache = scratchFolder();
  const root = madeTree(await madeFerplus(4, 2));
  const [small, large] = [await preparedOf(root, cache, 48), await preparedOf(root, cache, 72)];
  const [first] = correctionKeys(small.pictures);
  const corrections: Changes = { [first!]: { kind: 'drop' } };
  const modelOf = ({ fingerprint }: { fingerprint: string }, inputSize: number) => {
    const path = scratchFolder();
    writeFileSync(join(path, 'training.json'), JSON.stringify({ preset: { inputSize } }));
    const { data } = madeCard();
    return { path, card: madeCard({ data: { ...data, fingerprint } }) };
  };
  expect(small.fingerprint).not.toBe(large.fingerprint);
  expect(isTrainedOn(modelOf(small, 48), large)).toBe(true);
  expect(isTrainedOn(modelOf(small, 48), small)).toBe(true);
  expect(isTrainedOn(modelOf(small, 72), large)).toBe(false);
  expect(isTrainedOn(modelOf(large, 48), large)).toBe(true);
  const corrected = modelOf(applyCorrections(small, corrections), 48);
  expect(isTrainedOn(corrected, large)).toBe(false);
  expect(isTrainedOn(corrected, large, corrections)).toBe(true);
  // A released model comes without its record; its preset states the size.
  const released = { path: scratchFolder(), card: modelOf(small, 48).card };
  const stage = { ...released.card.stage, preset: 'compact-expression-lower' };
  expect(isTrainedOn({ ...released, card: { ...released.card, stage } }, large)).toBe(true);
});
