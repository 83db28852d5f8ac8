import type { Identified } from './splits.ts';
import { splitHeldOut } from './splits.ts';
import { drawnOrder } from '../sources/seeded.ts';
import type { Split } from '../sources/types.ts';

/** Who chooses where a test split is reported: the validation split, or a tenth of it and the training split together. */
export type Choosing = 'validation' | 'tenth';

/** Part of the pictures that chooses where no split of its own does (a tenth), and the seed that draws it. */
const HELD_SHARE = 0.1;
const HELD_SEED = 1;

/** What each picture is for. No picture has two roles; byte-identical copies never teach and choose at once. */
export interface Roles<P> {
  train: P[];
  /** Chooses epochs, rates and constants. */
  selection: P[];
  /** In words, for outputs and cards. */
  selectionSet: string;
  /** Those that `train` was drawn from. */
  splits: readonly Split[];
}

/**
 * Where there is a test split, the validation split chooses, or with `tenth` teaches as well, and a seeded tenth of both
 * chooses. Else the validation split is what is reported, and a seeded tenth of the training split chooses.
 * @param limit at most so many training pictures, and a third of it that choose; drawn by the seed
 * @param classOf where pictures have classes: a draw holds two of each class that has two, and no class is held out whole
 */
export function assignRoles<P extends Identified>(
  pictures: readonly P[],
  { choosing, limit, seed, classOf }: DrawOptions<P> & { choosing: Choosing },
): Roles<P> {
  const has = (split: Split) => pictures.some((picture) => picture.split === split);
  const of = (...splits: Split[]) => pictures.filter(({ split }) => splits.includes(split));
  const isSpare = has('val') && has('test');
  const validationChooses = isSpare && choosing === 'validation';
  const splits: Split[] = isSpare && !validationChooses ? ['train', 'val'] : ['train'];
  const { train, held } = validationChooses
    ? { train: of('train'), held: of('val') }
    : splitHeldOut(of(...splits), { share: HELD_SHARE, seed: HELD_SEED, classOf });
  return {
    train: drawSome(train, { limit, seed, classOf }),
    selection: drawSome(held, {
      limit: limit === undefined ? undefined : Math.ceil(limit / 3),
      seed,
      classOf,
    }),
    selectionSet: validationChooses
      ? 'validation split'
      : `a seeded tenth of the training ${splits.length > 1 ? 'and validation splits' : 'split'} (copies kept together)`,
    splits,
  };
}

/** The split whose figures are reported: `test`, or `val` where there is none. */
export function reportedSplit(pictures: readonly { split: Split }[]): Split {
  return pictures.some(({ split }) => split === 'test') ? 'test' : 'val';
}

interface DrawOptions<P> {
  limit?: number | undefined;
  seed: number;
  classOf?: ((picture: P) => number) | undefined;
}

/** Fewer than two of a class cannot be compared with each other. */
const OF_A_CLASS = 2;

function drawSome<P extends Identified>(
  pictures: P[],
  { limit, seed, classOf = () => 0 }: DrawOptions<P>,
): P[] {
  if (limit === undefined || pictures.length <= limit) return pictures;
  const drawn = drawnOrder(pictures, seed);
  const firsts = [...Map.groupBy(drawn, classOf).values()].flatMap((same) => same.slice(0, OF_A_CLASS));
  const wanted = new Set([...new Set([...firsts, ...drawn])].slice(0, limit));
  return pictures.filter((picture) => wanted.has(picture));
}
