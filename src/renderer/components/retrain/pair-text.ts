import type { RetrainFigure, RetrainPair } from '../../../main/ipc/contract.ts';
import { formatFigure, pValue } from '../../messages/format.ts';
import { retrain } from '../../messages/index.ts';

/** `81.3 %`, or years. */
export const figureText = (metric: RetrainPair['metric'], { value }: RetrainFigure): string =>
  formatFigure(metric, value);

/** `81.3 % (74.0 % to 86.9 %)` */
export function rangeText(metric: RetrainPair['metric'], figure: RetrainFigure | null): string {
  if (figure === null) return '–';
  const { low, high } = figure;
  const value = figureText(metric, figure);
  if (low === null || high === null) return value;
  return retrain.result.range({ value, low: formatFigure(metric, low), high: formatFigure(metric, high) });
}

/** Which model is better, in a sentence. */
export function verdictText({
  own,
  verdict,
}: {
  own: RetrainPair;
  verdict: keyof typeof retrain.result.verdict;
}): string {
  const text = own.metric === 'accuracy' ? retrain.result.verdict[verdict] : retrain.result.years[verdict];
  return text({
    n: own.n,
    after: figureText(own.metric, own.after),
    before: own.before ? figureText(own.metric, own.before) : '–',
    p: own.pValue === null ? '–' : pValue(own.pValue),
  });
}
