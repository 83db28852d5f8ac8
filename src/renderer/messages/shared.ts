import { percent } from '../../common/percent.ts';
import { splitName } from '../../artifact/split-name.ts';
import { formatCount, formatNumber } from './format.ts';

/** Words of parts that every view uses. */
export const shared = {
  close: 'Close',
  cancel: 'Cancel',
  stop: 'Stop',
  loading: 'Loading',
  search: 'Search',
  clear: 'Clear',
  dismiss: 'Dismiss',
  none: 'None',
  more: 'Actions',
  again: 'Try again',
  timeLeft: (time: string) => `${time} left`,
  /** Slow work has a digit behind the point. */
  rate: (perSecond: number, unit: string) =>
    `${perSecond < 10 ? formatNumber(perSecond) : formatCount(perSecond)} ${unit}/s`,
  of: (done: string, total: string) => `${done} of ${total}`,
  /** The pictures that a figure was measured on; null: those that choices are made on. */
  measuredOn: (split: string | null, n: number | null = null) =>
    [
      `${split === null ? 'model-selection' : splitName(split)} set`,
      ...(n === null ? [] : [`n = ${formatCount(n)}`]),
    ].join(', '),
  /** The same beside a figure in a narrow list. */
  measuredOnShort: (split: string | null, n: number | null) =>
    [split === null ? 'selection' : splitName(split), ...(n === null ? [] : [formatCount(n)])].join(' '),
  visible: {
    full: 'whole face visible',
    lower: 'lower half visible',
    upper: 'upper half visible',
  },
  interval: (low: string, high: string) => `${percent(95)} interval ${low} to ${high}`,
  reliability: {
    title: 'Confidence against accuracy',
    confidence: 'Confidence',
    accuracy: 'Accuracy',
    perfect: 'perfectly calibrated',
    point: (confidence: string, accuracy: string, n: string) =>
      `At ${confidence} confidence: ${accuracy} right, ${n} pictures`,
  },
};
