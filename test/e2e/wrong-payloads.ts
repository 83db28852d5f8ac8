import type { Random } from '../../src/training/data/random.ts';

const WORDS = [
  '',
  'x',
  'id',
  'run',
  'path',
  'root',
  'layout',
  'ferplus',
  '__proto__',
  '../../etc/passwd',
  'a'.repeat(5000),
];
const NUMBERS = [0, 1, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 40)];
const KEYS = [
  'id',
  'run',
  'runs',
  'path',
  'root',
  'layout',
  'name',
  'filter',
  'rows',
  'view',
  'preset',
  'settings',
  'theme',
  'job',
  'to',
];

/** Something that a page could send: of any type, up to three levels deep. */
export function wrongPayload(random: Random, depth = 3): unknown {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random.uniform(0, values.length))]!;
  const kind = Math.floor(random.uniform(0, depth > 0 ? 8 : 5));
  switch (kind) {
    case 0:
      return null;
    case 1:
      return pick(WORDS);
    case 2:
      return pick(NUMBERS);
    case 3:
      return pick([true, false]);
    case 4:
      return new Uint8Array(Math.floor(random.uniform(0, 100)));
    case 5:
      return Array.from({ length: Math.floor(random.uniform(0, 5)) }, () => wrongPayload(random, depth - 1));
    default:
      return Object.fromEntries(
        Array.from({ length: Math.floor(random.uniform(0, 5)) }, () => [
          pick(KEYS),
          wrongPayload(random, depth - 1),
        ]),
      );
  }
}
