import { expect, it } from 'vitest';

import { benchEnsemble } from '../../../../src/training/bench/ensemble.ts';
import { documentsOf, runHere } from '../../run-command.ts';

interface Figures {
  seconds: number;
  C: number;
  figures: { C: number; seconds: number; accuracy: number | null; mae: number | null }[];
}

it.each(['expression', 'gender', 'age'])('bench ensemble: %s', async (task) => {
  const result = await runHere(...`bench ensemble --task ${task} --rows 1500 --width 24 --json`.split(' '));
  expect(result).toMatchObject({ code: 0, stderr: '' });
  const [found] = documentsOf<Figures>(result);
  expect(found).toMatchObject({ task, rows: 1500, width: 24, device: 'cpu' });
  const { seconds, C, figures } = found!;
  expect(figures.map((figure) => figure.C)).toEqual([0.1, 1, 10, 100, 1000]);
  expect(seconds).toBeGreaterThan(figures.reduce((sum, figure) => sum + figure.seconds, 0));
  const errors = figures.map(({ accuracy, mae }) => mae ?? 1 - accuracy!);
  expect(errors[figures.findIndex((figure) => figure.C === C)]).toBe(Math.min(...errors));
  // What is made can be learned, and not without error.
  const worst = { expression: 0.7, gender: 0.4, age: 0.9 }[task];
  expect(Math.min(...errors)).toBeGreaterThan(0.01);
  expect(Math.min(...errors)).toBeLessThan(worst!);
});

it('bench ensemble in words', async () => {
  const { stdout } = await runHere(...'bench ensemble --rows 600 --width 16'.split(' '));
  expect(stdout).toMatch(/^expression from 600 × 16, \w+ on the cpu: \d+\.\d s\n/);
  expect(stdout).toMatch(/^ {2}C = 1000 {3}\d+\.\d s {3}accuracy \d+\.\d %$/m);
});

it('stops while the embeddings are made', async () => {
  const made = { task: 'age', rows: 1500, width: 24, penalties: [] } as const;
  await expect(benchEnsemble({ ...made, signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'interrupted',
  });
});
