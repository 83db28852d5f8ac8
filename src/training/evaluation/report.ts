import type { ClassificationReport } from './classification.ts';
import type { RegressionReport } from './regression.ts';

export { evaluateClassification } from './classification.ts';
export { evaluateRegression } from './regression.ts';

/** Figures of one model on one labeled set: the same keys for every task, `null` where a task has no such figure. */
export type EvaluationReport = ClassificationReport | RegressionReport;
