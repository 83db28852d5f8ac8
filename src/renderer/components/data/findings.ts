import type { StoredMessage } from '../../../messages/message.ts';
import { printable } from '../../../common/printable.ts';
import { EXPRESSIONS } from '../../../artifact/labels.ts';
import type { BrowseFilter, DataReport } from '../../../main/ipc/contract.ts';
import { textOf } from '../../messages/coded.ts';
import { inSentence, messages } from '../../messages/index.ts';
import { labelName } from '../../messages/names.ts';

/** Something that a check has found: in words, with the files it is about. */
export interface Finding {
  id: string;
  severity: 'bad' | 'warn' | 'quiet';
  text: string;
  files: readonly { name: string; detail?: string }[];
  /** Pictures that show it. */
  filter?: Partial<BrowseFilter>;
}

/** Fewer training pictures of a class than that teach little. */
const FEW = 100;

const named = (files: readonly StoredMessage[]) => files.map((name) => ({ name: printable(textOf(name)) }));

type Counted = Finding & { n: number };

/** What is worth a look, the worst first; checks without a finding are left out. */
export function findings(report: DataReport): Finding[] {
  const all = [
    ...splitFindings(report),
    ...fileFindings(report),
    ...fewClasses(report),
    ...copyFindings(report),
    ...pictureFindings(report),
    ...noteFindings(report),
    ...secondList(report),
  ];
  return all.filter(({ n }) => n > 0);
}

const groupFiles = (groups: DataReport['duplicates']['groups']) =>
  groups.map(({ files }) => ({ name: printable(files.join(' = ')) }));

const sameFacesOf = ({ sameFaces }: DataReport) =>
  sameFaces ?? { across: [], conflicting: [], dividedPictures: [] };

/** Splits and labels that contradict each other. */
function splitFindings(report: DataReport): Counted[] {
  const words = messages.data.report;
  const { duplicates, boxes, missingClasses } = report;
  const { across, conflicting } = sameFacesOf(report);
  const copies = groupFiles(duplicates.groups.filter((group) => group.across));
  const conflicts = groupFiles(duplicates.groups.filter(({ conflict }) => conflict));
  return [
    list('across', 'bad', duplicates.across, words.across, copies, { only: 'duplicates' }),
    list('conflicts', 'bad', conflicts.length, words.conflicts, conflicts, { only: 'conflicts' }),
    listed('conflictingRows', 'bad', words.conflictingRows, report.conflictingRows),
    listed('facesAcross', 'bad', words.facesAcross, across),
    listed('facesConflicting', 'bad', words.facesConflicting, conflicting),
    listed('boxesOutside', 'bad', words.boxesOutside, boxes.outside),
    ...sentences('missing', 'warn', missingClasses.map(textOf)),
  ];
}

/** Files and rows that cannot be used. */
function fileFindings(report: DataReport): Counted[] {
  const words = messages.data.report;
  const { unreadable, skipped = [] } = report;
  const withReason = ({ file, reason }: { file: string; reason: StoredMessage }) => ({
    name: printable(file),
    detail: textOf(reason),
  });
  return [
    list('unreadable', 'bad', unreadable.length, words.unreadable, unreadable.map(withReason)),
    list('skipped', 'warn', skipped.length, words.skipped, skipped.map(withReason)),
    listed('rowsWithoutFile', 'bad', words.rowsWithoutFile, report.rowsWithoutFile),
    listed('malformed', 'bad', words.malformed, report.malformed),
  ];
}

function copyFindings({ duplicates, nearDuplicates, repeatedRows }: DataReport): Counted[] {
  const words = messages.data.report;
  const within = groupFiles(duplicates.groups.filter((group) => !group.across));
  return [
    list('within', 'warn', duplicates.within, words.within, within, { only: 'duplicates' }),
    list('near', nearDuplicates.across > 0 ? 'warn' : 'quiet', nearDuplicates.groups, words.near, []),
    listed('repeatedRows', 'warn', words.repeatedRows, repeatedRows),
  ];
}

/** Pictures of an unusual kind. */
function pictureFindings(report: DataReport): Counted[] {
  const words = messages.data.report;
  const { odd, boxes } = report;
  return [
    listed('misnamed', 'warn', words.odd.misnamed, odd.misnamed),
    listed('cmyk', 'warn', words.odd.cmyk, odd.cmyk),
    listed('verySmall', 'warn', words.odd.verySmall, odd.verySmall),
    listed('veryLarge', 'quiet', words.odd.veryLarge, odd.veryLarge),
    listed('exifTurned', 'quiet', words.odd.exifTurned, odd.exifTurned),
    listed('boxesClipped', 'warn', words.boxesClipped, boxes.clipped),
    listed('dividedPictures', 'quiet', words.dividedPictures, sameFacesOf(report).dividedPictures),
  ];
}

function noteFindings({ unused, notes, lists }: DataReport): Counted[] {
  const words = messages.data.report;
  return [
    ...unused.map(({ reason, files }) => {
      const say = ({ n }: { n: number }) => words.unused({ n, reason: textOf(reason) });
      return listed(`unused-${textOf(reason)}`, 'quiet', say, files);
    }),
    ...sentences('note', 'quiet', notes.map(textOf)),
    ...sentences('lists', 'quiet', lists.length > 0 ? [words.lists({ lists: lists.join(', ') })] : []),
  ];
}

/** One finding a file. */
function listed(
  id: string,
  severity: Finding['severity'],
  say: (values: { n: number }) => string,
  files: readonly StoredMessage[],
): Counted {
  return list(id, severity, files.length, say, named(files));
}

function list(
  id: string,
  severity: Finding['severity'],
  n: number,
  say: (values: { n: number }) => string,
  files: Finding['files'],
  filter?: Partial<BrowseFilter>,
): Counted {
  return { id, severity, n, text: say({ n }), files, ...(filter ? { filter } : {}) };
}

function sentences(id: string, severity: Finding['severity'], texts: readonly string[]): Counted[] {
  return texts.map((text, i) => ({ id: `${id}-${i}`, severity, n: 1, text, files: [] }));
}

function fewClasses({ splits }: DataReport): Counted[] {
  const { classes, images } = splits.train;
  return EXPRESSIONS.flatMap((label, i) => {
    const n = classes[label];
    if (n === undefined || n >= FEW || images < FEW) return [];
    const text = messages.data.report.fewOf({ label: inSentence(labelName(label)), n, needs: FEW });
    const filter =
      n > 0 ? { filter: { task: 'expression' as const, label: i, split: 'train' as const } } : {};
    return [{ id: `few-${label}`, severity: 'warn' as const, n: 1, text, files: [], ...filter }];
  });
}

function secondList({ secondList: second }: DataReport): Counted[] {
  if (!second) return [];
  const { list: name, disagreements, labelled } = second;
  const text = messages.data.report.secondList({ list: name, n: disagreements, of: labelled });
  return [{ id: 'secondList', severity: 'quiet', n: disagreements, text, files: [] }];
}
