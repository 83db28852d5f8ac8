import { join } from 'node:path';

import type { Command } from 'commander';
import { Argument } from 'commander';

import { inEnglish } from '../../messages/english.ts';
import { writeFileAtomic } from '../../common/files/atomic.ts';
import { landFiles } from '../../artifact/output-files.ts';
import { checkOutputFiles } from '../../artifact/output-place.ts';
import type { Table } from '../../training/reproduce/cell.ts';
import { TABLES } from '../../training/reproduce/cell.ts';
import type { ReproductionPlan } from '../../training/reproduce/plan-reproduction.ts';
import { planReproduction } from '../../training/reproduce/plan-reproduction.ts';
import { countEvaluations, plannedStages } from '../../training/reproduce/planned-stages.ts';
import { datasetsOf } from '../../training/reproduce/published.ts';
import { runEvaluations } from '../../training/reproduce/reproduce.ts';
import {
  evaluateFinished,
  finishedPlan,
  finishedEvaluations,
} from '../../training/reproduce/finished-evaluations.ts';
import type { StoredTables } from '../../training/reproduce/stored-tables.ts';
import { readStoredTables } from '../../training/reproduce/stored-tables.ts';
import { figuresOf } from '../../training/reproduce/results.ts';
import { plannedTableFiles, tableFiles } from '../../training/reproduce/tables-folder.ts';
import type { Scale } from '../../training/reproduce/scale.ts';
import { SCALES } from '../../training/reproduce/scale.ts';
import { collect, preparedSet } from '../input/data-roots.ts';
import { engineText, readyEngine } from '../../training/engine/tf.ts';
import type { Io } from '../output/io.ts';
import { oneOf, seedList } from '../input/options.ts';
import { datasetRoots } from '../input/reproduce-data.ts';
import type { ReproductionDocument } from '../output/reproduce-document.ts';
import { reproductionCsv } from '../output/reproduce-document.ts';
import { reproductionMarkdown } from '../output/reproduce-markdown.ts';
import { planLines, progressHooks } from '../output/reproduce-progress.ts';

interface ReproduceOptions {
  scale: Scale;
  data: string[];
  runs: string;
  seeds?: readonly number[] | undefined;
  out?: string;
  json?: boolean;
}

export function registerReproduce(program: Command, io: Io): void {
  program
    .command('reproduce')
    .description("the cells of the paper's tables, measured beside the published figures")
    .addArgument(new Argument('<table>', 'which table').choices([...TABLES, 'all']))
    .requiredOption('--scale <scale>', SCALES.join(', '), oneOf(SCALES))
    .requiredOption(
      '--data <root>',
      'ferplus=ROOT, affectnet=ROOT or utkface=ROOT; may be given once per data set',
      collect,
    )
    .option('--runs <folder>', 'where stages and their models lie', 'runs')
    .option(
      '--seeds <list>',
      "train everything once for each, such as 1,2,3 (default: the presets' own)",
      seedList,
    )
    .option(
      '--out <folder>',
      'write results.md, results.csv, results.json, and every prediction that they are computed from',
    )
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExample:\n  $ demiface reproduce all --scale compact --data ferplus=data/ferplus --data utkface=data/utkface --out results',
    )
    .action(async (table: Table | 'all', options: ReproduceOptions) => {
      const { out } = options;
      if (out !== undefined) checkOutputFiles(out, RESULTS);
      const { kept, document } = await reproduction(table === 'all' ? TABLES : [table], options, io);
      if (out !== undefined) await write(out, { kept, document }, io);
      if (options.json) io.json(document);
      else io.line(reproductionMarkdown(document).trimEnd());
    });
}

const RESULTS = ['results.md', 'results.csv', 'results.json'];

/** Measures these tables; what stands in the runs folder already is not computed again. */
async function reproduction(
  tables: readonly Table[],
  options: ReproduceOptions,
  io: Io,
): Promise<{ kept: StoredTables; document: ReproductionDocument }> {
  const started = new Date();
  const startMs = performance.now();
  let plan = await planned(tables, options, io);
  checkTables(options, plan);
  let engine = await answer(plan, io);
  if (plan.isPartial) {
    io.note('Planning again with the margin and C that the FER+ models chose.');
    plan = await planned(tables, options, io);
    checkTables(options, plan);
    engine = (await answer(plan, io)) ?? engine;
  }
  const kept = readStoredTables(plan);
  const seconds = (performance.now() - startMs) / 1000;
  const time = { startedAt: started.toISOString(), seconds };
  return { kept, document: { ...inEnglish(figuresOf(kept)), engine, time } };
}

/** Before anything is trained. */
function checkTables({ out }: ReproduceOptions, plan: ReproductionPlan): void {
  if (out !== undefined) checkOutputFiles(out, plannedTableFiles(plan));
}

/** The predictions of the models that stand in the runs folder: nothing is trained. */
export async function finishedTables(
  tables: readonly Table[],
  options: Pick<ReproduceOptions, 'scale' | 'data' | 'seeds' | 'runs'>,
  io: Io,
): Promise<StoredTables> {
  const plan = await planned(tables, options, io);
  const open = finishedEvaluations(plan.curricula, options.runs);
  if (open.length > 0) await readyEngine(io);
  await evaluateFinished(open, options.runs, {
    signal: io.signal,
    onQuestion: (done) => io.note(`Asking model ${done + 1} of ${open.length}`),
  });
  return readStoredTables(finishedPlan(plan));
}

async function planned(
  tables: readonly Table[],
  { scale, data, seeds, runs: runsFolder }: Pick<ReproduceOptions, 'scale' | 'data' | 'seeds' | 'runs'>,
  io: Io,
): Promise<ReproductionPlan> {
  const roots = await datasetRoots(data, datasetsOf(tables), io.signal);
  return planReproduction({
    tables,
    scale,
    seeds,
    runsFolder,
    datasets: [...roots.keys()],
    open: (dataset, pictures) => preparedSet(dataset, roots.get(dataset)!, pictures, io),
  });
}

/** Computes what is missing. @returns the engine that did; null if nothing was missing */
async function answer({ cells, curricula, request }: ReproductionPlan, io: Io): Promise<string | null> {
  const stages = plannedStages(curricula, request.runsFolder);
  const questions = countEvaluations(curricula, request.runsFolder);
  for (const line of planLines(cells, stages, questions)) io.note(line);
  if (questions.open === 0) return null;
  const engine = engineText(await readyEngine(io));
  io.note(`Engine: ${engine}`);
  const hooks = progressHooks(io, stages, questions.open);
  await runEvaluations({ curricula, request }, { ...hooks, note: io.note, signal: io.signal });
  return engine;
}

async function write(
  folder: string,
  { kept, document }: { kept: StoredTables; document: ReproductionDocument },
  io: Io,
): Promise<void> {
  const files = {
    'results.md': reproductionMarkdown(document),
    'results.csv': reproductionCsv(document),
    'results.json': `${JSON.stringify(document, null, 2)}\n`,
  };
  await landFiles(folder, (workFolder) => {
    for (const [name, text] of Object.entries(files)) writeFileAtomic(join(workFolder, name), text);
    for (const [name, content] of tableFiles(kept)) writeFileAtomic(join(workFolder, name), content);
  });
  io.note(
    `Written: ${Object.keys(files)
      .map((name) => join(folder, name))
      .join(', ')}`,
  );
}
