import { describe, expect, it } from 'vitest';

import type { EpochPoint, RunStep } from '../../../../src/main/ipc/contract.ts';
import { spreadLabels } from '../../../../src/renderer/components/plots/spread-labels.ts';
import { rowTops, visibleRows } from '../../../../src/renderer/components/lab/visible-rows.ts';
import { EpochHistory, metricNames } from '../../../../src/renderer/state/lab/epoch-history.ts';
import { runShare, stageShare } from '../../../../src/renderer/state/lab/progress.ts';
import { movedBefore, queueOrder } from '../../../../src/renderer/state/lab/queue-order.ts';
import { run, stage } from './make-run.ts';

const point = (epoch: number, loss = 1): EpochPoint => ({
  epoch,
  loss,
  rate: 0.1,
  metrics: { accuracy: 0.5 },
  figures: {},
  imagesPerSecond: 100,
});

describe('EpochHistory', () => {
  it('replaces epochs that are reported anew', () => {
    const history = new EpochHistory([point(1), point(2), point(3)]);
    history.add(point(2, 9));
    expect(history.points.map(({ epoch, loss }) => [epoch, loss])).toEqual([
      [1, 1],
      [2, 9],
    ]);
  });
  it('stays bounded and keeps the latest', () => {
    const history = new EpochHistory();
    for (let epoch = 1; epoch <= 20_000; epoch++) history.add(point(epoch));
    expect(history.points.length).toBeLessThanOrEqual(4000);
    expect(history.points.at(-1)!.epoch).toBe(20_000);
    expect(history.points.every(({ epoch }, i, all) => i === 0 || epoch > all[i - 1]!.epoch)).toBe(true);
  });
  it('names metrics, accuracy first', () => {
    expect(metricNames([{ ...point(1), metrics: { other: 1, weightedAccuracy: 1, accuracy: 1 } }])).toEqual([
      'accuracy',
      'weightedAccuracy',
      'other',
    ]);
  });
});

describe('queue', () => {
  it('has what trains first, then what stands still, then the order of the queue', () => {
    const runs = [
      run(1, { state: 'queued' }),
      run(2, { state: 'queued' }),
      run(3, { state: 'paused' }),
      run(4, { state: 'running' }),
      run(5),
    ];
    expect(queueOrder(runs, [2, 1]).map(({ id }) => id)).toEqual([4, 3, 2, 1]);
  });
  it('moves by one, not beyond the ends', () => {
    expect(movedBefore([1, 2, 3], 2, -1)).toBe(1);
    expect(movedBefore([1, 2, 3], 1, 1)).toBe(3);
    expect(movedBefore([1, 2, 3], 2, 1)).toBeNull();
    expect(movedBefore([1, 2, 3], 3, 1)).toBeUndefined();
    expect(movedBefore([1, 2, 3], 1, -1)).toBeUndefined();
  });
});

describe('progress', () => {
  const step = { run: 1, stage: 'student', epoch: 3, epochs: 4, step: 5, steps: 10 } as RunStep;
  const half = stage('student', [], { state: 'running', epochs: 4, epoch: 2 });
  it('counts whole epochs and the steps of the one that runs', () => {
    expect(stageShare(half, undefined)).toBe(0.5);
    expect(stageShare(half, step)).toBeCloseTo(0.625, 12);
    expect(runShare(run(1, { stages: [stage('teacher', [], { epochs: 4 }), half] }), step)).toBeCloseTo(
      0.8125,
      12,
    );
    expect(runShare(run(1, { stages: [] }), undefined)).toBe(0);
  });
});

describe('spreadLabels', () => {
  it('keeps labels apart, in order and inside', () => {
    expect(spreadLabels([50, 52, 10], 16, 100)).toEqual([50, 66, 10]);
    const low = spreadLabels([99, 98, 97], 16, 100);
    expect(low).toEqual([92, 76, 60]);
  });
});

describe('visibleRows', () => {
  it('gives what is in sight', () => {
    const rows = Array.from({ length: 1000 }, (_, i) => i);
    const seen = visibleRows(rows, rowTops(rows.map(() => 50)), 5000, 500, 0);
    expect(seen.map(({ row }) => row)).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 108, 109]);
  });
});
