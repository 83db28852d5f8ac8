import type { StoredMessage } from '../../messages/message.ts';
import { englishText } from '../../messages/english.ts';
import { printable } from '../../common/printable.ts';
import type { DataSet } from '../../training/sources/types.ts';
import type { Io } from './io.ts';

const noted = new WeakMap<Io, Set<string>>();

/** Notes what of a data set is not read as its lists say, so that training and evaluation leave nothing out silently. */
export function noteDataSet(dataSet: DataSet, io: Io): void {
  for (const text of dataNotes(dataSet)) noteOnce(text, io);
}

/** A set is opened for each size and each model; each note about it is written once. */
export function noteOnce(text: string, io: Io): void {
  const before = noted.get(io) ?? new Set();
  noted.set(io, before);
  if (!before.has(text)) io.note(text);
  before.add(text);
}

function dataNotes({ notes, malformed, rowsWithoutFile, conflictingRows }: DataSet): string[] {
  const counts = [
    counted(malformed, 'row or name cannot be used', 'rows or names cannot be used'),
    counted(
      rowsWithoutFile,
      'row names a picture that is not there',
      'rows name pictures that are not there',
    ),
    counted(
      conflictingRows,
      'picture has rows that differ; the first counts',
      'pictures have rows that differ; the first counts',
    ),
  ].filter((text) => text !== undefined);
  return [...notes.map((note) => printable(englishText(note))), ...counts];
}

function counted(names: readonly StoredMessage[], one: string, several: string): string | undefined {
  const [first] = names;
  if (first === undefined) return undefined;
  const text = `${names.length.toLocaleString('en')} ${names.length === 1 ? one : several}`;
  return `${text}, first ${printable(englishText(first))}; \`demiface data check\` lists them.`;
}
