/** Where a key goes in a grid: by so many cells; undefined for keys that do not move. */
export function stepOf(
  key: string,
  { columns, rowsInSight, count }: { columns: number; rowsInSight: number; count: number },
): number | undefined {
  const page = columns * Math.max(1, rowsInSight);
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: page,
    PageUp: -page,
    Home: -count,
    End: count,
  };
  return steps[key];
}
