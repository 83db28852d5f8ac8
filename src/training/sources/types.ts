import type { CodedMessage } from '../../messages/message.ts';
import type { LabelOrderId } from '../../artifact/label-orders.ts';
import type { FaceTask, ModelTask } from '../../artifact/labels.ts';
import { TASKS } from '../../artifact/labels.ts';

export type Layout = 'ferplus' | 'affectnet' | 'utkface' | 'fer2013' | 'raf-db' | 'folder' | 'csv';
export const LAYOUTS: readonly Layout[] = [
  'ferplus',
  'affectnet',
  'utkface',
  'fer2013',
  'raf-db',
  'folder',
  'csv',
];

/** Tasks that a data set of each layout can carry labels of. */
export const LAYOUT_TASKS: Readonly<Record<Layout, readonly ModelTask[]>> = {
  ferplus: ['expression'],
  affectnet: ['expression'],
  utkface: ['gender', 'age'],
  fer2013: ['expression'],
  'raf-db': ['expression'],
  folder: [...TASKS, 'custom'],
  csv: [...TASKS, 'custom'],
};

/** Whether a box counts the pixels of the picture as stored, or as shown, after the turn that its EXIF data ask for. */
export type BoxOrientation = 'stored' | 'turned';
export const BOX_ORIENTATIONS: readonly BoxOrientation[] = ['stored', 'turned'];

/** What the names of classes in one data set stand for. */
export interface ClassNames {
  /** What they are classes of; `custom`: the names are the classes. */
  readonly task: 'expression' | 'gender' | 'custom';
  /** Label by name, case aside; null leaves the pictures out. Any other name stands for what it says. */
  readonly labels?: Readonly<Record<string, string | null>> | undefined;
  /** Of CSV lists: the column that holds the names. */
  readonly column?: string | undefined;
}

/** How files are to be read where their layout leaves it open. */
export interface Interpretation {
  /** What bare numbers stand for, one order a task. Without, numbers that could mean several things are refused. */
  labelOrders?: readonly LabelOrderId[] | undefined;
  /** Of the boxes in CSV lists; `turned` if left out, as OpenCV and most annotation tools count. */
  boxOrientation?: BoxOrientation | undefined;
  /** Without, names of classes that are not ours are refused. */
  classNames?: ClassNames | undefined;
  /** Pictures without a box are whole photos, in which the face is found, or each is one cropped face; `cropped` if left out. */
  faces?: 'find' | 'cropped' | undefined;
}

/** A set that we make ourselves out of others: faces, half of them covered, and what is no face. */
export type MadeLayout = 'occlusion';

export type Split = 'train' | 'val' | 'test';
export const SPLITS: readonly Split[] = ['train', 'val', 'test'];

/** In pixels of the picture, top left first. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  /** It counts pixels after the EXIF turn; left out, those of the picture as stored. */
  isTurned?: true;
  /** Of what lies outside the picture, its outermost pixels are repeated; left out, it is cut off. */
  isPadded?: true;
}

/** One picture with what the data set states of it. Label numbers are indices into `LABELS[task]`. */
export interface LabeledPicture {
  /** As the data set names it (`fer0000000.png`, `25_0_1_2017.jpg.chip.jpg`, a CSV's own words). */
  name: string;
  /** Path below the root, `/`-separated; a path inside an archive counts as if it were unpacked there. */
  file: string;
  split: Split;
  expression?: number;
  /** FER+: votes for the eight expressions after votes of 1 were dropped. Sum > 0. */
  votes?: readonly number[];
  gender?: number;
  ageYears?: number;
  /** The occlusion. */
  occlusion?: number;
  /** Name of its class in a task of the user's own. */
  custom?: string;
  /** The face within the picture; without it the whole picture is the face. */
  box?: Box;
  /** The same for near-duplicates, as far as pictures were compared; one without any has none. */
  near?: string;
  /** Group labels that the data set gives, for offline per-group figures only (`race: '2'`). */
  groups?: Readonly<Record<string, string>>;
}

/** What a reader found: every picture that carries a usable label, and what does not fit together. */
export interface DataSet {
  layout: Layout;
  root: string;
  /** Tasks for which the pictures carry labels. */
  tasks: readonly FaceTask[];
  pictures: readonly LabeledPicture[];
  /** Picture files that are no labeled picture, each with the reason, and with its split where it is known. */
  unlabeled?: readonly { file: string; split?: Split; reason: CodedMessage }[];
  /** A second list of the same pictures: its label's index for each file, `undefined` where it gives none. */
  secondList?: { list: string; expressions: ReadonlyMap<string, number | undefined> };
  /** The lists that the labels come from, by path; empty where names of files or folders give them. */
  lists: readonly string[];
  /** What else there is to know of how the set was read. */
  notes: readonly CodedMessage[];
  /** Rows of one picture with different labels; the first counts. */
  conflictingRows: readonly CodedMessage[];
  /** Rows whose picture is not there, by name. */
  rowsWithoutFile: readonly string[];
  /** Picture files that no row names (or whose name has no label), by path. */
  filesWithoutRow: readonly string[];
  /** Rows that stand more than once, by name. */
  repeatedRows: readonly string[];
  /** Rows or names that cannot be understood, as `where: what`. */
  malformed: readonly CodedMessage[];
}
