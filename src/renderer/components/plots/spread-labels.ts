/**
 * Moves labels apart so that none covers another, each as near to its place as can be.
 * @param wanted middles, in any order
 * @param height of one label
 * @param room the labels stay within 0 … room where they fit
 * @returns middles, in the order given
 */
export function spreadLabels(wanted: readonly number[], height: number, room: number): number[] {
  const order = [...wanted.keys()].sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const placed: number[] = [];
  const half = height / 2;
  let least = half;
  for (const i of order) {
    placed[i] = Math.max(wanted[i]!, least);
    least = placed[i] + height;
  }
  let most = room - half;
  for (const i of [...order].reverse()) {
    if (placed[i]! <= most) break;
    placed[i] = most;
    most -= height;
  }
  return placed;
}
