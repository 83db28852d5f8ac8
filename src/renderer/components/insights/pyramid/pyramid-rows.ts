import type { AgeCell, CorrectedCount, GenderCell, Pyramid } from '../../../../main/ipc/contract.ts';

export interface PyramidCell {
  /** As read; null: suppressed. */
  raw: number | null;
  corrected: CorrectedCount | null;
}
export interface PyramidRows {
  /** Men at the left, women at the right; one side where gender is not measured. */
  sides: { gender: GenderCell; total: number | null }[];
  /** The oldest on top; one row where age is not measured. */
  rows: { age: AgeCell; cells: PyramidCell[] }[];
  /** Under-18s and unreported faces; null: suppressed. */
  unknown: number | null;
  /** The longest that is drawn, interval included; 0 where nothing is. */
  most: number;
  /** Whether any figure that is shown here is suppressed. */
  hasSuppressed: boolean;
}

/** Null where neither age nor gender was measured. */
export function pyramidRows({ ages, genders, counts, corrected }: Pyramid): PyramidRows | null {
  const bands = known(ages);
  const sexes = known(genders);
  if (ages.length === 1 && genders.length === 1) return null;
  const cell = (age: AgeCell, gender: GenderCell): PyramidCell => {
    const [i, j] = [ages.indexOf(age), genders.indexOf(gender)];
    return { raw: counts[i]![j]!, corrected: corrected[i]![j]! };
  };
  const rows = bands.toReversed().map((age) => ({ age, cells: sexes.map((gender) => cell(age, gender)) }));
  const drawn = rows.flatMap(({ cells }) => cells.map(({ raw, corrected: put }) => reach(raw, put)));
  const sides = sexes.map((gender) => ({
    gender,
    total: counts[ages.length]![genders.indexOf(gender)]!,
  }));
  const unknown = counts[ages.length - 1]![genders.length - 1]!;
  const figures = [unknown, ...sides.map(({ total }) => total), ...rows.flatMap(rawOf)];
  return { sides, rows, unknown, most: Math.max(0, ...drawn), hasSuppressed: figures.includes(null) };
}

/** Without `unknown`, unless there is nothing else. */
function known<C extends AgeCell | GenderCell>(cells: readonly C[]): readonly C[] {
  return cells.length > 1 ? cells.filter((cell) => cell !== 'unknown') : cells;
}

const rawOf = ({ cells }: PyramidRows['rows'][number]) => cells.map(({ raw }) => raw);

const reach = (raw: number | null, corrected: CorrectedCount | null): number =>
  raw === null ? 0 : Math.max(raw, corrected?.high ?? 0);
