import type { CodedMessage } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import { seededSplits } from '../seeded.ts';
import type { LabeledPicture, Split } from '../types.ts';
import type { Columns } from './csv-row.ts';
import { splitNamed } from '../vocabulary/split-names.ts';
import { numberIn } from '../lists/table.ts';
import { truncatedList } from '../lists/wrong-layout.ts';

export type UnsplitPicture = Omit<LabeledPicture, 'split'> & { split?: Split };

/** A list whose column of splits, if it has one, is read. */
export interface SplitList {
  list: string;
  columns: Columns;
  names: readonly string[];
  /** Cells of its column of splits that state none: how many, and the first. */
  unstated?: { n: number; cell: string; where: CodedMessage };
}

/** @returns the cell that states the split; empty where none does, which is counted if there is one */
export function splitCellOf(list: SplitList, cells: readonly string[], where: CodedMessage): string {
  const { columns } = list;
  const cell = cells[splitColumnOf(columns)] ?? '';
  const isWord = columns.split >= 0 && numberIn(cell) === undefined;
  if (cell === '' || isWord || splitNamed(cell)) return cell;
  list.unstated ??= { n: 0, cell, where };
  list.unstated.n++;
  return '';
}

const splitColumnOf = ({ split, perhapsSplit }: Columns) => Math.max(split, perhapsSplit);

export function unstatedSplitsNote({ list, columns, names, unstated }: SplitList): CodedMessage[] {
  if (!unstated) return [];
  const column = names[splitColumnOf(columns)] ?? '';
  return [message('data.unstatedSplits', { column, list, ...unstated })];
}

/** Of which labeled pictures a row states the split. Splits are drawn only where none does: a test list of an unknown name must not get into training. */
export class StatedSplits {
  #stated = 0;
  #missing = 0;
  #firstMissing: CodedMessage | undefined;
  readonly #lists = new Set<string>();

  /** One whose rows label pictures. */
  addList(list: string): void {
    this.#lists.add(list);
  }

  /** @param where the picture's first row */
  add(split: Split | undefined, where: CodedMessage): void {
    if (split) this.#stated++;
    else {
      this.#missing++;
      this.#firstMissing ??= where;
    }
  }

  /** @returns what stands in the way of one way to split all pictures */
  problemIn(root: string): CodedMessage | undefined {
    if (this.#stated === 0 || !this.#firstMissing) return undefined;
    return message('lists.splitsMissing', { root, n: this.#missing, where: this.#firstMissing });
  }

  note(): CodedMessage[] {
    return this.#stated === 0 && this.#lists.size > 1
      ? [message('data.drawnSplits', { lists: truncatedList([...this.#lists]) })]
      : [];
  }
}

/** Like folders: every class is split by itself, so that a rare one is in training. A file of several faces counts once. */
export function splitsByClass(pictures: readonly UnsplitPicture[], seed: number): Map<string, Split> {
  const firsts = new Map(pictures.toReversed().map((picture) => [picture.file, picture]));
  const classes = Map.groupBy(
    firsts.values(),
    ({ expression, gender, custom }) => `${expression} ${gender} ${custom}`,
  );
  return new Map(
    [...classes.values()].flatMap((same) => [
      ...seededSplits(
        same.map(({ file }) => file),
        seed,
      ),
    ]),
  );
}
