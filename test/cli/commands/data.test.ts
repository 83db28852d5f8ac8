import { join } from 'node:path';

import { expect, it } from 'vitest';

import { madeFerplus, madeTree, votesFor } from '../../support/made-data.ts';
import { documentsOf, runHere } from '../run-command.ts';

interface Report {
  splits: Record<string, { images: number; classes: Record<string, number> }>;
  unreadable: { file: string }[];
  duplicates: { within: number; across: number };
  conflicts: number;
}

it('data check tells duplicates, conflicts and what cannot be read; findings are no failure', async () => {
  const tree = await madeFerplus(6, 4);
  // Pictures 0, 2, 4 … are happiness, 1, 3, 5 … sadness.
  const train = (i: number) => `FER2013Train/fer000000${i}.png`;
  tree['FER2013Valid/fer0000006.png'] = tree[train(0)]!; // across, the same label
  tree[train(2)] = tree[train(1)]!; // within, labels that differ
  tree[train(4)] = (tree[train(4)] as Buffer).subarray(0, 60);
  tree['FER2013Train/label.csv'] =
    `${tree['FER2013Train/label.csv'] as string}fer0000099.png,"(0, 0, 48, 48)",${votesFor(0)}\n`;
  const data = madeTree(tree);

  const result = await runHere('data', 'check', 'ferplus', data, '--json');
  expect(result).toMatchObject({ code: 0, stderr: '' });
  const [report, ...more] = documentsOf<Report>(result);
  expect(more).toEqual([]);
  expect(report).toMatchObject({ duplicates: { within: 1, across: 1 }, conflicts: 1 });
  expect(report!.splits['train']).toMatchObject({ images: 5, classes: { happiness: 2, sadness: 3 } });
  expect(report!.splits['val']).toMatchObject({ images: 4, classes: { happiness: 2, sadness: 2 } });
  expect(report!.splits['test']).toMatchObject({ images: 0 });
  expect(report!.unreadable.map(({ file }) => join(file))).toEqual([join(train(4))]);

  const { code, stdout } = await runHere('data', 'check', 'ferplus', data);
  expect(code).toBe(0);
  expect(stdout).toContain('1 group of identical pictures with labels that differ.');
  expect(stdout).toMatch(/^1 row names a picture that is not there: fer0000099\.png\.$/m);
});
