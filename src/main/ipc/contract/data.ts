/** Types of the data feature. */
import type { CodedMessage, StoredMessage } from '../../../messages/message.ts';
import type { LabelOrderId } from '../../../artifact/label-orders.ts';
import type { Task, Visible } from '../../../artifact/labels.ts';
import type { DataReport } from './data-report.ts';

export type Layout = 'ferplus' | 'affectnet' | 'utkface' | 'fer2013' | 'raf-db' | 'folder' | 'csv';
export type Split = 'train' | 'val' | 'test';
/** Whether a box counts the pixels of the picture as stored, or as shown, after the turn that its EXIF data ask for. */
export type BoxOrientation = 'stored' | 'turned';

/** How files are to be read where their layout leaves it open. */
export interface Interpretation {
  /** What bare numbers stand for, one order a task. */
  labelOrders?: readonly LabelOrderId[] | undefined;
  /** `turned` if left out. */
  boxOrientation?: BoxOrientation | undefined;
}

export interface DataSetSummary {
  id: number;
  name: string;
  layout: Layout;
  root: string;
  addedAt: string;
  /** False while its folder is not there. */
  isThere: boolean;
  checkedAt: string | null;
  pictures: number | null;
  tasks: Task[];
  /** How many corrections stand, and which version of them. */
  corrections: number;
  version: number;
  interpretation: Interpretation;
  /** Why it cannot be used, and what to do; null: its entry in the database is sound. */
  damage: StoredMessage | null;
}

export interface DetectedLayout {
  layout: Layout | null;
  /** Why this layout, or why none, in parts. */
  reason: CodedMessage[];
  name: string;
  /** Null where there was no time to count them all. */
  pictures: number | null;
  /** Label orders to choose from where classes are bare numbers: one of each list. */
  choices: readonly (readonly LabelOrderId[])[];
  /** A list gives boxes of faces. */
  hasBoxes: boolean;
}

export interface DataSetReport {
  report: DataReport;
  checkedAt: string;
}

export type View = Visible | 'headset' | 'mask';

export interface BrowseFilter {
  split: Split | null;
  task: Task | null;
  /** Index of the class; of ages the band's first year. */
  label: number | null;
  only: 'all' | 'duplicates' | 'conflicts' | 'corrected' | 'dropped';
  search: string;
}

export interface BrowseQuery {
  id: number;
  filter: BrowseFilter;
  offset: number;
  limit: number;
}

export interface BrowsePage {
  total: number;
  pictures: BrowsedPicture[];
}

export interface BrowsedPicture {
  row: number;
  name: string;
  file: string;
  split: Split;
  /** This and the other labels: as they stand, so corrected where `correction` is set. */
  expression: number | null;
  gender: number | null;
  ageYears: number | null;
  votes: number[] | null;
  /** Byte-identical pictures, this one counted. */
  copies: number;
  /** Its labels as the data set states them, where a correction stands for one of them. */
  original: Pick<BrowsedPicture, 'expression' | 'gender' | 'ageYears'> | null;
  /** Of several labels that were corrected, the first. */
  correction: Correction['change'] | null;
}

export interface ThumbnailRequest {
  id: number;
  rows: number[];
  view: View;
}

/** Squares of one size, one after the other. */
export interface ThumbnailBlock {
  size: number;
  channels: 1 | 3;
  pixels: Uint8Array;
}

export interface Correction {
  row: number;
  /** `null` takes an earlier correction back. */
  change: { kind: 'label'; task: Task; label: number } | { kind: 'drop' } | null;
}

export interface CorrectionVersion {
  version: number;
  at: string;
  changes: number;
  fingerprint: string;
}
