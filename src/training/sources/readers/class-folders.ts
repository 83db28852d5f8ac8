import type { CodedMessage } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import type { LabelOrder, LabelOrderId } from '../../../artifact/label-orders.ts';
import { LABEL_ORDERS, ordersWith } from '../../../artifact/label-orders.ts';
import type { FaceTask } from '../../../artifact/labels.ts';
import { isPictureFile } from '../../../common/pictures/picture-files.ts';
import type { ClassNames, Interpretation, LabeledPicture, Split } from '../types.ts';
import { mayBeAgeCodes, mayBeAgeFractions } from '../vocabulary/age-codes.ts';
import { numbersOf } from '../vocabulary/ambiguous.ts';
import type { NamedLabel } from '../vocabulary/class-map.ts';
import { isMapped, mappedLabel } from '../vocabulary/class-map.ts';
import { unclearGenders } from '../vocabulary/column-vocabulary.ts';
import { ageIn, classIndex, classOfCode, codeIn, isAgeBand } from '../vocabulary/class-names.ts';
import { splitNamed } from '../vocabulary/split-names.ts';
import { truncatedList } from '../lists/wrong-layout.ts';

type Label = NamedLabel & Pick<LabeledPicture, 'ageYears'>;

interface Placed {
  file: string;
  /** From the root, without those that are named as splits. */
  folders: readonly string[];
  split: Split | undefined;
}

interface InClass {
  file: string;
  className: string;
  split: Split | undefined;
}

/** What names of class folders stand for. A folder without a label holds pictures that show none of the classes. */
interface Meaning {
  task: FaceTask;
  labelOf(className: string): Label | undefined;
}

/** Names that are numbers with several meanings. */
interface Numbers {
  numbers: readonly number[];
  choices: readonly LabelOrder[];
}

/**
 * What the folders of these pictures say. Classes are the last folders (`anger/1.png`, `train/anger/1.png`) or, where
 * those are something else, the only ones along the way whose names are classes (`anger/person 7/1.png`).
 * @returns `meaning` where each class folder is a class of one task, or numbers with several meanings; else
 * `problem`, what stands in the way, if there are folders at all; `otherFolders`, names beside the classes' that
 * differ from picture to picture and say nothing of the label
 */
export function classFolders(
  paths: readonly string[],
  { labelOrders, classNames }: Interpretation = {},
): {
  inClass: readonly InClass[];
  classes: readonly string[];
  meaning: Meaning | Numbers | undefined;
  problem: CodedMessage | undefined;
  otherFolders: readonly string[];
} {
  const placed = paths.filter(isPictureFile).flatMap((path) => place(path) ?? []);
  const level = (classNames ? levelOfNames(placed, classNames) : levelOfWords(placed)) ?? -1;
  const inClass = placed.map(({ file, folders, split }) => ({ file, split, className: folders.at(level)! }));
  const classes = [...new Set(inClass.map(({ className }) => className))];
  const beside = new Set(placed.map(({ folders }) => folders.toSpliced(level, 1).join('/')));
  const otherFolders = beside.size > 1 ? [...beside] : [];
  if (inClass.length === 0) return { inClass, classes, meaning: undefined, problem: undefined, otherFolders };
  const found = classNames ? mappedMeaning(classNames) : meaningOf(classes, [...beside], labelOrders);
  const problem = 'code' in found ? found : strayIn(inClass);
  const meaning = problem === undefined && !('code' in found) ? found : undefined;
  return { inClass, classes, meaning, problem, otherFolders };
}

function strayIn(inClass: readonly InClass[]): CodedMessage | undefined {
  const unsplit = inClass.filter(({ split }) => split === undefined);
  return unsplit.length > 0 && unsplit.length < inClass.length
    ? message('layout.strayFile', { file: unsplit[0]!.file })
    : undefined;
}

/** A folder whose name is a split is no class. */
function place(file: string): Placed | undefined {
  const all = file.split('/').slice(0, -1);
  const folders = all.filter((name) => !splitNamed(name));
  if (folders.length === 0) return undefined;
  const split = all.findLast((name) => splitNamed(name));
  return { file, folders, split: split === undefined ? undefined : splitNamed(split) };
}

/** Where along the way of all pictures the names are classes in words: the last folder, else the deepest that differs. */
function levelOfWords(placed: readonly Placed[]): number | undefined {
  const depth = Math.min(...placed.map(({ folders }) => folders.length));
  const above = Array.from({ length: placed.length === 0 ? 0 : depth }, (_, i) => depth - 1 - i);
  return [-1, ...above].find((level) => {
    const names = [...new Set(placed.map(({ folders }) => folders.at(level)!))];
    return (level < 0 || names.length > 1) && taskOf(names) !== undefined;
  });
}

/** The deepest level with a name whose meaning is stated; the last folder where none is. */
function levelOfNames(placed: readonly Placed[], classNames: ClassNames): number | undefined {
  const depth = Math.min(...placed.map(({ folders }) => folders.length));
  const fromEnd = Array.from({ length: placed.length === 0 ? 0 : depth }, (_, i) => -1 - i);
  return fromEnd.find((level) => placed.some(({ folders }) => isMapped(classNames, folders.at(level)!)));
}

function mappedMeaning(classNames: ClassNames): Meaning {
  return { task: classNames.task, labelOf: (name) => mappedLabel(classNames, name) ?? undefined };
}

function taskOf(names: readonly string[]): 'expression' | 'gender' | undefined {
  return (['expression', 'gender'] as const).find((task) =>
    names.every((name) => classIndex(task, name) !== undefined),
  );
}

/**
 * A message with the reason why the names stand for nothing.
 * @param beside the names of the other folders along the way of each picture, joined
 */
function meaningOf(
  classes: readonly string[],
  beside: readonly string[],
  labelOrders: readonly LabelOrderId[] = [],
): Meaning | Numbers | CodedMessage {
  const codes = classes.flatMap((name) => codeIn(name) ?? []);
  if (codes.length === classes.length) return numbersMeaning(codes, beside, labelOrders);
  const ages = classes.flatMap((name) => ageIn(name) ?? []);
  if (ages.length === classes.length)
    return mayBeAgeFractions(ages) && !labelOrders.includes('ages')
      ? { numbers: ages, choices: AGE_ORDERS }
      : AGES;
  if (classes.every(isAgeBand)) return message('layout.ageBands', { classes: truncatedList(classes) });
  const task = taskOf(classes);
  const unclear = task === 'gender' ? unclearGenders(classes) : undefined;
  if (unclear !== undefined) return message('layout.unclearGenders', { problem: unclear });
  if (task) return { task, labelOf: named(task) };
  const isKnown = (name: string) =>
    ageIn(name) !== undefined ||
    classIndex('expression', name) !== undefined ||
    classIndex('gender', name) !== undefined;
  const strange = classes.filter((name) => !isKnown(name));
  return strange.length > 0
    ? message('layout.unknownClasses', { classes: truncatedList(strange) })
    : message('layout.differentKinds', { classes: truncatedList(classes) });
}

/**
 * Numbers that are no published class numbers can only be ages, if nothing else distinguishes the pictures: days and
 * persons are numbered too. Others follow the chosen order.
 */
function numbersMeaning(
  codes: readonly number[],
  beside: readonly string[],
  labelOrders: readonly LabelOrderId[],
): Meaning | Numbers | CodedMessage {
  const numbered = beside.find((path) => path.split('/').some((name) => codeIn(name) !== undefined));
  if (numbered !== undefined) return message('layout.numberedInNumbered', { path: numbered });
  const areAges = codes.every((code) => ageIn(String(code)) !== undefined);
  const fitting = (['expression', 'gender'] as const).flatMap((task) => ordersWith(task, codes));
  const choices = [...fitting, ...(areAges ? AGE_ORDERS : [])];
  const chosen = LABEL_ORDERS.filter(({ id }) => labelOrders.includes(id));
  const order = choices.find((choice) => chosen.includes(choice));
  if (order?.id === 'ages') return AGES;
  if (order) return { task: order.task, labelOf: coded(order) };
  if (chosen[0])
    return message('layout.foreignOrder', {
      numbers: numbersOf(codes),
      orders: chosen.map(({ title }) => title).join(' or '),
    });
  const mayBeOther = mayBeAgeCodes(codes) || areDays(codes) || beside.length > 1;
  if (fitting.length > 0 || (areAges && mayBeOther)) return { numbers: codes, choices };
  return areAges ? AGES : message('layout.noAges', { numbers: numbersOf(codes) });
}

/** A folder a day of the month is common, and hardly a set of faces ends at an age of 31. */
const areDays = (codes: readonly number[]) => codes.every((code) => code >= 1 && code <= 31);

/** Bands give no age, and folders of them give nothing else. */
const AGE_ORDERS = LABEL_ORDERS.filter(({ id }) => id === 'ages');

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
