import { EXPRESSIONS } from '../../../artifact/labels.ts';

/** Tokens of the colors of classes that have none of their own. */
const SERIES = 8;

/** The expressions keep their colors wherever they are drawn; other classes have that of their place. */
export function classColor(label: string, place: number): string {
  return (EXPRESSIONS as readonly string[]).includes(label)
    ? `--label-${label}`
    : `--series-${(place % SERIES) + 1}`;
}
