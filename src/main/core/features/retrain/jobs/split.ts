import { seededOrder } from '../../../../../training/sources/seeded.ts';
import type { Split } from '../../../../../training/sources/types.ts';

/** Share of the pictures that is held out. */
const TEST_SHARE = 0.2;
const SPLIT_SEED = 1;

/** What decides on which side a picture is. */
export interface SplitPicture {
  file: string;
  label: string;
  /** Undefined: not known. */
  person: string | undefined;
  /** The same for copies and pictures that look the same. */
  group: string;
}

/** Each person wholly on one side: some are held out until a fifth of the pictures are. */
export function splitByPerson(pictures: readonly SplitPicture[]): Map<string, Split> {
  const byPerson = Map.groupBy(pictures, ({ person, group }) => person ?? group);
  const order = seededOrder([...byPerson.keys()], SPLIT_SEED);
  const splits = new Map<string, Split>();
  let held = 0;
  for (const [i, person] of order.entries()) {
    const own = byPerson.get(person)!;
    const isHeld = held < TEST_SHARE * pictures.length && i < order.length - 1;
    if (isHeld) held += own.length;
    for (const { file } of own) splits.set(file, isHeld ? 'test' : 'train');
  }
  return splits;
}

/**
 * A fifth of each class of each person is held out: the last of its files, since pictures that were taken one after the other
 * look alike. Copies stay together.
 */
export function splitByClass(pictures: readonly SplitPicture[]): Map<string, Split> {
  const splits = new Map<string, Split>();
  const sideOf = new Map<string, Split>();
  for (const own of Map.groupBy(pictures, ({ label, person = '' }) =>
    JSON.stringify([label, person]),
  ).values()) {
    const first = own.length - Math.ceil(TEST_SHARE * own.length);
    for (const [i, { file, group }] of own.entries()) {
      const side = sideOf.get(group) ?? (i < first || own.length === 1 ? 'train' : 'test');
      sideOf.set(group, side);
      splits.set(file, side);
    }
  }
  return splits;
}
