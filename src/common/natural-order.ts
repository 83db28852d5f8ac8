const collator = new Intl.Collator('en', { numeric: true });

/** Compares names as people number them: 2 before 10. Names that differ at all are never equal. */
export function naturalOrder(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
