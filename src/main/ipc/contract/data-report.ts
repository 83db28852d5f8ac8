import type { StoredMessage } from '../../../messages/message.ts';
import type { Layout, Split } from './data.ts';

/** What a check has found in a data set. Files and rows are named as the data set names them. */
export interface DataReport {
  layout: Layout;
  root: string;
  /** All picture files: used, not used (`unused`) or not readable (`unreadable`). */
  files: number;
  splits: Record<Split, SplitReport>;
  unreadable: { file: string; reason: StoredMessage }[];
  /** What is passed over because of its name or place; absent from reports of earlier versions. */
  skipped?: { file: string; reason: StoredMessage }[];
  /** Groups of byte-identical pictures; one that touches two splits is `across` only. */
  duplicates: {
    within: number;
    across: number;
    extraCopies: number;
    groups: { files: readonly string[]; across: boolean; conflict: boolean }[];
  };
  /** Groups of pictures that look the same but are not all byte-identical. */
  nearDuplicates: { groups: number; pictures: number; across: number };
  /** Faces that stand in several rows; absent from reports of earlier versions. */
  sameFaces?: { across: StoredMessage[]; conflicting: StoredMessage[]; dividedPictures: string[] };
  /** Groups of pictures, or rows of one picture, to which one and the same list gives different labels. */
  conflicts: number;
  conflictingRows: readonly StoredMessage[];
  /** The lists that the labels come from. */
  lists: readonly string[];
  notes: readonly StoredMessage[];
  /** Picture files that give no labeled picture, by reason. */
  unused: { reason: StoredMessage; files: string[] }[];
  /** Boxes of which more than half lies outside their picture, or that reach beyond it. */
  boxes: { outside: StoredMessage[]; clipped: StoredMessage[] };
  /** Classes that a split or the whole set has no picture of. */
  missingClasses: StoredMessage[];
  rowsWithoutFile: readonly string[];
  filesWithoutRow: readonly string[];
  repeatedRows: readonly string[];
  malformed: readonly StoredMessage[];
  /** Another list of the same pictures, not used for training. */
  secondList?: { list: string; labelled: number; disagreements: number } | undefined;
  odd: Record<'cmyk' | 'exifTurned' | 'verySmall' | 'veryLarge' | 'misnamed', string[]>;
  /** Pictures stored in gray. */
  gray: number;
}

export interface SplitReport {
  /** Labeled pictures that can be read. */
  images: number;
  /** Picture files, labeled or not. */
  files: number;
  /** Images of each class, by its name. */
  classes: Record<string, number>;
  /** Images a class of a user's own task. */
  own?: Record<string, number>;
  /** Images of each age band, where ages are known. */
  ages?: Record<string, number>;
}
