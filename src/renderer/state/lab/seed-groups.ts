import type { ComparedRuns } from '../../../main/ipc/contract.ts';
import type { Spread } from './spread.ts';
import { spread } from './spread.ts';

/** Compared runs that differ by their seed alone. */
export interface SeedGroup {
  /** Places among the compared models. */
  places: number[];
  /** What `figuresOf` gives for each of its runs, taken together. */
  figures: Spread[];
}

/**
 * In the order of their first runs.
 * @param figuresOf the same figures of every model, in the same order
 */
export function seedGroups(
  { models, differences }: Pick<ComparedRuns, 'models' | 'differences'>,
  figuresOf: (model: ComparedRuns['models'][number]) => readonly number[],
): SeedGroup[] {
  const telling = differences.filter(({ key }) => key !== 'seed');
  const groups = new Map<string, number[]>();
  for (const place of models.keys()) {
    const settings = JSON.stringify(telling.map(({ values }) => values[place]));
    groups.set(settings, [...(groups.get(settings) ?? []), place]);
  }
  return [...groups.values()].map((places) => {
    const figures = places.map((place) => figuresOf(models[place]!));
    return { places, figures: figures[0]!.map((_, i) => spread(figures.map((values) => values[i]!))!) };
  });
}

/** The values that a setting has within a group, each once. */
export function valuesIn(group: SeedGroup, values: readonly string[]): string {
  return [...new Set(group.places.map((place) => values[place]!))].join(', ');
}
