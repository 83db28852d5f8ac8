/** How wrong a model was on the pictures of its metrics, by which models of one task compare: lower is better. */
export function errorOf(metrics: Readonly<Record<string, number>>): number {
  return metrics['maeYears'] ?? 1 - (metrics['accuracy'] ?? 0);
}
