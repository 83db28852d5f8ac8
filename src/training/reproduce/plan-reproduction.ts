import { existsSync } from 'node:fs';

import type { CodedMessage } from '../../messages/message.ts';
import { joined, message } from '../../messages/message.ts';
import { DemifaceError } from '../../common/error.ts';
import { readCard } from '../../artifact/model-folder.ts';
import { stageFolder, trainedFor } from '../curriculum/finished.ts';
import { curriculumPictures } from '../curriculum/pictures.ts';
import { neededFor } from '../curriculum/plan.ts';
import { labelOf } from '../datasets/targets.ts';
import { headOf } from '../presets/index.ts';
import type { Dataset, Table } from './cell.ts';
import { datasetOf } from './cell.ts';
import type { RequestedCell } from './cells.ts';
import { requestedCells } from './cells.ts';
import type { Curricula, CurriculaOptions, PlannedCurriculum } from './curricula.ts';
import { collectCurricula } from './curricula.ts';
import type { RequestedEvaluation } from './stored-evaluation.ts';
import { DATASET_NAMES } from './names.ts';
import { datasetsOf } from './published.ts';
import type { Scale } from './scale.ts';
import { SCALE_SETTINGS } from './scale.ts';
import { sourceOf } from './source.ts';

export interface ReproductionRequest extends Omit<CurriculaOptions, 'evaluateAtMost'> {
  readonly tables: readonly Table[];
  readonly scale: Scale;
}

export interface ReproductionPlan {
  readonly request: ReproductionRequest;
  readonly cells: readonly PlannedCell[];
  /** In the order in which they run. */
  readonly curricula: readonly PlannedCurriculum[];
  /** Cells take settings that others of these curricula choose: once those have run, plan again. */
  readonly isPartial: boolean;
}

export interface PlannedCell {
  readonly cell: RequestedCell;
  /** Why it cannot be measured; null if it can. */
  readonly reason: CodedMessage | null;
  /** One a seed; none where it cannot be measured. */
  readonly questions: readonly RequestedEvaluation[];
  /** The students of the same half that a distilled model is compared with, one a seed; else none. */
  readonly students: readonly RequestedEvaluation[];
}

/**
 * Which cells there are, which models they need and which pictures. What can go wrong with these does so here,
 * before anything is trained.
 * @throws DemifaceError `missing` if no table has any data, or a data set no split to measure on; `mismatch` if
 * pictures do not serve; `corrupt` or `mismatch` if a finished model is no whole one
 */
export async function planReproduction(request: ReproductionRequest): Promise<ReproductionPlan> {
  const { tables, scale, runsFolder } = request;
  const { nets, evaluateAtMost } = SCALE_SETTINGS[scale];
  checkData(request);
  const curricula = collectCurricula({ ...request, evaluateAtMost });
  const cells: PlannedCell[] = [];
  for (const cell of requestedCells(tables, nets)) cells.push(await planCell(request, curricula, cell));
  for (const curriculum of curricula.all()) checkCurriculum(curriculum, runsFolder);
  const isPartial = cells.some(({ reason }) => reason?.code === WAITS_FOR_SETTINGS.code);
  return { request, cells, curricula: curricula.all(), isPartial };
}

const WAITS_FOR_SETTINGS = message('tables.waitsForSettings');

function checkData({ tables, datasets }: ReproductionRequest): void {
  const needed = datasetsOf(tables);
  if (needed.some((dataset) => datasets.includes(dataset))) return;
  throw new DemifaceError(
    'missing',
    message('tables.noDataForTables', {
      tables,
      options: joined(
        needed.map((dataset) => `--data ${dataset}=ROOT`),
        'or',
      ),
    }),
  );
}

async function planCell(
  { scale, datasets }: ReproductionRequest,
  curricula: Curricula,
  cell: RequestedCell,
): Promise<PlannedCell> {
  const nothing = (reason: CodedMessage) => ({ cell, reason, questions: [], students: [] });
  if (cell.model === 'reference') return nothing(message('tables.othersFigure'));
  const source = sourceOf(scale, cell);
  if (!source) return nothing(message('tables.paperScale'));
  if (!datasets.includes(cell.dataset)) return nothing(message('tables.noData', named(cell.dataset)));
  const questions = await curricula.ask(source);
  if (!questions) {
    const { settingsFrom: preset, ...same } = source;
    const lender = datasetOf(preset!);
    if (!datasets.includes(lender))
      return nothing(message('tables.noLender', { preset: preset!.id, ...named(lender) }));
    await curricula.ask({ ...same, preset: preset! });
    return nothing(WAITS_FOR_SETTINGS);
  }
  const isDistilled = cell.model !== 'teacher' && cell.model !== 'student';
  const students = isDistilled ? await curricula.ask({ ...source, kind: 'student' }) : undefined;
  return { cell, reason: null, questions, students: students ?? [] };
}

const named = (dataset: Dataset) => ({ dataset, name: DATASET_NAMES[dataset] });

/** Pictures and finished models, as far as they can be known to be wrong. */
function checkCurriculum(
  { preset, prepared, set, plan, questions }: PlannedCurriculum,
  runsFolder: string,
): void {
  const needed = neededFor(
    plan,
    questions.map(({ node }) => node.kind),
  );
  const kinds = needed.map(({ kind }) => kind);
  curriculumPictures(preset, prepared, kinds);
  for (const picture of set.prepared.pictures)
    if (picture.split === set.split) labelOf(picture, headOf(preset));
  for (const { key } of needed.flatMap(trainedFor)) {
    const folder = stageFolder(runsFolder, key);
    if (existsSync(folder)) readCard(folder);
  }
}
