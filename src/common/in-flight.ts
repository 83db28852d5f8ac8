/** What all items in flight may weigh together, one more than that fills it aside. */
export interface Weighed<T> {
  weigh: (item: T) => number;
  most: number;
}

/**
 * Does `work` on every item with at most `limit` of them in flight, reading ahead no further than that.
 * The first failure stops the reading; what is in flight is waited for, then the failure is thrown.
 * @param weighed bounds what is in flight by more than its number
 */
export async function forEachInFlight<T>(
  items: AsyncIterable<T> | Iterable<T>,
  limit: number,
  work: (item: T) => Promise<void>,
  { weigh, most }: Weighed<T> = { weigh: () => 0, most: 0 },
): Promise<void> {
  const flying = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let weight = 0;
  try {
    for await (const item of items) {
      const own = weigh(item);
      weight += own;
      const one = work(item)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => {
          flying.delete(one);
          weight -= own;
        });
      flying.add(one);
      while (flying.size >= limit || (weight > most && flying.size > 0)) await Promise.race(flying);
      if (failures.length > 0) break;
    }
  } finally {
    await Promise.all(flying);
  }
  if (failures.length > 0) throw failures[0];
}
