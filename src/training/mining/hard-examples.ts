import { shuffledOrder } from '../../common/math/random.ts';
import { hardest } from './hardest.ts';
import type { Rows } from './rows.ts';

/** What stands where an anchor has no positive or no negative. */
export const NONE = -1;

/** Which pictures may be positives of which: classes, or ages. */
export interface PairRelation {
  /** Group of each training picture, from 0. */
  groups: Int32Array;
  count: number;
  /** Whether pictures of two groups are alike; all others are negatives of each other. */
  alike: (a: number, b: number) => boolean;
}

/** Pictures of the same class are alike. @param classes of each training picture */
export function byClass(classes: ArrayLike<number>): PairRelation {
  const groups = Int32Array.from(classes);
  return {
    groups,
    count: groups.reduce((most, group) => Math.max(most, group), 0) + 1,
    alike: (a, b) => a === b,
  };
}

/** Years: "positives differ by less than 5" (Sec. 4.3.3). */
const ALIKE_WITHIN_YEARS = 5;

/** Pictures whose ages differ by less than 5 years are alike. @param ages of each training picture, years */
export function byAge(ages: ArrayLike<number>): PairRelation {
  const known = [...new Set(Array.from(ages))].sort((a, b) => a - b);
  const place = new Map(known.map((age, i) => [age, i]));
  return {
    groups: Int32Array.from(ages, (age) => place.get(age)!),
    count: known.length,
    alike: (a, b) => Math.abs(known[a]! - known[b]!) < ALIKE_WITHIN_YEARS,
  };
}

/** A positive and a negative for each anchor, as places among the training pictures. */
export interface HardExamples {
  /** Seen whole, by the teacher; `NONE` where S_pos holds none that is alike. */
  positives: Int32Array;
  /** Seen half, by the student; `NONE` where S_neg holds none that is not alike. */
  negatives: Int32Array;
}

/**
 * Offline hard example mining at the start of an epoch (Sec. 3.2, Eq. 6 and 7): every training picture is an anchor;
 * p is the farthest of its kind in S_pos, n' the nearest of another kind in S_neg.
 * @param student E_S of the half-visible training pictures @param teacher E_T of the fully visible ones
 * @param share of the training set that S_pos and S_neg hold each, drawn anew for each epoch
 */
export async function mineHardExamples(
  { student, teacher, kinship }: { student: Rows; teacher: Rows; kinship: PairRelation },
  {
    share,
    seed,
    epoch,
    signal,
  }: { share: number; seed: number; epoch: number; signal?: AbortSignal | undefined },
): Promise<HardExamples> {
  const { groups, count, alike } = kinship;
  const search = async (rows: Rows, what: 'positives' | 'negatives') => {
    const pool = drawPool(student.count, share, seed, epoch, what);
    const found = await hardest({
      anchors: student,
      candidates: chosenRows(rows, pool),
      anchorGroups: groups,
      candidateGroups: Int32Array.from(pool, (picture) => groups[picture]!),
      groups: count,
      allowed: what === 'positives' ? alike : (a, b) => !alike(a, b),
      pick: what === 'positives' ? 'farthest' : 'nearest',
      signal,
    });
    return found.map((place) => (place < 0 ? NONE : pool[place]!));
  };
  return { positives: await search(teacher, 'positives'), negatives: await search(student, 'negatives') };
}

/** S_pos or S_neg of an epoch: places among `count` pictures, ascending. */
function drawPool(count: number, share: number, seed: number, epoch: number, what: string): Int32Array {
  const size = Math.min(count, Math.max(1, Math.round(share * count)));
  return shuffledOrder(seed, epoch, count, what).slice(0, size).sort();
}

/** Some of the rows, as rows of their own. */
function chosenRows(rows: Rows, places: Int32Array): Rows {
  return {
    count: places.length,
    width: rows.width,
    read: (start, count) => rows.gather(places.subarray(start, start + count)),
    gather: (indices) => rows.gather(Array.from(indices, (i) => places[i]!)),
    close() {},
  };
}
