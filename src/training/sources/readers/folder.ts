import { message } from '../../../messages/message.ts';
import type { Files } from '../files.ts';
import { isPictureFile } from '../../../common/pictures/picture-files.ts';
import { seededSplits } from '../seeded.ts';
import type { LabelledPicture, Split } from '../types.ts';
import { ambiguous, numbersOf } from '../vocabulary/ambiguous.ts';
import { classFolders } from './class-folders.ts';
import type { Found, ReadOptions } from './reader.ts';
import { nothingFound } from './reader.ts';
import { isListFile } from '../lists/table.ts';
import { someOf, wrongLayout } from '../lists/wrong-layout.ts';

const EXPECTED = message('lists.aFolderAClass');

/** A folder a class, with split folders above them or not. Without, the seed splits every class 60/20/20. */
export function readFolder(files: Files, { seed, labelOrders }: ReadOptions): Promise<Found> {
  const { inClass, classes, meaning, problem, otherFolders } = classFolders(files.paths, labelOrders);
  if (meaning && 'choices' in meaning)
    throw ambiguous(
      message('lists.foldersNumbered', { numbers: numbersOf(meaning.numbers) }),
      meaning.choices,
    );
  if (!meaning) throw wrongLayout(files, EXPECTED, problem);
  const unsplit = inClass.filter(({ split }) => split === undefined);
  const given = new Map<string, Split>();
  for (const name of unsplit.length > 0 ? classes : []) {
    const own = unsplit.filter(({ className }) => className === name).map(({ file }) => file);
    for (const [file, split] of seededSplits(own, seed)) given.set(file, split);
  }
  const pictures = inClass.flatMap(({ file, className, split }): LabelledPicture[] => {
    const label = meaning.labelOf(className);
    return label ? [{ name: file, file, split: split ?? given.get(file) ?? 'train', ...label }] : [];
  });
  const unused = new Map(
    inClass.flatMap(({ file, className }) =>
      meaning.labelOf(className)
        ? []
        : [[file, message('data.noClassNumber', { number: className })] as const],
    ),
  );
  const places = new Map(inClass.map(({ file, split }) => [file, split ?? given.get(file)]));
  const filesWithoutRow = files.paths.filter((path) => isPictureFile(path) && !places.has(path));
  const lists = files.paths.filter(isListFile);
  const notes = [
    ...(lists.length > 0 ? [message('data.listsBesideFolders', { lists: someOf(lists) })] : []),
    ...(otherFolders.length > 0
      ? [message('data.otherFolders', { classes: someOf(classes), others: someOf(otherFolders) })]
      : []),
  ];
  return Promise.resolve({
    ...nothingFound([meaning.task]),
    pictures,
    unused,
    filesWithoutRow,
    notes,
    isDrawn: given.size > 0,
    splitOf: (file: string) => places.get(file),
  });
}
