import type { CodedMessage } from '../../../messages/message.ts';
import { DemifaceError } from '../../../common/error.ts';
import { LABELS } from '../../../artifact/labels.ts';
import { classIndex, normalizedWord } from './class-names.ts';
import { message, joined } from '../../../messages/message.ts';

type WordTask = 'expression' | 'gender';

/** Words that state no class; rows that have them are reported, and say nothing of the others. */
const UNSTATED = [
  'unknown',
  'unclear',
  'uncertain',
  'undefined',
  'other',
  'none',
  'null',
  'nan',
  'n/a',
  'na',
  '?',
  '-',
];
/** So many rows, or this share of them, may have words that no class has. */
const FEW_ROWS = 3;
const FEW_SHARE = 0.1;

/** Words of languages that write M for a woman, or another letter for a man. They do not make clear who M is. */
const OTHER_M = ['h', 'hombre', 'mujer', 'homem', 'mulher', 'homme', 'femme'];

/**
 * M is a man (male, Mann) beside F or W, but a woman (mujer, mulher) beside H, and either where nothing else decides.
 * @param words all that a column or the class folders give
 * @returns what is unclear, undefined where nothing is
 */
export function unclearGenders(words: Iterable<string>): CodedMessage | undefined {
  const known = new Set(
    [...words].map(normalizedWord).filter((word) => classIndex('gender', word) !== undefined),
  );
  const isClear = !known.has('h') && [...known].some((word) => word !== 'm' && !OTHER_M.includes(word));
  if (isClear || !known.has('m')) return undefined;
  const beside = [...known].filter((word) => word !== 'm').sort();
  return beside.length > 0
    ? message('lists.mBeside', { others: joined(beside, 'and') })
    : message('lists.mAlone');
}

/** The words of a column of classes, to tell whether they are ours. */
export class ColumnVocabulary {
  readonly #task: WordTask;
  readonly #known = new Map<string, CodedMessage>();
  /** The first, and where it stands. */
  #unknown: { word: string; where: CodedMessage } | undefined;
  #n = 0;
  #nUnknown = 0;

  constructor(task: WordTask) {
    this.#task = task;
  }

  add(word: string, where: CodedMessage): void {
    const plain = normalizedWord(word);
    if (UNSTATED.includes(plain)) return;
    const isKnown = classIndex(this.#task, plain) !== undefined;
    this.#n++;
    if (!isKnown) this.#nUnknown++;
    if (!isKnown) this.#unknown ??= { word, where };
    else if (!this.#known.has(plain)) this.#known.set(plain, where);
  }

  /**
   * A column of another language is not read by the words that look like ours.
   * @throws DemifaceError `ambiguous` where M may be a man or a woman, `mismatch` where words without a class are not few
   */
  refuseForeign(): void {
    const areFew = this.#nUnknown <= Math.max(FEW_ROWS, FEW_SHARE * this.#n);
    if (this.#unknown && !areFew && this.#known.size > 0)
      throw new DemifaceError(
        'mismatch',
        message('lists.foreignWord', {
          ...this.#unknown,
          task: this.#task,
          unknown: this.#nUnknown,
          n: this.#n,
          labels: LABELS[this.#task] ?? [],
        }),
      );
    const unclear = this.#task === 'gender' ? unclearGenders(this.#known.keys()) : undefined;
    if (unclear !== undefined)
      throw new DemifaceError(
        'ambiguous',
        message('lists.unclearGender', { where: this.#known.get('m')!, problem: unclear }),
      );
  }
}
