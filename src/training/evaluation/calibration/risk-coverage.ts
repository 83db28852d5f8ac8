/** A point of a risk-coverage curve (El-Yaniv and Wiener 2010). */
export interface RiskCoverage {
  /** Readings from this probability on are kept. */
  from: number;
  /** Share of the readings that are kept. */
  coverage: number;
  /** Share of those that are wrong; null where none is kept. */
  risk: number | null;
}

const COVERAGE_STEPS: readonly number[] = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/**
 * @param confidence probability of each reading
 * @param right whether it is what the picture shows
 */
export function riskCoverage(
  confidence: ArrayLike<number>,
  right: ArrayLike<boolean>,
  steps = COVERAGE_STEPS,
): RiskCoverage[] {
  return steps.map((from) => {
    let [kept, wrong] = [0, 0];
    for (let i = 0; i < confidence.length; i++) {
      if (confidence[i]! < from) continue;
      kept++;
      if (!right[i]) wrong++;
    }
    return {
      from,
      coverage: confidence.length === 0 ? 0 : kept / confidence.length,
      risk: kept === 0 ? null : wrong / kept,
    };
  });
}
