import { expect, test } from 'vitest';

import type { ComparedRuns } from '../../../../src/main/ipc/contract.ts';
import { seedGroups, valuesIn } from '../../../../src/renderer/state/lab/seed-groups.ts';

const model = (run: number, accuracy: number): ComparedRuns['models'][number] =>
  ({ run, name: `run ${run}`, report: { accuracy } }) as ComparedRuns['models'][number];
const accuracyOf = ({ report }: ComparedRuns['models'][number]) => [report.accuracy!];
const models = [model(1, 0.8), model(2, 0.7), model(3, 0.9), model(4, 0.75)];

test('runs that differ by their seed alone are one group, whatever stands between them', () => {
  const differences = [
    { key: 'seed', values: ['1', '1', '2', '3'] },
    { key: 'student.epochs', values: ['24', '12', '24', '24'] },
  ];
  const groups = seedGroups({ models, differences }, accuracyOf);
  expect(groups.map(({ places }) => places)).toEqual([[0, 2, 3], [1]]);
  const [figure] = groups[0]!.figures;
  const mean = (0.8 + 0.9 + 0.75) / 3;
  expect(figure!.mean).toBeCloseTo(mean, 12);
  expect(figure!.deviation).toBeCloseTo(
    Math.sqrt(((0.8 - mean) ** 2 + (0.9 - mean) ** 2 + (0.75 - mean) ** 2) / 2),
    12,
  );
  expect(groups[1]!.figures[0]).toEqual({ n: 1, mean: 0.7, deviation: null });
  expect(valuesIn(groups[0]!, differences[0]!.values)).toBe('1, 2, 3');
  expect(valuesIn(groups[0]!, differences[1]!.values)).toBe('24');
});

test('runs that differ by nothing but seeds are one group', () => {
  const differences = [{ key: 'seed', values: ['1', '2', '3', '4'] }];
  expect(seedGroups({ models, differences }, accuracyOf).map(({ places }) => places)).toEqual([[0, 1, 2, 3]]);
});

test('the same seed with other settings is no group', () => {
  const differences = [{ key: 'batchSize', values: ['32', '64', '128', '256'] }];
  expect(seedGroups({ models, differences }, accuracyOf)).toHaveLength(4);
});
