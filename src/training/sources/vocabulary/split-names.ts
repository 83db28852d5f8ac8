import type { Split } from '../types.ts';

const SPLIT_NAMES: Readonly<Record<string, Split>> = {
  train: 'train',
  training: 'train',
  val: 'val',
  valid: 'val',
  validation: 'val',
  dev: 'val',
  test: 'test',
  testing: 'test',
  eval: 'test',
  evaluation: 'test',
  holdout: 'test',
  heldout: 'test',
  // FER2013's own.
  publictest: 'val',
  privatetest: 'test',
};
/** What may stand behind the name of a split in one word: `testset`, `trainlist`. */
const OF_A_SPLIT = /(set|list|data|split|labels?)$/;

/** The split that a name states by the one split word in it: `Training`, `01_train`, `testset`, `hold-out`. */
export function splitNamed(name: string): Split | undefined {
  const words = name
    .toLowerCase()
    .replaceAll(/(hold|held)[-_ ]out/g, '$1out')
    .split(/[^\p{L}]+/u);
  const splits = new Set(words.flatMap((word) => splitOfWord(word) ?? []));
  return splits.size === 1 ? [...splits][0] : undefined;
}

function splitOfWord(word: string): Split | undefined {
  const known = [word, word.replace(OF_A_SPLIT, '')].find((one) => Object.hasOwn(SPLIT_NAMES, one));
  return known === undefined ? undefined : SPLIT_NAMES[known];
}
