import type { Task } from '../../../artifact/labels.ts';
import type { Files } from '../files.ts';
import { isPictureFile } from '../../../artifact/picture-files.ts';
import { seededSplits } from '../seeded.ts';
import type { LabelledPicture, Split } from '../types.ts';
import { ageIn, classIndex, splitNamed } from './class-names.ts';
import type { Found, ReadOptions } from './reader.ts';
import { some, wrongLayout } from './wrong-layout.ts';

const EXPECTED =
  'a folder a class (expressions, genders or ages), or train, val and test folders that hold them';

interface Placed {
  file: string;
  className: string;
  split: Split | undefined;
}

/** A folder a class, with split folders above them or not. Without, the seed splits every class 60/20/20. */
export function readFolder(files: Files, { seed }: ReadOptions): Promise<Found> {
  const { inClass, classes, task, problem } = classFolders(files.paths);
  if (task === undefined) throw wrongLayout(files, EXPECTED, problem);
  const unsplit = inClass.filter(({ split }) => split === undefined);
  const given = new Map<string, Split>();
  for (const name of unsplit.length > 0 ? classes : []) {
    const own = unsplit.filter(({ className }) => className === name).map(({ file }) => file);
    for (const [file, split] of seededSplits(own, seed)) given.set(file, split);
  }
  const pictures = inClass.map(({ file, className, split }): LabelledPicture => ({
    name: file,
    file,
    split: split ?? given.get(file) ?? 'train',
    ...label(task, className),
  }));
  const labelled = new Set(pictures.map(({ file }) => file));
  const filesWithoutRow = files.paths.filter((path) => isPictureFile(path) && !labelled.has(path));
  return Promise.resolve({
    tasks: [task],
    pictures,
    rowsWithoutFile: [],
    filesWithoutRow,
    repeatedRows: [],
    malformed: [],
  });
}

/**
 * What the folders of these pictures say.
 * @returns `task` where each of them is a class of it; else `problem`, what stands in the way, if there are folders at all
 */
export function classFolders(paths: readonly string[]): {
  inClass: readonly Placed[];
  classes: readonly string[];
  task: Task | undefined;
  problem: string | undefined;
} {
  const inClass = paths.filter(isPictureFile).flatMap((path) => place(path) ?? []);
  const classes = [...new Set(inClass.map(({ className }) => className))];
  const problem = inClass.length === 0 ? undefined : problemOf(inClass, classes);
  const task = inClass.length === 0 || problem !== undefined ? undefined : taskOf(classes);
  return { inClass, classes, task, problem };
}

function problemOf(inClass: readonly Placed[], classes: readonly string[]): string | undefined {
  if (taskOf(classes) === undefined) {
    const strange = classes.filter((name) => taskOf([name]) === undefined);
    return strange.length > 0
      ? `no class is called ${some(strange)}`
      : `${some(classes)} are of different kinds`;
  }
  const unsplit = inClass.filter(({ split }) => split === undefined);
  return unsplit.length > 0 && unsplit.length < inClass.length
    ? `some classes lie in split folders, ${unsplit[0]!.file} does not`
    : undefined;
}

/** The last folder is the class, the one above it may be a split. */
function place(file: string): Placed | undefined {
  const folders = file.split('/').slice(0, -1);
  const className = folders.at(-1);
  if (className === undefined || splitNamed(className)) return undefined;
  return { file, className, split: splitNamed(folders.at(-2) ?? '') };
}

function taskOf(classes: readonly string[]): Task | undefined {
  if (classes.every((name) => ageIn(name) !== undefined)) return 'age';
  for (const task of ['expression', 'gender'] as const)
    if (classes.every((name) => classIndex(task, name) !== undefined)) return task;
  return undefined;
}

function label(task: Task, className: string): Pick<LabelledPicture, 'expression' | 'gender' | 'ageYears'> {
  if (task === 'age') return { ageYears: ageIn(className) ?? NaN };
  const index = classIndex(task, className) ?? NaN;
  return task === 'gender' ? { gender: index } : { expression: index };
}
