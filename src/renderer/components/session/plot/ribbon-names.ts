import { EXPRESSIONS } from '../../../../artifact/labels.ts';
import { nameIn, session as words } from '../../../messages/index.ts';
import { labelName } from '../../../messages/names.ts';
import type { RibbonColumn } from '../../../state/session/ribbon.ts';

/** Several expressions that the model's card cannot tell apart. */
const GROUPS = ['negative', 'other-negative'];

/** Expressions in their order, then groups. */
export function ribbonNames(columns: readonly RibbonColumn[]): string[] {
  const found = new Set(columns.flatMap(({ values }) => Object.keys(values)));
  return [...EXPRESSIONS, ...GROUPS].filter((name) => found.has(name));
}

/** A token; the one of groups is no color of an expression. */
export const ribbonColor = (name: string): string =>
  GROUPS.includes(name) ? '--series-4' : `--label-${name}`;

export const ribbonName = (name: string): string => nameIn(words.groups, name, labelName(name));
