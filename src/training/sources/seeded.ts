import { type Split, SPLITS } from './types.ts';
import { sha256 } from '../../common/sha256.ts';

/** Used wherever no other seed is named. */
export const DEFAULT_SEED = 1;

/** Keys in an order that the seed and the keys alone decide, not the order in which they come. */
export function seededOrder(keys: readonly string[], seed: number): string[] {
  const ranked = keys.map((key) => ({
    key,
    rank: sha256(`${seed}\0${key}`),
  }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  return ranked.map(({ key }) => key);
}

/** Pictures in a seeded order; byte-identical copies come together, in the order in which they stood. */
export function drawnOrder<P extends { contentId: string }>(pictures: readonly P[], seed: number): P[] {
  const byContent = Map.groupBy(pictures, ({ contentId }) => contentId);
  return seededOrder([...byContent.keys()], seed).flatMap((contentId) => byContent.get(contentId)!);
}

/** 60/20/20 of distinct keys: 23,689 become 14,213, 4,738 and 4,738, as in the paper (Sec. 4.2.1). */
export function seededSplits(keys: readonly string[], seed: number): Map<string, Split> {
  const train = Math.round(keys.length * 0.6);
  const val = Math.round(keys.length * 0.2);
  const ends = [train, train + val, keys.length];
  const order = seededOrder(keys, seed);
  return new Map(order.map((key, i) => [key, SPLITS[ends.findIndex((end) => i < end)] ?? 'train']));
}
