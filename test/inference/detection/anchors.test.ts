import { expect, it } from 'vitest';

import { anchorCenters, LAYERS } from '../../../src/inference/detection/anchors.ts';

it('lists the anchors as the nets give their outputs: 512 and 384, row by row, cell by cell', () => {
  for (const { cells, each } of LAYERS) {
    const expected: number[] = [];
    for (let row = 0; row < cells; row++)
      for (let column = 0; column < cells; column++)
        for (let anchor = 0; anchor < each; anchor++)
          expected.push((column + 0.5) / cells, (row + 0.5) / cells);
    expect([...anchorCenters({ cells, each })]).toEqual(expected);
  }
  expect(LAYERS.map((layer) => anchorCenters(layer).length / 2)).toEqual([512, 384]);
});
