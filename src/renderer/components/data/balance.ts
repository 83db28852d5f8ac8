import type { DataReport, Split } from '../../../main/ipc/contract.ts';
import { formatCount, formatPercent } from '../../messages/format.ts';
import { messages } from '../../messages/index.ts';
import { labelName } from '../../messages/names.ts';
import { labelColor } from './browse/label-color.ts';

const SPLITS: readonly Split[] = ['train', 'val', 'test'];
const BANDS = ['0-9', '10-19', '20-29', '30-39', '40-49', '50-59', '60-69', '70+'];

/** Splits that hold pictures at all. */
export function filledSplits({ splits }: DataReport): Split[] {
  return SPLITS.filter((split) => splits[split].images > 0);
}

/** Over all splits. */
export function usablePictures({ splits }: DataReport): number {
  return SPLITS.reduce((sum, split) => sum + splits[split].images, 0);
}

export function splitColumns(report: DataReport, filled: readonly Split[]) {
  return filled.map((split) => ({
    title: messages.data.splits[split],
    note: messages.data.pictures({ n: report.splits[split].images }),
  }));
}

/** How the classes of some labels share each split; null where no picture has any of them. */
export function balanceRows(report: DataReport, filled: readonly Split[], labels: readonly string[]) {
  const totals = filled.map((split) =>
    labels.reduce((sum, label) => sum + (report.splits[split].classes[label] ?? 0), 0),
  );
  if (totals.every((total) => total === 0)) return null;
  return labels.map((label) => ({
    label: labelName(label),
    color: labelColor(label),
    bars: filled.map((split, i) => {
      const n = report.splits[split].classes[label] ?? 0;
      const share = totals[i]! > 0 ? n / totals[i]! : 0;
      return { value: share, text: formatPercent(share), detail: formatCount(n) };
    }),
  }));
}

export function ageBars(report: DataReport, split: Split) {
  const { ages = {} } = report.splits[split];
  return BANDS.map((band) => {
    const value = ages[band] ?? 0;
    return { label: band.replace('-', '–'), value, text: formatCount(value) };
  });
}
