import { describe, expect, it } from 'vitest';

import { riskCoverage } from '../../../../src/training/evaluation/calibration/risk-coverage.ts';

describe('the risk-coverage curve', () => {
  it('counts what is kept and what of that is wrong', () => {
    const confidence = [0.95, 0.5, 0.7, 0.7, 0.2];
    const right = [true, false, true, false, true];
    expect(riskCoverage(confidence, right, [0, 0.5, 0.7, 0.96])).toEqual([
      { from: 0, coverage: 1, risk: 2 / 5 },
      { from: 0.5, coverage: 4 / 5, risk: 2 / 4 },
      { from: 0.7, coverage: 3 / 5, risk: 1 / 3 },
      { from: 0.96, coverage: 0, risk: null },
    ]);
  });

  it('is empty where nothing was read', () =>
    expect(riskCoverage([], [], [0.5])).toEqual([{ from: 0.5, coverage: 0, risk: null }]));
});
