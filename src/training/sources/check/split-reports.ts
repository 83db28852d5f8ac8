import type { CodedMessage } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import { EXPRESSIONS, GENDERS, LABELS } from '../../../artifact/labels.ts';
import { naturalOrder } from '../../../common/natural-order.ts';
import { ageBand } from '../readers/utkface.ts';
import type { DataSet, LabeledPicture, Split } from '../types.ts';
import { SPLITS } from '../types.ts';

/** What a split holds. */
export interface SplitReport {
  /** Labeled pictures that can be read: what training and evaluation use. */
  images: number;
  /** Picture files, labeled or not. */
  files: number;
  /** Images a class, by the names of `artifact/labels.ts`; empty where ages are all that is known. */
  classes: Record<string, number>;
  /** Images a class of a user's own task, where the names are classes. */
  own?: Record<string, number>;
  /** Images an age band, where ages are known. */
  ages?: Record<string, number>;
}

/** @param unusable pictures whose face is not in them */
export function splitReports(
  dataSet: DataSet,
  unreadable: ReadonlySet<string>,
  unusable: ReadonlySet<LabeledPicture>,
): Record<Split, SplitReport> {
  const names = [
    ...(dataSet.tasks.includes('expression') ? EXPRESSIONS : []),
    ...(dataSet.tasks.includes('gender') ? GENDERS : []),
  ];
  const report = (split: Split): SplitReport => {
    const all = dataSet.pictures.filter((picture) => picture.split === split);
    const images = all.filter((picture) => !unreadable.has(picture.file) && !unusable.has(picture));
    const classes = Object.fromEntries(names.map((name) => [name, 0]));
    const own = Object.fromEntries(ownClasses(dataSet).map((name) => [name, 0]));
    for (const { custom } of images) count(own, custom);
    const ages: Record<string, number> = {};
    for (const { expression, gender } of images) {
      if (expression !== undefined) count(classes, EXPRESSIONS[expression]);
      if (gender !== undefined) count(classes, GENDERS[gender]);
    }
    for (const ageYears of images.flatMap((picture) => picture.ageYears ?? []).sort((a, b) => a - b))
      count(ages, ageBand(ageYears));
    const unlabeled = dataSet.unlabeled?.filter((other) => other.split === split).length ?? 0;
    const files = new Set(all.map(({ file }) => file)).size + unlabeled;
    return {
      ...{ images: images.length, files, classes },
      ...(dataSet.tasks.includes('custom') ? { own } : {}),
      ...(dataSet.tasks.includes('age') ? { ages } : {}),
    };
  };
  return { train: report('train'), val: report('val'), test: report('test') };
}

/** Of each task: classes that no picture has are reported once, and of a split those that another split has. */
export function missingClasses(dataSet: DataSet, splits: Record<Split, SplitReport>): CodedMessage[] {
  const here = SPLITS.filter((split) => splits[split].images > 0);
  if (here.length === 0) return [message('data.nothingUsable')];
  return dataSet.tasks.flatMap((task) => {
    const labels = task === 'custom' ? ownClasses(dataSet) : LABELS[task];
    if (!labels) return [];
    const lacks = (split: Split, label: string) => {
      const { classes, own = {} } = splits[split];
      return ((task === 'custom' ? own : classes)[label] ?? 0) === 0;
    };
    const present = labels.filter((label) => here.some((split) => !lacks(split, label)));
    if (present.length === 1) return [message('data.oneClass', { task, label: { label: present[0]! } })];
    return here.flatMap((split) => {
      const missing = present.filter((label) => lacks(split, label));
      return missing.length > 0
        ? [message('data.splitWithout', { split, labels: missing.map((label) => ({ label })) })]
        : [];
    });
  });
}

/** Names of the classes of a user's own task. */
function ownClasses({ pictures }: DataSet): string[] {
  return [...new Set(pictures.flatMap(({ custom }) => custom ?? []))].sort(naturalOrder);
}

function count(counts: Record<string, number>, name: string | undefined): void {
  if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1;
}
