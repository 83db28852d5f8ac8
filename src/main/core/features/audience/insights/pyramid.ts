import { ADULT_BANDS } from '../../../../../artifact/age-bands.ts';
import { GENDERS } from '../../../../../artifact/labels.ts';
import type { AgeCell, AudienceSettings, GenderCell } from '../../../../ipc/contract/audience.ts';
import type { AudienceQuery, Pyramid } from '../../../../ipc/contract/insights.ts';
import type { Store } from '../../../platform/store/store.ts';
import { knownCountingModels } from '../buckets/models.ts';
import type { Cell, Period } from '../buckets/period.ts';
import { keptCells } from '../buckets/period-sums.ts';
import type { ModelShare } from '../correction/weighted-confusions.ts';
import { summed } from '../suppression/margins.ts';
import { suppressCameraRows, suppressCameras } from '../suppression/suppress-cameras.ts';
import { correctShown } from './correct-shown.ts';
import { noFiguresOf } from './no-figures.ts';
import { type CameraPeriods, periodsOfAll, total } from './periods.ts';
import { neverObserved, unreportedDays, unreportedOf } from './unreported.ts';

const AGES: readonly AgeCell[] = [...ADULT_BANDS, 'unknown'];
const CELL_GENDERS: readonly GenderCell[] = [...GENDERS, 'unknown'];

/**
 * Visits by age band and gender, figures under k suppressed, and those that are shown corrected once for how the models misread.
 * @throws DemifaceError as `periodsOf`
 */
export function pyramidOf(
  store: Store,
  settings: AudienceSettings,
  question: AudienceQuery,
  nowMs: number,
): Pyramid {
  const { k } = settings;
  const cameras = periodsOfAll(store, settings, question, nowMs, keptCells);
  const layout = layoutOf(cameras.flatMap(({ periods }) => periods));
  const tables = new Map(cameras.map(({ camera, periods }) => [camera.id, figuresOf(periods, layout)]));
  const chosen = cameras.filter(({ camera }) => question.cameras.includes(camera.id));
  const unreported = unreportedOf(store, question, chosen);
  const noFigures = noFiguresOf(chosen, unreported);
  const counts = suppressCameras(tables, question.cameras, k).map((row) =>
    noFigures ? row.map(() => null) : row,
  );
  const figures = summed(question.cameras.map((id) => tables.get(id)!));
  const { ages, genders, absent } = layout;
  return {
    kind: 'pyramid',
    ages: [...ages],
    genders: [...genders],
    counts,
    absent,
    noFigures,
    k,
    neverObserved: neverObserved(chosen, unreported),
    unreported: unreportedDays(unreported, question),
    ...correctShown({ ages, genders, figures, counts }, readingsOf(store, cameras, question.cameras, k)),
  };
}

interface Layout {
  ages: readonly AgeCell[];
  genders: readonly GenderCell[];
  /** Cells that are no figure. */
  absent: boolean[][];
}

/**
 * Where both were reported of some faces, those of which only one was are with the unreported: a cell of few would suppress others. What
 * nobody measured is no figure.
 */
function layoutOf(periods: readonly Period[]): Layout {
  const cells = periods.flatMap((period) => period.cells);
  const known = cells.some(isTold) ? cells.filter(isTold) : cells;
  const ages = known.some(({ age }) => age !== 'unknown') ? AGES : AGES.slice(-1);
  const genders = known.some(({ gender }) => gender !== 'unknown') ? CELL_GENDERS : CELL_GENDERS.slice(-1);
  const isJoint = ages.length > 1 && genders.length > 1;
  const absent = ages.map((age) =>
    genders.map((gender) => isJoint && (age === 'unknown') !== (gender === 'unknown')),
  );
  return { ages, genders, absent };
}

function isTold({ age, gender }: Cell): boolean {
  return age !== 'unknown' && gender !== 'unknown';
}

/** Of one camera; without visits, which everybody sees, it has no figures. */
function figuresOf(periods: readonly Period[], { ages, genders, absent }: Layout): (number | null)[][] {
  const visits = total(periods, 'visits');
  const figures = absent.map((row) => row.map((is): number | null => (is || visits === 0 ? null : 0)));
  if (visits === 0) return figures;
  let rest = visits;
  for (const { age, gender, visits: some } of periods.flatMap(({ cells }) => cells)) {
    // A damaged row may name what no version counts: its visits are among the rest.
    const [i, j] = [ages.indexOf(age), genders.indexOf(gender)];
    const before = figures[i]?.[j] ?? null;
    if (before === null) continue;
    figures[i]![j] = before + some;
    rest -= some;
  }
  const last = figures.at(-1)!;
  last[last.length - 1]! += rest;
  return figures;
}

/**
 * Which models read, and what of the faces showed to them: one for each set of models. Masks and headsets of which too few
 * were seen to be reported count as whole faces, so that no figure that is made of this reveals them.
 */
function readingsOf(
  store: Store,
  cameras: readonly CameraPeriods[],
  chosen: readonly string[],
  k: number,
): ModelShare[] {
  const rows = new Map<string, Map<string, number[]>>();
  for (const { camera, periods } of cameras)
    for (const { models, visits, masked, headsets } of periods)
      for (const hash of models) {
        const ofCameras = rows.get(hash) ?? new Map<string, number[]>();
        const before = ofCameras.get(camera.id) ?? [0, 0, 0];
        const row = [masked, headsets, visits - masked - headsets];
        ofCameras.set(
          camera.id,
          row.map((some, i) => before[i]! + some / models.length),
        );
        rows.set(hash, ofCameras);
      }
  const known = knownCountingModels(store);
  return [...rows].flatMap(([hash, ofCameras]) => {
    const ofThese = chosen.filter((id) => ofCameras.has(id));
    const visits = ofThese.flatMap((id) => ofCameras.get(id)!).reduce((sum, some) => sum + some, 0);
    if (visits === 0) return [];
    const { counts } = suppressCameraRows(ofCameras, ofThese, k);
    const shown = shownShares(counts, visits);
    const isCoverSuppressed = counts.every((count) => count === null);
    return [{ readers: known.get(hash) ?? [], shown, isCoverSuppressed, visits }];
  });
}

/**
 * What the faces showed, from what is shown of it alone: masked and headset faces that are suppressed share evenly what the
 * whole faces leave; whole faces that are suppressed are what the others leave, for where nothing is shown nearly all are whole.
 */
function shownShares(
  [masked = null, headsets = null, whole = null]: readonly (number | null)[],
  visits: number,
): ModelShare['shown'] {
  const covered = whole === null ? null : visits - whole;
  const rest = covered === null ? 0 : covered - (masked ?? 0) - (headsets ?? 0);
  const guess = rest / ([masked, headsets].filter((count) => count === null).length || 1);
  const [upper, lower] = [(masked ?? guess) / visits, (headsets ?? guess) / visits];
  return { full: 1 - upper - lower, upper, lower };
}
