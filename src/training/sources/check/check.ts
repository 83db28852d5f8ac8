import { messageOf } from '../../../common/error.ts';
import type { CodedMessage } from '../../../messages/message.ts';
import type { StoredMessage } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import {
  contentIdOf,
  FILES_IN_FLIGHT,
  IN_FLIGHT,
  inspectPicture,
  type PictureFacts,
  tunePictureDecoding,
} from '../decode.ts';
import { type DuplicateGroup, duplicateGroups, extraCopies, type Hashed } from '../duplicates.ts';
import { boxPixels, sizeFor } from '../box-pixels.ts';
import type { FileContent, Files } from '../files.ts';
import { forEachInFlight } from '../../../common/in-flight.ts';
import { nearDuplicateGroups } from '../near-duplicates.ts';
import { openDataSet } from '../readers/open-data-set.ts';
import { isPictureFile, unsupportedKind } from '../../../common/pictures/picture-files.ts';
import type { SkippedPath } from '../../../common/files/walk-files.ts';
import { readFiles } from '../readers/index.ts';
import type { OddPictures } from '../odd-pictures.ts';
import { oddPictures } from '../odd-pictures.ts';
import { boxText, sameFaces, type SameFaces } from './same-faces.ts';
import type { SplitReport } from './split-reports.ts';
import { missingClasses, splitReports } from './split-reports.ts';
import type { DataSet, Interpretation, LabeledPicture, Layout, Split } from '../types.ts';

export interface DataReport {
  layout: Layout;
  root: string;
  /** All picture files: used, not used (`unused`) or not readable (`unreadable`). */
  files: number;
  splits: Record<Split, SplitReport>;
  unreadable: { file: string; reason: StoredMessage }[];
  /** What is passed over because of its name or place; absent from reports of earlier versions. */
  skipped?: { file: string; reason: StoredMessage }[];
  /** Groups of byte-identical pictures, all picture files counted; one that touches two splits is `across` only. */
  duplicates: { within: number; across: number; extraCopies: number; groups: DuplicateGroup[] };
  /** Groups of pictures that look the same but are not all byte-identical (correlation of 16 × 16 thumbnails ≥ .99). */
  nearDuplicates: { groups: number; pictures: number; across: number };
  /** Faces that stand in several rows; absent from reports of earlier versions. */
  sameFaces?: SameFaces;
  /** Groups of byte-identical pictures, or rows of one picture or face, to which one and the same list gives different labels. */
  conflicts: number;
  conflictingRows: readonly StoredMessage[];
  /** The lists that the labels come from. */
  lists: readonly string[];
  notes: readonly StoredMessage[];
  /** Picture files that give no labeled picture, by reason; with the unreadable ones they are all that is not used. */
  unused: { reason: StoredMessage; files: string[] }[];
  /** Boxes of which more than half lies outside their picture, whose faces are left out, or reach beyond it, of which the rest is used. */
  boxes: { outside: StoredMessage[]; clipped: StoredMessage[] };
  /** Classes that a split or the whole set has no picture of. */
  missingClasses: StoredMessage[];
  rowsWithoutFile: readonly string[];
  filesWithoutRow: readonly string[];
  repeatedRows: readonly string[];
  malformed: readonly StoredMessage[];
  /** Another list of the same pictures, not used for training: what it labels, and what it labels differently. */
  secondList?: { list: string; labelled: number; disagreements: number } | undefined;
  odd: OddPictures;
  /** Pictures stored in gray. */
  gray: number;
}

/**
 * Reads every picture below a root to its last row and returns what it found; changes nothing.
 * @throws DemifaceError as `readDataSet`; what is wrong with single pictures is a finding, no failure
 */
export async function checkDataSet(
  layout: Layout,
  root: string,
  options: Interpretation & {
    seed?: number;
    onProgress?: (done: number, total: number) => void;
    signal?: AbortSignal;
  } = {},
): Promise<DataReport> {
  const { onProgress, signal } = options;
  tunePictureDecoding();
  const files = await openDataSet(layout, root, signal);
  const dataSet = await readFiles(layout, files, options);
  // A list may label files that are no pictures by their names: training reads those too.
  const labeled = new Set(dataSet.pictures.map(({ file }) => file));
  const isRead = (file: string) => isPictureFile(file) || labeled.has(file);
  const total = files.paths.filter(isRead).length;
  const { unreadable, hashed, facts, thumbnails } = await inspectAll(
    files.read(isRead, signal),
    placer(dataSet),
    (done) => onProgress?.(done, total),
  );
  const differing = await files.differing(signal);
  const groups = duplicateGroups(hashed.sort(byFile));
  const across = groups.filter((group) => group.across).length;
  const boxes = boxFindings(dataSet.pictures, facts);
  const faces = sameFaces(dataSet.pictures);
  const splits = splitReports(dataSet, new Set(unreadable.map(({ file }) => file)), boxes.unusable);
  return {
    nearDuplicates: nearDuplicatesIn(hashed, thumbnails),
    layout,
    root,
    files: total,
    splits,
    lists: dataSet.lists,
    notes: dataSet.notes,
    unused: unusedByReason(dataSet, unreadable),
    boxes: { outside: boxes.outside, clipped: boxes.clipped },
    missingClasses: missingClasses(dataSet, splits),
    unreadable: unreadable.sort(byFile),
    skipped: skippedFiles(files, differing, isRead).sort(byFile),
    duplicates: { within: groups.length - across, across, extraCopies: extraCopies(groups), groups },
    sameFaces: faces,
    conflicts:
      groups.filter(({ conflict }) => conflict).length +
      dataSet.conflictingRows.length +
      faces.conflicting.length,
    conflictingRows: dataSet.conflictingRows,
    rowsWithoutFile: dataSet.rowsWithoutFile,
    filesWithoutRow: dataSet.filesWithoutRow,
    repeatedRows: dataSet.repeatedRows,
    malformed: dataSet.malformed,
    secondList: disagreements(dataSet),
    odd: oddPictures(facts),
    gray: [...facts.values()].filter(({ gray }) => gray).length,
  };
}

/** Reads every picture to its last row. */
async function inspectAll(
  contents: AsyncIterable<FileContent>,
  place: ReturnType<typeof placer>,
  onProgress: (done: number) => void,
) {
  const unreadable: DataReport['unreadable'] = [];
  const hashed: Hashed[] = [];
  const facts = new Map<string, PictureFacts>();
  const thumbnails = new Map<string, Uint8Array>();
  const inspect = async (content: FileContent) => {
    const { file } = content;
    if ('reason' in content) {
      unreadable.push({ file, reason: content.reason });
      return;
    }
    try {
      const { thumbnail, ...found } = await inspectPicture(content.bytes);
      facts.set(file, found);
      thumbnails.set(file, thumbnail);
      hashed.push({ file, contentId: contentIdOf(content.bytes), ...place(file) });
    } catch (error) {
      unreadable.push({ file, reason: messageOf(error) });
    }
  };
  let done = 0;
  const work = async (content: FileContent) => {
    await inspect(content);
    onProgress(++done);
  };
  await forEachInFlight(contents, IN_FLIGHT, work, FILES_IN_FLIGHT);
  return { unreadable, hashed, facts, thumbnails };
}

/** @param isRead whether a file is read all the same, whatever its name ends with */
function skippedFiles(
  { skipped, paths, foreign }: Files,
  differing: readonly SkippedPath[],
  isRead: (file: string) => boolean,
): { file: string; reason: CodedMessage }[] {
  return [
    ...[...skipped, ...differing].map(({ path, reason }) => ({ file: path, reason })),
    ...foreign.map((file) => ({ file, reason: message('skipped.foreignArchive') })),
    ...paths.flatMap((file) => {
      const reason = isRead(file) ? undefined : unsupportedKind(file);
      return reason === undefined ? [] : [{ file, reason }];
    }),
  ];
}

function placer(dataSet: DataSet): (file: string) => Pick<Hashed, 'split' | 'labels'> {
  const labeled = new Map<string, LabeledPicture[]>();
  for (const picture of dataSet.pictures) {
    const same = labeled.get(picture.file);
    if (same) same.push(picture);
    else labeled.set(picture.file, [picture]);
  }
  const others = new Map(dataSet.unlabeled?.map(({ file, split }) => [file, split]));
  return (file) => {
    const pictures = labeled.get(file) ?? [];
    // Of one file's several faces only the same face's labels could be compared; such files are left aside.
    const label = pictures.length === 1 ? labelOf(pictures[0]) : undefined;
    const second = dataSet.secondList?.expressions.get(file);
    return { split: pictures[0]?.split ?? others.get(file), labels: [label, second?.toString()] };
  };
}

function labelOf(picture: LabeledPicture | undefined): string | undefined {
  return picture && JSON.stringify([picture.expression, picture.gender, picture.ageYears]);
}

/** How many files two lists of the same set label differently; one of the two may give no label at all. */
function disagreements({ pictures, secondList, unlabeled = [] }: DataSet): DataReport['secondList'] {
  if (!secondList) return undefined;
  const { list, expressions } = secondList;
  const labels = new Map<string, number | undefined>(
    pictures.map(({ file, expression }) => [file, expression]),
  );
  const files = [...labels.keys(), ...unlabeled.map(({ file }) => file)];
  const differ = files.filter((file) => expressions.has(file) && expressions.get(file) !== labels.get(file));
  return {
    list,
    disagreements: differ.length,
    labelled: [...expressions.values()].filter((e) => e !== undefined).length,
  };
}

function boxFindings(
  pictures: readonly LabeledPicture[],
  facts: ReadonlyMap<string, PictureFacts>,
): { outside: CodedMessage[]; clipped: CodedMessage[]; unusable: Set<LabeledPicture> } {
  const found = {
    outside: [] as CodedMessage[],
    clipped: [] as CodedMessage[],
    unusable: new Set<LabeledPicture>(),
  };
  for (const picture of pictures) {
    const { name, file, box } = picture;
    const size = facts.get(file);
    if (!box || !size) continue;
    const pixels = boxPixels(box, size);
    if (pixels && !pixels.isClipped) continue;
    const { width, height } = sizeFor(box, size);
    const text = message('data.boxInPicture', { name, box: boxText(box), width, height });
    if (pixels) found.clipped.push(text);
    else {
      found.outside.push(text);
      found.unusable.add(picture);
    }
  }
  return found;
}

/** @param hashed in the order in which groups are to be found */
function nearDuplicatesIn(
  hashed: readonly Hashed[],
  thumbnails: ReadonlyMap<string, Uint8Array>,
): DataReport['nearDuplicates'] {
  const groups = nearDuplicateGroups(hashed.map(({ file }) => thumbnails.get(file)))
    .map((group) => group.map((i) => hashed[i]!))
    .filter((group) => new Set(group.map(({ contentId }) => contentId)).size > 1);
  const splitsOf = (group: readonly Hashed[]) => new Set(group.flatMap(({ split }) => split ?? []));
  return {
    groups: groups.length,
    pictures: groups.reduce((sum, group) => sum + group.length, 0),
    across: groups.filter((group) => splitsOf(group).size > 1).length,
  };
}

function unusedByReason(
  { unlabeled = [] }: DataSet,
  unreadable: DataReport['unreadable'],
): DataReport['unused'] {
  const isUnreadable = new Set(unreadable.map(({ file }) => file));
  const readable = unlabeled.filter(({ file }) => !isUnreadable.has(file));
  return [...Map.groupBy(readable, ({ reason }) => JSON.stringify(reason)).values()]
    .map((files) => ({ reason: files[0]!.reason, files: files.map(({ file }) => file) }))
    .sort((a, b) => b.files.length - a.files.length);
}

function byFile(a: { file: string }, b: { file: string }): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}
