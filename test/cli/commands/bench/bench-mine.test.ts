import { expect, it } from 'vitest';

import { documentsOf, runHere } from '../../run-command.ts';

interface Figures {
  seconds: number;
  pairsPerSecond: number;
  matMulPairsPerSecond: number;
  fractionOfMatMul: number;
}

const words = 'bench mine --anchors 300 --candidates 200 --width 16 --runs 3'.split(' ');

it('bench mine, with the keys that checks read', async () => {
  const result = await runHere(...words, '--json');
  expect(result).toMatchObject({ code: 0, stderr: '' });
  const [figures] = documentsOf<Figures>(result);
  expect(figures).toMatchObject({
    ...{ anchors: 300, candidates: 200, width: 16, runs: 3 },
    device: expect.stringMatching(/^[cg]pu$/) as string,
    engine: expect.any(String) as string,
  });
  expect(figures!.pairsPerSecond).toBeCloseTo((300 * 200) / figures!.seconds, 3);
  expect(figures!.matMulPairsPerSecond).toBeGreaterThan(0);
  expect(figures!.fractionOfMatMul).toBeCloseTo(figures!.pairsPerSecond / figures!.matMulPairsPerSecond, 9);
});

it('bench mine in three lines, and what it refuses', async () => {
  const { code, stdout } = await runHere(...words);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^300 × 200 embeddings of 16, .*\n.* pair distances\/s\n.* % of the plain matrix product/,
  );
  expect(await runHere('bench', 'mine', '--anchors', '0')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/expected a whole number from 1 on/) as string,
  });
});
