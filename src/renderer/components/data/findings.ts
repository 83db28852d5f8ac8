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
export const FEW = 100;

const named = (files: readonly StoredMessage[]) => files.map((name) => ({ name: printable(textOf(name)) }));

/** What is worth a look, the worst first; what is fine is not said. */
export function findings(report: DataReport): Finding[] {
  const words = messages.data.report;
  const { duplicates, nearDuplicates, odd } = report;
  const faces = report.sameFaces ?? { across: [], conflicting: [], dividedPictures: [] };
  const across = duplicates.groups.filter((group) => group.across);
  const conflicts = duplicates.groups.filter((group) => group.conflict);
  const within = duplicates.groups.filter((group) => !group.across);
  const groupFiles = (groups: typeof across) =>
    groups.map(({ files }) => ({ name: printable(files.join(' = ')) }));
  const all: (Finding & { n: number })[] = [
    list('across', 'bad', duplicates.across, words.across, groupFiles(across), { only: 'duplicates' }),
    list('conflicts', 'bad', conflicts.length, words.conflicts, groupFiles(conflicts), { only: 'conflicts' }),
    list(
      'conflictingRows',
      'bad',
      report.conflictingRows.length,
      words.conflictingRows,
      named(report.conflictingRows),
    ),
    list('facesAcross', 'bad', faces.across.length, words.facesAcross, named(faces.across)),
    list(
      'facesConflicting',
      'bad',
      faces.conflicting.length,
      words.facesConflicting,
      named(faces.conflicting),
    ),
    list('boxesOutside', 'bad', report.boxes.outside.length, words.boxesOutside, named(report.boxes.outside)),
    ...sentences('missing', 'warn', report.missingClasses.map(textOf)),
    {
      ...list('unreadable', 'bad', report.unreadable.length, words.unreadable, []),
      files: report.unreadable.map(({ file, reason }) => ({ name: printable(file), detail: textOf(reason) })),
    },
    {
      ...list('skipped', 'warn', report.skipped?.length ?? 0, words.skipped, []),
      files: (report.skipped ?? []).map(({ file, reason }) => ({
        name: printable(file),
        detail: textOf(reason),
      })),
    },
    list(
      'rowsWithoutFile',
      'bad',
      report.rowsWithoutFile.length,
      words.rowsWithoutFile,
      named(report.rowsWithoutFile),
    ),
    list('malformed', 'bad', report.malformed.length, words.malformed, named(report.malformed)),
    ...fewClasses(report),
    list('within', 'warn', duplicates.within, words.within, groupFiles(within), { only: 'duplicates' }),
    list('near', nearDuplicates.across > 0 ? 'warn' : 'quiet', nearDuplicates.groups, words.near, []),
    list('repeatedRows', 'warn', report.repeatedRows.length, words.repeatedRows, named(report.repeatedRows)),
    list('misnamed', 'warn', odd.misnamed.length, words.odd.misnamed, named(odd.misnamed)),
    list('cmyk', 'warn', odd.cmyk.length, words.odd.cmyk, named(odd.cmyk)),
    list('verySmall', 'warn', odd.verySmall.length, words.odd.verySmall, named(odd.verySmall)),
    list('veryLarge', 'quiet', odd.veryLarge.length, words.odd.veryLarge, named(odd.veryLarge)),
    list('exifTurned', 'quiet', odd.exifTurned.length, words.odd.exifTurned, named(odd.exifTurned)),
    list(
      'boxesClipped',
      'warn',
      report.boxes.clipped.length,
      words.boxesClipped,
      named(report.boxes.clipped),
    ),
    list(
      'dividedPictures',
      'quiet',
      faces.dividedPictures.length,
      words.dividedPictures,
      named(faces.dividedPictures),
    ),
    ...report.unused.map(({ reason, files }) =>
      list(
        `unused-${textOf(reason)}`,
        'quiet',
        files.length,
        ({ n }) => words.unused({ n, reason: textOf(reason) }),
        named(files),
      ),
    ),
    ...sentences('note', 'quiet', report.notes.map(textOf)),
    ...sentences(
      'lists',
      'quiet',
      report.lists.length > 0 ? [words.lists({ lists: report.lists.join(', ') })] : [],
    ),
    ...secondList(report),
  ];
  return all.filter(({ n }) => n > 0);
}

function list(
  id: string,
  severity: Finding['severity'],
  n: number,
  say: (values: { n: number }) => string,
  files: Finding['files'],
  filter?: Partial<BrowseFilter>,
): Finding & { n: number } {
  return { id, severity, n, text: say({ n }), files, ...(filter ? { filter } : {}) };
}

function sentences(
  id: string,
  severity: Finding['severity'],
  texts: readonly string[],
): (Finding & { n: number })[] {
  return texts.map((text, i) => ({ id: `${id}-${i}`, severity, n: 1, text, files: [] }));
}

function fewClasses({ splits }: DataReport): (Finding & { n: number })[] {
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

function secondList({ secondList: second }: DataReport): (Finding & { n: number })[] {
  if (!second) return [];
  const { list: name, disagreements, labelled } = second;
  const text = messages.data.report.secondList({ list: name, n: disagreements, of: labelled });
  return [{ id: 'secondList', severity: 'quiet', n: disagreements, text, files: [] }];
}
