import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';

/** Below this many pictures a group's figures say little, and it is marked `few`. */
export const FEW_PICTURES = 10;

/** For each kind of group (`race`, `gender`), what each picture belongs to; `undefined` where it is not known. */
export type Groups = Readonly<Record<string, readonly (string | undefined)[]>>;

/** Figures by kind of group, then by group: `groups.race['2']`. */
export type GroupFigures<F> = Record<string, Record<string, F & { few: boolean }>>;

/**
 * Figures of each group of pictures. Groups come in the order of their names, numbers by value.
 * @param n number of pictures
 * @param figuresOf figures of some of the pictures, given by their positions; never called for none
 * @throws DemifaceError `mismatch` if a list of groups has another length
 */
export function groupFigures<F extends { n: number }>(
  groups: Groups,
  n: number,
  figuresOf: (pictures: Int32Array) => F,
): GroupFigures<F> {
  return Object.fromEntries(
    Object.entries(groups).map(([kind, values]) => {
      if (values.length !== n)
        throw new DemifaceError(
          'mismatch',
          message('training.groupCount', { n: values.length, kind, pictures: n }),
        );
      return [kind, Object.fromEntries(members(values).map(([value, at]) => [value, mark(figuresOf(at))]))];
    }),
  );
}

function mark<F extends { n: number }>(figures: F): F & { few: boolean } {
  return { ...figures, few: figures.n < FEW_PICTURES };
}

const byName = new Intl.Collator('en', { numeric: true });

function members(values: readonly (string | undefined)[]): [string, Int32Array][] {
  const found = new Map<string, number[]>();
  values.forEach((value, i) => {
    if (value === undefined) return;
    const list = found.get(value);
    if (list === undefined) found.set(value, [i]);
    else list.push(i);
  });
  return [...found]
    .sort(([a], [b]) => byName.compare(a, b))
    .map(([value, pictures]) => [value, Int32Array.from(pictures)]);
}
