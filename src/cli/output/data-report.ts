import type { StoredMessage } from '../../messages/message.ts';
import { englishText } from '../../messages/english.ts';
import { printable } from '../../common/printable.ts';
import type { DataReport } from '../../training/sources/check/check.ts';
import { SPLITS } from '../../training/sources/types.ts';

const SHOWN = 5;

/** What a check found, for a person: a table of the splits, then one sentence a finding. */
export function reportLines(report: DataReport): string[] {
  const findings = [
    ...fileFindings(report),
    ...copyFindings(report),
    ...rowFindings(report),
    ...report.missingClasses.map(englishText),
    ...report.notes.map(englishText),
    ...oddFindings(report),
  ].filter((line) => typeof line === 'string');
  return [
    ...table(report),
    '',
    filesLine(report),
    ...(report.lists.length > 0 ? [`Labels: ${report.lists.join(', ')}.`] : []),
    ...(findings.length > 0 ? findings : ['Nothing to report: everything can be read and fits together.']),
  ];
}

type Line = string | false | undefined;

function fileFindings({ unreadable, skipped = [] }: DataReport): Line[] {
  const withReason = ({ file, reason }: { file: string; reason: StoredMessage }) =>
    `${file} (${englishText(reason)})`;
  return [
    named(unreadable.map(withReason), 'picture cannot be read', 'pictures cannot be read'),
    named(skipped.map(withReason), 'file or folder is passed over', 'files or folders are passed over'),
  ];
}

/** Equal and similar pictures, and what lists have different labels for. */
function copyFindings(report: DataReport): Line[] {
  const { duplicates, nearDuplicates, secondList } = report;
  const faces = report.sameFaces ?? { across: [], conflicting: [], dividedPictures: [] };
  const conflicts = duplicates.groups.filter(({ conflict }) => conflict).length;
  const groups = duplicates.within + duplicates.across;
  return [
    groups > 0 &&
      `${many(groups, 'group')} of byte-identical pictures, ${many(duplicates.extraCopies, 'extra copy', 'extra copies')}: ${grouped(duplicates.within)} within one split, ${grouped(duplicates.across)} across splits.`,
    nearDuplicates.groups > 0 &&
      `${many(nearDuplicates.groups, 'group')} of near-duplicates, ${many(nearDuplicates.pictures, 'picture')}: ${grouped(nearDuplicates.across)} across splits.`,
    conflicts > 0 && `${many(conflicts, 'group')} of identical pictures with labels that differ.`,
    named(
      report.conflictingRows,
      'picture has rows with labels or splits that differ; the first counts',
      'pictures have rows with labels or splits that differ; the first counts',
    ),
    named(
      faces.across,
      'picture has a face in rows of several splits, so what is learned from one is met again in the other',
      'pictures have a face in rows of several splits, so what is learned from one is met again in the other',
    ),
    named(
      faces.conflicting,
      'picture has a face in rows with labels that differ',
      'pictures have a face in rows with labels that differ',
    ),
    named(
      faces.dividedPictures,
      'picture has different faces in several splits',
      'pictures have different faces in several splits',
    ),
    secondList &&
      secondList.disagreements > 0 &&
      `${secondList.list} labels ${secondList.labelled.toLocaleString('en')} pictures and disagrees on ${secondList.disagreements.toLocaleString('en')}; it is not used.`,
  ];
}

/** Rows without a usable picture, and pictures without a usable row. */
function rowFindings(report: DataReport): Line[] {
  const { boxes } = report;
  return [
    named(
      report.rowsWithoutFile,
      'row names a picture that is not there',
      'rows name pictures that are not there',
    ),
    ...report.unused.map(({ reason, files }) =>
      named(
        files,
        `picture is not used (${englishText(reason)})`,
        `pictures are not used (${englishText(reason)})`,
      ),
    ),
    named(
      report.repeatedRows,
      'row stands more than once; its first stands',
      'rows stand more than once; their first stands',
    ),
    named(report.malformed, 'row or name cannot be used', 'rows or names cannot be used'),
    named(
      boxes.outside,
      'box lies outside its picture by more than half; the face is left out',
      'boxes lie outside their pictures by more than half; the faces are left out',
    ),
    named(
      boxes.clipped,
      'box reaches beyond its picture and is cut off at the edge',
      'boxes reach beyond their pictures and are cut off at the edge',
    ),
  ];
}

function oddFindings({ odd }: DataReport): Line[] {
  return [
    named(odd.cmyk, 'picture is in CMYK', 'pictures are in CMYK'),
    named(odd.exifTurned, 'picture is turned by its EXIF note', 'pictures are turned by their EXIF notes'),
    named(odd.verySmall, 'picture is very small', 'pictures are very small'),
    named(odd.veryLarge, 'picture is very large', 'pictures are very large'),
    named(
      odd.misnamed,
      'picture has another format than its name states',
      'pictures have other formats than their names say',
    ),
  ];
}

/** `32,137 picture files: 28,236 used, 3,901 not used.` A file of several faces counts once. */
function filesLine({ files, unused, unreadable, boxes }: DataReport): string {
  const idle = unused.reduce((sum, group) => sum + group.files.length, 0) + unreadable.length;
  const faces = boxes.outside.length > 0 ? `, less ${many(boxes.outside.length, 'face')} outside` : '';
  return `${many(files, 'picture file')}: ${(files - idle).toLocaleString('en')} used${faces}, ${idle.toLocaleString('en')} not used.`;
}

function table({ splits }: DataReport): string[] {
  const here = SPLITS.filter((split) => splits[split].files > 0);
  const rows: string[][] = [['', ...here]];
  const add = (title: string, values: (number | undefined)[]): number =>
    rows.push([title, ...values.map((value) => (value ?? 0).toLocaleString('en'))]);
  add(
    'files',
    here.map((split) => splits[split].files),
  );
  add(
    'images',
    here.map((split) => splits[split].images),
  );
  for (const kind of ['classes', 'own', 'ages'] as const) {
    const names = [...new Set(here.flatMap((split) => Object.keys(splits[split][kind] ?? {})))];
    if (kind === 'ages') names.sort((a, b) => parseInt(a, 10) - parseInt(b, 10));
    for (const name of names)
      add(
        `  ${name}`,
        here.map((split) => splits[split][kind]?.[name]),
      );
  }
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

function named(names: readonly StoredMessage[], one: string, several: string): string | false {
  if (names.length === 0) return false;
  const rest = names.length > SHOWN ? ` and ${(names.length - SHOWN).toLocaleString('en')} more` : '';
  return `${names.length.toLocaleString('en')} ${names.length === 1 ? one : several}: ${names
    .slice(0, SHOWN)
    .map((name) => printable(englishText(name)))
    .join(', ')}${rest}.`;
}

function many(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`;
}

function grouped(count: number): string {
  return count === 0 ? 'none' : count.toLocaleString('en');
}
