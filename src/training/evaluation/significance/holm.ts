/**
 * Holm's step-down correction of 1979: several tests at once, and still no more than a share α of all such families
 * holds a false find. p-values sorted, pᵢ' = max over j ≤ i of (m − j + 1) · pⱼ, at most 1.
 * @returns in the order of the p-values; one under α is significant
 */
export function holm(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].sort((i, j) => pValues[i]! - pValues[j]!);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((i, rank) => {
    largest = Math.max(largest, (pValues.length - rank) * pValues[i]!);
    adjusted[i] = Math.min(1, largest);
  });
  return adjusted;
}
