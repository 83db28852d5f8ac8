import { percent } from '../../artifact/percent.ts';
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
  timeLeft: (time: string) => `${time} left`,
  perSecond: (count: string, unit: string) => `${count} ${unit}/s`,
  of: (done: string, total: string) => `${done} of ${total}`,
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
