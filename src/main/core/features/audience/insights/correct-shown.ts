import type { AgeCell, GenderCell } from '../../../../ipc/contract/audience.ts';
import type { CorrectedCount, Pyramid } from '../../../../ipc/contract/insights.ts';
import { correct } from '../correction/correct.ts';
import {
  type WeightedConfusions,
  weightedConfusions,
  type ModelShare,
} from '../correction/weighted-confusions.ts';

/** From this share of the faces on that another model than that of most read, their part in each class matters. */
const MIXED_FROM = 0.05;
/** Rounds in which guesses for suppressed figures are brought in line with the totals that are shown. */
const ROUNDS = 100;

interface ShownTable {
  ages: readonly AgeCell[];
  genders: readonly GenderCell[];
  /** Before anything was suppressed; of these only those that are null are looked at: there is no figure. */
  figures: readonly (readonly (number | null)[])[];
  /** With totals; null where suppressed. */
  counts: readonly (readonly (number | null)[])[];
}

/** Cells that are corrected together. */
interface Block {
  places: [row: number, column: number][];
  misreadings: WeightedConfusions[];
}

/**
 * Corrects what is shown, from what is shown: suppressed figures enter as even guesses that agree with the totals, so that a
 * corrected figure reveals nothing of them. Unreported faces stay as they are.
 */
export function correctShown(
  table: ShownTable,
  readings: readonly ModelShare[],
): Pick<Pyramid, 'corrected' | 'correctedFor' | 'isMisfit' | 'isPartlyCovered' | 'isCoverSuppressed'> {
  const { ages, genders, counts } = table;
  const corrected: (CorrectedCount | null)[][] = ages.map(() => genders.map(() => null));
  if (counts.at(-1)!.at(-1) === null)
    return { corrected, correctedFor: [], isMisfit: false, isPartlyCovered: false, isCoverSuppressed: false };
  const misreadings = {
    age: ages.length > 1 ? weightedConfusions('age', readings) : null,
    gender: genders.length > 1 ? weightedConfusions('gender', readings) : null,
  };
  const guesses = guessesOf(table);
  let isMisfit = false;
  for (const { places, misreadings: some } of blocksOf(table, misreadings)) {
    const values = correct(
      places.map(([i, j]) => guesses[i]![j]!),
      some,
    );
    if (!values) isMisfit = true;
    places.forEach(([i, j], at) => {
      if (counts[i]![j] !== null) corrected[i]![j] = values?.[at] ?? null;
    });
  }
  const isAny = corrected.some((row) => row.some((value) => value !== null));
  const correctedFor = (['age', 'gender'] as const).filter((is) => misreadings[is] !== null);
  const isPartlyCovered = [misreadings.age, misreadings.gender].some((parts) => parts && isMixed(parts));
  return {
    ...{ corrected, correctedFor: isAny || !isMisfit ? correctedFor : [], isMisfit },
    isPartlyCovered: isAny && isPartlyCovered,
    isCoverSuppressed: isAny && isMostlySuppressed(readings),
  };
}

/** Whether faces that differ in what covers them make up enough each. */
function isMixed(parts: WeightedConfusions): boolean {
  return 1 - Math.max(...parts.map(({ weight }) => weight)) >= MIXED_FROM;
}

/** Whether it is not shown of enough faces what covered them: few or nearly all may have been masked. */
function isMostlySuppressed(readings: readonly ModelShare[]): boolean {
  const sum = (some: readonly ModelShare[]) => some.reduce((total, { visits }) => total + visits, 0);
  return sum(readings.filter(({ isCoverSuppressed }) => isCoverSuppressed)) >= MIXED_FROM * sum(readings);
}

function blocksOf(
  { ages, genders }: ShownTable,
  { age, gender }: { age: WeightedConfusions | null; gender: WeightedConfusions | null },
): Block[] {
  // Where only one of both was measured, the only row or column is that of the unreported.
  const bands = ages.length > 1 ? ages.slice(0, -1).map((_, i) => i) : [0];
  const sexes = genders.length > 1 ? genders.slice(0, -1).map((_, j) => j) : [0];
  const row = (i: number) => sexes.map((j): [number, number] => [i, j]);
  const column = (j: number) => bands.map((i): [number, number] => [i, j]);
  if (age && gender) return [{ places: bands.flatMap(row), misreadings: [age, gender] }];
  if (gender) return bands.map((i) => ({ places: row(i), misreadings: [gender] }));
  return age ? sexes.map((j) => ({ places: column(j), misreadings: [age] })) : [];
}

/** Suppressed cells filled so that all totals that are shown hold: iterative proportional fitting (Deming and Stephan 1940). */
function guessesOf({ figures, counts }: ShownTable): number[][] {
  const [rows, columns] = [figures.length, figures[0]!.length];
  const isSuppressed = (i: number, j: number) => figures[i]![j] !== null && counts[i]![j] === null;
  const guesses = figures.map((row, i) => row.map((_, j) => (isSuppressed(i, j) ? 1 : (counts[i]![j] ?? 0))));
  const all = guesses.flatMap((row, i) => row.map((_, j): [number, number] => [i, j]));
  const lines = [
    ...guesses.map((_, row) => ({ places: all.filter(([i]) => i === row), total: counts[row]![columns]! })),
    ...guesses[0]!.map((_, column) => ({
      places: all.filter(([, j]) => j === column),
      total: counts[rows]![column]!,
    })),
    { places: all, total: counts[rows]![columns]! },
  ];
  for (let round = 0; round < ROUNDS; round++)
    for (const { places, total } of lines) {
      if (total === null) continue;
      const [suppressed, known] = [true, false].map((is) =>
        places.filter(([i, j]) => isSuppressed(i, j) === is),
      );
      const sum = (some: typeof places) => some.reduce((at, [i, j]) => at + guesses[i]![j]!, 0);
      const guessed = sum(suppressed!);
      if (guessed > 0) for (const [i, j] of suppressed!) guesses[i]![j]! *= (total - sum(known!)) / guessed;
    }
  return guesses;
}
