const NAMES: ReadonlyMap<string, string> = new Map([
  ['train', 'training'],
  ['val', 'validation'],
]);

/** The English word for a split, to be followed by `split` or `set`; a split of any other name keeps it. */
export function splitName(split: string): string {
  return NAMES.get(split) ?? split;
}
