import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { openSessionNets } from '../../../../../../src/main/core/features/session/running/session-nets.ts';
import { saveLiveModel } from '../../../../../../src/main/core/platform/models/live-models.ts';
import { openStore } from '../../../../../../src/main/core/platform/store/store.ts';
import { networkFolder } from '../../../../../artifact/made-model.ts';
import { scratchFolder } from '../../../../../support/made-data.ts';

it('a session refuses a model for a part of the expressions by name, and only for its half', async () => {
  const store = openStore(join(scratchFolder(), 'demiface.sqlite'));
  onTestFinished(() => store.close());
  const name = 'my.expressions';
  const labels = ['neutral', 'happiness', 'surprise', 'sadness', 'anger', 'disgust', 'contempt'];
  const path = networkFolder({ name, task: 'expression', labels, visible: 'lower' });
  saveLiveModel(store, { task: 'expression', visible: 'lower', path, name });
  await expect(openSessionNets(store, 'lower')).rejects.toMatchObject({
    code: 'mismatch',
    coded: { code: 'session.partOfExpressions', values: { name, missing: [{ label: 'fear' }] } },
  });
  const nets = await openSessionNets(store, 'full');
  expect(nets.model.visible).toBe('full');
  await nets.dispose();
});
