import { message } from '../../../messages/message.ts';
import type { Files } from '../files.ts';
import { isPictureFile } from '../../../common/pictures/picture-files.ts';
import { seededSplits } from '../seeded.ts';
import type { LabeledPicture, Split } from '../types.ts';
import { ambiguous, numbersOf } from '../vocabulary/ambiguous.ts';
import { classFolders } from './class-folders.ts';
import type { ReadResult, ReadOptions } from './reader.ts';
import { emptyReadResult } from './reader.ts';
import { isListFile } from '../lists/table.ts';
import { truncatedList, wrongLayout } from '../lists/wrong-layout.ts';

const EXPECTED = message('lists.aFolderAClass');

/** A folder a class, with split folders above them or not. Without, the seed splits every class 60/20/20. */
export function readFolder(
  files: Files,
  { seed, labelOrders, classNames }: ReadOptions,
): Promise<ReadResult> {
  const { inClass, classes, meaning, problem, otherFolders } = classFolders(files.paths, {
    labelOrders,
    classNames,
  });
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
  const pictures = inClass.flatMap(({ file, className, split }): LabeledPicture[] => {
    const label = meaning.labelOf(className);
    return label ? [{ name: file, file, split: split ?? given.get(file) ?? 'train', ...label }] : [];
  });
  if (pictures.length === 0)
    throw wrongLayout(files, EXPECTED, message('layout.unknownClasses', { classes: truncatedList(classes) }));
  const whyUnused = (name: string) =>
    classNames ? message('data.noClassName', { name }) : message('data.noClassNumber', { number: name });
  const unused = new Map(
    inClass.flatMap(({ file, className }) =>
      meaning.labelOf(className) ? [] : [[file, whyUnused(className)] as const],
    ),
  );
  const without = classNames ? classes.filter((name) => !meaning.labelOf(name)) : [];
  const places = new Map(inClass.map(({ file, split }) => [file, split ?? given.get(file)]));
  const filesWithoutRow = files.paths.filter((path) => isPictureFile(path) && !places.has(path));
  const lists = files.paths.filter(isListFile);
  const notes = [
    ...(without.length > 0 ? [message('data.classesLeftOut', { classes: truncatedList(without) })] : []),
    ...(lists.length > 0 ? [message('data.listsBesideFolders', { lists: truncatedList(lists) })] : []),
    ...(otherFolders.length > 0
      ? [
          message('data.otherFolders', {
            classes: truncatedList(classes),
            others: truncatedList(otherFolders),
          }),
        ]
      : []),
  ];
  return Promise.resolve({
    ...emptyReadResult([meaning.task]),
    pictures,
    unused,
    filesWithoutRow,
    notes,
    isDrawn: given.size > 0,
    splitOf: (file: string) => places.get(file),
  });
}
