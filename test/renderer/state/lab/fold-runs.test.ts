import { describe, expect, it } from 'vitest';

import { foldRuns, foldState } from '../../../../src/renderer/state/lab/fold-runs.ts';
import { spread } from '../../../../src/renderer/state/lab/spread.ts';
import { run } from './make-run.ts';

describe('foldRuns', () => {
  it('folds runs of one start that differ by their seed, by seed', () => {
    const [fold, ...others] = foldRuns([
      run(3, { seed: 3, figure: { name: 'accuracy', value: 0.84, pictures: 12 } }),
      run(1, { seed: 1, figure: { name: 'accuracy', value: 0.8, pictures: 12 } }),
      run(2, { seed: 2, figure: { name: 'accuracy', value: 0.82, pictures: 12 } }),
    ]);
    expect(others).toEqual([]);
    expect(fold!.runs.map(({ seed }) => seed)).toEqual([1, 2, 3]);
    expect(fold!.figure).toMatchObject({ name: 'accuracy', n: 3, pictures: 12 });
    expect(fold!.figure!.mean).toBeCloseTo(0.82, 12);
    expect(fold!.figure!.deviation).toBeCloseTo(0.02, 12);
  });

  it('keeps other starts, other data and a seed that comes twice apart', () => {
    const folds = foldRuns([
      run(1),
      run(2, { experiment: 2 }),
      run(3, { fingerprint: 'other', seed: 7 }),
      run(4, { seed: 1 }),
    ]);
    expect(folds.map(({ runs }) => runs.map(({ id }) => id))).toEqual([[4], [3], [2], [1]]);
  });

  it('leaves what waits or trains to the queue and counts it', () => {
    const folds = foldRuns([
      run(1),
      run(2, { state: 'running' }),
      run(3, { state: 'queued' }),
      run(4, { state: 'paused' }),
    ]);
    expect(folds).toHaveLength(1);
    expect(folds[0]!.pending).toBe(3);
  });

  it('gives no figure where there is none, and one without deviation for a single seed', () => {
    expect(foldRuns([run(1, { figure: null })])[0]!.figure).toBeNull();
    expect(foldRuns([run(1), run(2, { figure: null })])[0]!.figure).toMatchObject({ n: 1, deviation: null });
  });

  it('gives no count of pictures where seeds were measured on different ones', () => {
    const other = run(2, { figure: { name: 'accuracy', value: 0.9, pictures: 13 } });
    expect(foldRuns([run(1), other])[0]!.figure).toMatchObject({ n: 2, pictures: null });
  });

  it('puts what ended last first', () => {
    const folds = foldRuns([
      run(1, { endedAt: '2026-03-09T00:00:00Z' }),
      run(2, { experiment: 2, endedAt: '2026-03-10T00:00:00Z' }),
    ]);
    expect(folds.map(({ runs }) => runs[0]!.id)).toEqual([2, 1]);
  });

  it('shows a failure before anything else', () => {
    expect(foldState([run(1), run(2, { state: 'failed' })])).toBe('failed');
    expect(foldState([run(1), run(2)])).toBe('done');
  });
});

describe('spread', () => {
  it('divides by one less than there are', () => {
    expect(spread([2, 4, 4, 4, 5, 5, 7, 9])!.deviation).toBeCloseTo(Math.sqrt(32 / 7), 12);
    expect(spread([1])).toEqual({ n: 1, mean: 1, deviation: null });
    expect(spread([])).toBeNull();
  });
});
