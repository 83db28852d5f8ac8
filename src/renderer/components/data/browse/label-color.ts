import { EXPRESSIONS } from '../../../../artifact/labels.ts';

/** The color that a class keeps everywhere; others than expressions take the series' first. */
export function labelColor(label: string): string {
  return (EXPRESSIONS as readonly string[]).includes(label) ? `var(--label-${label})` : 'var(--series-1)';
}
