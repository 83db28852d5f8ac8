import { capital } from '../../../common/capital.ts';
import type { Measured } from '../../../artifact/card.ts';
import { messages, nameIn } from '../../messages/index.ts';
import { labelName, layoutName } from '../../messages/names.ts';

const { card } = messages.models;

export interface GroupFigure {
  name: string;
  n: number;
  value: number;
  low: number;
  high: number;
  few: boolean;
}

/** Per-group figures of a card by kind of group; kinds whose groups lack the figure are left out. */
export function groupFigures(groups: Measured['groups'], figure: 'accuracy' | 'maeYears') {
  return Object.entries(groups).flatMap(([kind, byGroup]) => {
    const figures = Object.entries(byGroup).flatMap(([group, found]): GroupFigure[] => {
      const value = found[figure];
      if (value === undefined) return [];
      const [low, high] = found.ci95[figure] ?? [value, value];
      return [{ name: groupName(kind, group), n: found.n, value, low, high, few: found.few ?? false }];
    });
    return figures.length > 0 ? [{ kind, title: nameIn(card.groupKinds, kind), figures }] : [];
  });
}

function groupName(kind: string, group: string): string {
  if (kind === 'race') return nameIn(card.races, group);
  if (kind === 'gender') return labelName(group);
  if (kind === 'way') return group.replace(/^[^:]+/, labelName);
  if (kind === 'light') return nameIn(card.lights, group);
  return capital(layoutName(group.replace(/(\d)-(\d)/, '$1–$2')));
}
