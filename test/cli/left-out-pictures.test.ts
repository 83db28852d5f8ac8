import { expect, it } from 'vitest';

import { EXPRESSIONS } from '../../src/artifact/labels.ts';
import { networkFolder } from '../artifact/made-model.ts';
import { madeFerplus, madeTree } from '../support/made-data.ts';
import { runHere, sharedFolder } from './run-command.ts';

sharedFolder();

it('pictures of a data set that cannot be read are noted once, and are no failure', async () => {
  const tree = await madeFerplus(12, 10);
  const file = 'FER2013Valid/fer0000015.png';
  tree[file] = (tree[file] as Buffer).subarray(0, 60);
  const data = madeTree(tree);
  const model = networkFolder({
    ...{ name: 'compact.expression.lower', task: 'expression', labels: [...EXPRESSIONS], visible: 'lower' },
    preprocessing: { size: 48, color: 'gray', scaling: { mean: [127, 127, 127], std: [64, 64, 64] } },
  });
  // The set is opened for either model.
  const result = await runHere('compare', model, model, '--layout', 'ferplus', '--data', data);
  expect(result.code).toBe(0);
  expect(result.stdout).toMatch(/: 9 pictures/);
  expect(result.stderr.match(/^.*left out.*$/gm)).toEqual([
    expect.stringMatching(/^1 picture cannot be read and is left out, first FER2013Valid\/fer0000015\.png: /),
  ]);
});
