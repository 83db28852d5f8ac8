import { capital } from '../../../common/capital.ts';
import type { Measured } from '../../../artifact/card.ts';
import { en } from '../../messages/en.ts';
import { labelName } from '../../messages/labels.ts';

export interface GroupFigure {
  name: string;
  n: number;
  value: number;
  low: number;
  high: number;
  few: boolean;
}

/** UTKFace's own numbers. */
const RACES: Readonly<Record<string, string>> = {
  0: 'White',
  1: 'Black',
  2: 'Asian',
  3: 'Indian',
  4: 'Others',
};

/** Per-group figures of a card by kind of group; kinds whose groups lack the figure are left out. */
export function groupFigures(groups: Measured['groups'], figure: 'accuracy' | 'maeYears') {
  const kinds = en.models.card.groupKinds;
  return Object.entries(groups).flatMap(([kind, byGroup]) => {
    const figures = Object.entries(byGroup).flatMap(([group, found]): GroupFigure[] => {
      const value = found[figure];
      if (value === undefined) return [];
      const [low, high] = found.ci95[figure] ?? [value, value];
      return [{ name: groupName(kind, group), n: found.n, value, low, high, few: found.few ?? false }];
    });
    return figures.length > 0 ? [{ kind, title: kinds[kind] ?? kind, figures }] : [];
  });
}

function groupName(kind: string, group: string): string {
  if (kind === 'race') return RACES[group] ?? group;
  if (kind === 'gender') return labelName(group);
  if (kind === 'way') return group.replace(/^[^:]+/, labelName);
  if (group in en.data.layouts) return en.data.layouts[group as keyof typeof en.data.layouts];
  return capital(group.replace(/(\d)-(\d)/, '$1–$2'));
}
