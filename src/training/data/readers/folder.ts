import type { LabelOrder, LabelOrderId } from '../../../artifact/label-orders.ts';
import { LABEL_ORDERS, ordersWith } from '../../../artifact/label-orders.ts';
import type { Task } from '../../../artifact/labels.ts';
import type { Files } from '../files.ts';
import { isPictureFile } from '../../../artifact/picture-files.ts';
import { seededSplits } from '../seeded.ts';
import type { LabelledPicture, Split } from '../types.ts';
import { areBandCodes } from './age-codes.ts';
import { ambiguous, numbersText } from './ambiguous.ts';
import { ageIn, classIndex, classOfCode, codeIn, isAgeBand, splitNamed } from './class-names.ts';
import type { Found, ReadOptions } from './reader.ts';
import { nothingFound } from './reader.ts';
import { isListFile } from './table.ts';
import { some, wrongLayout } from './wrong-layout.ts';

const EXPECTED =
  'a folder a class (expressions, genders or ages), or train, val and test folders that hold them';

type Label = Pick<LabelledPicture, 'expression' | 'gender' | 'ageYears'>;

interface Placed {
  file: string;
  className: string;
  split: Split | undefined;
}

/** A folder a class, with split folders above them or not. Without, the seed splits every class 60/20/20. */
export function readFolder(files: Files, { seed, labelOrders }: ReadOptions): Promise<Found> {
  const { inClass, classes, meaning, problem } = classFolders(files.paths, labelOrders);
  if (meaning && 'choices' in meaning)
    throw ambiguous(`the class folders have ${numbersText(classes.map(Number))} as names`, meaning.choices);
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
      meaning.labelOf(className) ? [] : [[file, `the number ${className} stands for no class`] as const],
    ),
  );
  const places = new Map(inClass.map(({ file, split }) => [file, split ?? given.get(file)]));
  const filesWithoutRow = files.paths.filter((path) => isPictureFile(path) && !places.has(path));
  const lists = files.paths.filter(isListFile);
  const notes = lists.length > 0 ? [`The folders give the labels; lists are not used: ${some(lists)}.`] : [];
  return Promise.resolve({
    ...nothingFound([meaning.task]),
    ...{ pictures, unused, filesWithoutRow, notes, drawn: new Set(given.keys()) },
    splitOf: (file: string) => places.get(file),
  });
}

/** What names of class folders stand for. A folder without a label holds pictures that show none of the classes. */
interface Meaning {
  task: Task;
  labelOf(className: string): Label | undefined;
}

/**
 * What the folders of these pictures say.
 * @returns `meaning` where each of them is a class of one task, or numbers with several meanings (`choices`); else
 * `problem`, what stands in the way, if there are folders at all
 */
export function classFolders(
  paths: readonly string[],
  labelOrders?: readonly LabelOrderId[],
): {
  inClass: readonly Placed[];
  classes: readonly string[];
  meaning: Meaning | { choices: readonly LabelOrder[] } | undefined;
  problem: string | undefined;
} {
  const inClass = paths.filter(isPictureFile).flatMap((path) => place(path) ?? []);
  const classes = [...new Set(inClass.map(({ className }) => className))];
  if (inClass.length === 0) return { inClass, classes, meaning: undefined, problem: undefined };
  const found = meaningOf(classes, labelOrders);
  const problem = typeof found === 'string' ? found : strayIn(inClass);
  const meaning = problem === undefined && typeof found === 'object' ? found : undefined;
  return { inClass, classes, meaning, problem };
}

function strayIn(inClass: readonly Placed[]): string | undefined {
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

/** A text says why the names stand for nothing. */
function meaningOf(
  classes: readonly string[],
  labelOrders: readonly LabelOrderId[] = [],
): Meaning | { choices: readonly LabelOrder[] } | string {
  const codes = classes.flatMap((name) => codeIn(name) ?? []);
  if (codes.length === classes.length) return numbersMeaning(codes, labelOrders);
  if (classes.every((name) => ageIn(name) !== undefined)) return AGES;
  if (classes.every(isAgeBand)) return `${some(classes)} are age bands, which are not usable as years`;
  for (const task of ['expression', 'gender'] as const)
    if (classes.every((name) => classIndex(task, name) !== undefined)) return { task, labelOf: named(task) };
  const isKnown = (name: string) =>
    ageIn(name) !== undefined ||
    classIndex('expression', name) !== undefined ||
    classIndex('gender', name) !== undefined;
  const strange = classes.filter((name) => !isKnown(name));
  return strange.length > 0
    ? `no class is called ${some(strange)}`
    : `${some(classes)} are of different kinds`;
}

/** Numbers that are no published class numbers can only be ages; others are what the chosen order says. */
function numbersMeaning(
  codes: readonly number[],
  labelOrders: readonly LabelOrderId[],
): Meaning | { choices: readonly LabelOrder[] } | string {
  const areAges = codes.every((code) => ageIn(String(code)) !== undefined);
  const fitting = (['expression', 'gender'] as const).flatMap((task) => ordersWith(task, codes));
  const ages = areAges ? LABEL_ORDERS.filter(({ id }) => id === 'ages') : [];
  const choices = [...fitting, ...ages];
  const chosen = LABEL_ORDERS.filter(({ id }) => labelOrders.includes(id));
  const order = choices.find((choice) => chosen.includes(choice));
  if (order?.id === 'ages') return AGES;
  if (order) return { task: order.task, labelOf: coded(order) };
  if (chosen[0])
    return `${numbersText(codes)} as class folders do not fit the order of ${chosen.map(({ title }) => title).join(' or ')}`;
  if (fitting.length > 0 || (areAges && areBandCodes(new Set(codes)))) return { choices };
  return areAges ? AGES : `${numbersText(codes)} as class folders are no ages`;
}

const AGES: Meaning = {
  task: 'age',
  labelOf: (name) => ({ ageYears: ageIn(name) ?? NaN }),
};

function named(task: 'expression' | 'gender'): Meaning['labelOf'] {
  return (name) => ({ [task]: classIndex(task, name) ?? NaN });
}

function coded(order: LabelOrder): Meaning['labelOf'] {
  return (name) => {
    const index = classOfCode(order, Number(name));
    return index === null ? undefined : { [order.task]: index };
  };
}
