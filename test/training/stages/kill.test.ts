import { expect, it } from 'vitest';

import { STAGE_KINDS } from '../../../src/training/presets/index.ts';
import { madeFerplus, madeTree, scratchFolder } from '../../support/made-data.ts';
import { killLoop } from '../../support/kill-loop.ts';

it('a training that is killed again and again ends with the same weights, and leaves nothing', async () => {
  const data = madeTree(await madeFerplus(90, 12));
  const train = ['train', '--preset', 'smoke-expression-lower', '--data', data, '--set', 'batchSize=8'];
  const result = await killLoop(train, { kills: 5, seed: 11, folder: scratchFolder() });
  expect(result.killedIn).toHaveLength(5);
  expect(Object.keys(result.reference)).toEqual([...STAGE_KINDS]);
  expect(result.found).toEqual(result.reference);
  expect(result.trainedAgain).toBe(0);
  expect(result.strays).toEqual([]);
}, 900_000); // seconds on a free machine, minutes on a busy one
