import { ADULT_BANDS } from '../../../../artifact/age-bands.ts';
import { GENDERS } from '../../../../artifact/labels.ts';
import type { AgeCell, AudienceSettings, GenderCell } from '../../../ipc/contract/audience.ts';
import type { AudienceQuestion, Pyramid } from '../../../ipc/contract/insights.ts';
import type { Store } from '../../store/store.ts';
import { knownReaders } from '../buckets/models.ts';
import type { Period } from '../buckets/period.ts';
import { keptCells } from '../buckets/period-sums.ts';
import type { Reading } from '../correction/misreading.ts';
import { suppress, suppressRow } from '../suppression/suppress.ts';
import { correctShown } from './correct-shown.ts';
import { periodsOf } from './periods.ts';

const AGES: readonly AgeCell[] = [...ADULT_BANDS, 'unknown'];
const CELL_GENDERS: readonly GenderCell[] = [...GENDERS, 'unknown'];

/**
 * Visits by age band and gender, figures under k hidden, and those that are shown corrected once for how the models misread.
 * @throws DemifaceError as `periodsOf`
 */
export function pyramidOf(
  store: Store,
  settings: AudienceSettings,
  question: AudienceQuestion,
  nowMs: number,
): Pyramid {
  const { k } = settings;
  const periods = periodsOf(store, settings, question, nowMs, keptCells).flatMap((one) => one.periods);
  const table = tableOf(periods);
  const counts = suppress(table.figures, k);
  return {
    ...{ kind: 'pyramid', ages: [...table.ages], genders: [...table.genders], counts, k },
    absent: table.figures.map((row) => row.map((figure) => figure === null)),
    ...correctShown({ ...table, counts }, readingsOf(store, periods, k)),
  };
}

/**
 * Where both were told of some faces, those of which only one was are with the untold: a cell of few would hide others. What
 * nobody measured is no figure.
 */
function tableOf(periods: readonly Period[]) {
  const cells = periods.flatMap((period) => period.cells);
  const visits = periods.reduce((sum, period) => sum + period.visits, 0);
  const both = cells.filter(({ age, gender }) => age !== 'unknown' && gender !== 'unknown');
  const told = both.length > 0 ? both : cells;
  const ages = told.some(({ age }) => age !== 'unknown') ? AGES : AGES.slice(-1);
  const genders = told.some(({ gender }) => gender !== 'unknown') ? CELL_GENDERS : CELL_GENDERS.slice(-1);
  const isJoint = ages.length > 1 && genders.length > 1;
  const figures = ages.map((age) =>
    genders.map((gender): number | null =>
      isJoint && (age === 'unknown') !== (gender === 'unknown') ? null : 0,
    ),
  );
  // A damaged row may name what no version counts: its visits are among the rest.
  const known = told.filter(({ age, gender }) => ages.includes(age) && genders.includes(gender));
  for (const { age, gender, visits: some } of known)
    figures[ages.indexOf(age)]![genders.indexOf(gender)]! += some;
  const rest = visits - known.reduce((sum, cell) => sum + cell.visits, 0);
  figures.at(-1)![genders.length - 1] = rest;
  return { ages, genders, figures };
}

/**
 * Which models read, and what of the faces showed to them: one for each set of models. Masks and headsets of which too few
 * were seen to be told count as whole faces, so that nothing that is made of this tells of them.
 */
function readingsOf(store: Store, periods: readonly Period[], k: number): Reading[] {
  const sums = new Map<string, { visits: number; masked: number; headsets: number }>();
  for (const { models, visits, masked, headsets } of periods)
    for (const hash of models) {
      const sum = sums.get(hash) ?? { visits: 0, masked: 0, headsets: 0 };
      sums.set(hash, {
        visits: sum.visits + visits / models.length,
        masked: sum.masked + masked / models.length,
        headsets: sum.headsets + headsets / models.length,
      });
    }
  const known = knownReaders(store);
  return [...sums]
    .filter(([, { visits }]) => visits > 0)
    .map(([hash, { visits, masked, headsets }]) => {
      const [upper, lower] = suppressRow([masked, headsets, visits - masked - headsets], k).counts.map(
        (count) => (count ?? 0) / visits,
      );
      return {
        readers: known.get(hash) ?? [],
        shown: { full: 1 - upper! - lower!, upper: upper!, lower: lower! },
        visits,
      };
    });
}
