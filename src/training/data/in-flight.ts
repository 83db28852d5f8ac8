/**
 * Does `work` on every item with at most `limit` of them in flight, reading ahead no further than that.
 * The first failure stops the reading; what is in flight is waited for, then the failure is thrown.
 */
export async function forEachInFlight<T>(
  items: AsyncIterable<T> | Iterable<T>,
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const flying = new Set<Promise<void>>();
  const failures: unknown[] = [];
  try {
    for await (const item of items) {
      const one = work(item)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => flying.delete(one));
      flying.add(one);
      if (flying.size >= limit) await Promise.race(flying);
      if (failures.length > 0) break;
    }
  } finally {
    await Promise.all(flying);
  }
  if (failures.length > 0) throw failures[0];
}
