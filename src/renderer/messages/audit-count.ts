import type { CameraError, Change } from '../../main/ipc/contract.ts';
import { formatCount, formatDuration, formatNumber, formatPercent } from './format.ts';
import { shared } from './shared.ts';

const range = shared.interval;
const share = ({ value, low, high }: Change) =>
  `${formatPercent(value, 0)} (${range(formatPercent(low, 0), formatPercent(high, 0))})`;

/** Words of counting by hand beside a camera. */
export const auditMessages = {
  title: (camera: string) => `Audit ${camera} by hand`,
  text: 'Count for fifteen minutes who comes in, by looking at the door, not at the boxes. What the camera missed or added becomes its known error, which Insights shows. Only three counts are kept, no times, and for as long as the counts of the day; then a new audit is needed.',
  off: 'Start the camera first.',
  start: 'Begin',
  again: 'Count again',
  tap: 'Somebody came in',
  tapKeys: 'Space',
  counted: (n: number) => (n === 1 ? '1 counted' : `${formatCount(n)} counted`),
  undo: 'Take one back',
  left: (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left`,
  ending: 'Waiting for the camera’s last count',
  end: 'End now',
  endIn: (seconds: number) => `Can end in ${formatDuration(seconds)}`,
  drop: 'Discard',
  close: 'Close',
  lost: 'The camera gives no picture: who comes in now counts as missed.',
  result: ({ ratio, missed, extra }: CameraError): string[] =>
    ratio && missed && extra
      ? [
          `The camera counted ${formatNumber(ratio.value, 2)} for each that you counted (${range(formatNumber(ratio.low, 2), formatNumber(ratio.high, 2))}).`,
          `Of those it missed ${share(missed)}; for each it added ${formatNumber(extra.value, 2)} that were nobody (${range(formatNumber(extra.low, 2), formatNumber(extra.high, 2))}).`,
        ]
      : ['Nobody came in while you counted, so this says nothing of the camera yet.'],
  basis: ({ audits, minutes, entries }: CameraError) =>
    `From ${audits === 1 ? 'one audit' : `${audits} audits`}: ${formatDuration(60 * minutes)}, ${formatCount(entries)} who came in.`,
};
