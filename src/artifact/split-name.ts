const NAMES: ReadonlyMap<string, string> = new Map([
  ['train', 'training'],
  ['val', 'validation'],
]);

/** A split in words, as before `split` or `set`; one of another name stands for itself. */
export function splitName(split: string): string {
  return NAMES.get(split) ?? split;
}
