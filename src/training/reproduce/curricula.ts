import { chosenSettings, isOpen, recordedFingerprints, withChosen } from '../curriculum/chosen-settings.ts';
import { openFor } from '../curriculum/pictures.ts';
import type { StageNode } from '../curriculum/plan.ts';
import { neededFor, planCurriculum } from '../curriculum/plan.ts';
import { publishedStart } from '../curriculum/published-start.ts';
import type { PreparedSet } from '../datasets/prepared.ts';
import type { Preset } from '../presets/index.ts';
import { definePreset } from '../presets/index.ts';
import type { Dataset } from './cell.ts';
import { datasetOf } from './cell.ts';
import type { EvaluationSet } from './evaluation-set.ts';
import { evaluationSetOf } from './evaluation-set.ts';
import type { Question } from './kept-evaluation.ts';
import { questionId } from './kept-evaluation.ts';
import type { Source } from './source.ts';

/** A curriculum that cells hang on. */
export interface PlannedCurriculum {
  /** With the seed that it runs with. */
  readonly preset: Preset;
  readonly prepared: PreparedSet;
  readonly set: EvaluationSet;
  readonly plan: readonly StageNode[];
  /** What its models are asked; each once. */
  readonly questions: readonly Question[];
}

export interface Curricula {
  /**
   * Notes down what a cell asks.
   * @returns one question a seed; undefined if α or C, which other curricula give, is not known yet
   */
  ask: (source: Source) => Promise<Question[] | undefined>;
  /** Those that are asked anything, in the order in which they were asked for. */
  all: () => readonly PlannedCurriculum[];
}

export interface CurriculaOptions {
  /** Every model once for each of them; the presets' own if left out. */
  seeds?: readonly number[] | undefined;
  /** As `evaluationSetOf`. */
  evaluateAtMost?: number | undefined;
  readonly runsFolder: string;
  /** The data sets that were given. */
  readonly datasets: readonly Dataset[];
  /** Opens the prepared pictures of a data set. */
  open: (dataset: Dataset, pictures: { size: number; color: Preset['color'] }) => Promise<PreparedSet>;
}

/** Collects the curricula and questions of all cells; what several of them share is there once. */
export function collectCurricula(options: CurriculaOptions): Curricula {
  const { seeds, evaluateAtMost, open, runsFolder, datasets } = options;
  const curricula = new Map<string, PlannedCurriculum & { questions: Question[] }>();
  const sets = new Map<string, { prepared: PreparedSet; set: EvaluationSet }>();
  const prepared = new Map<string, PreparedSet>();

  const openOnce = async (dataset: Dataset, pictures: Parameters<typeof open>[1]) => {
    const id = `${dataset} ${pictures.size} ${pictures.color}`;
    const opened = prepared.get(id) ?? (await open(dataset, pictures));
    prepared.set(id, opened);
    return opened;
  };

  const setOf = async (preset: Preset) => {
    const { inputSize, half, color } = preset;
    const dataset = datasetOf(preset);
    const id = `${dataset} ${inputSize} ${half?.inputSize ?? inputSize} ${color}`;
    const known = sets.get(id);
    if (known) return known;
    const all = await openFor(preset, (pictures) => openOnce(dataset, pictures));
    const opened = { prepared: all, set: evaluationSetOf(all, evaluateAtMost) };
    sets.set(id, opened);
    return opened;
  };

  /** Of the pictures that are given, or those that curricula in the runs folder learned from. */
  const settingsOf = async (lender: Preset) => {
    const layout = datasetOf(lender);
    const fingerprints = datasets.includes(layout)
      ? [(await setOf(lender)).prepared.fingerprint]
      : recordedFingerprints(runsFolder, layout);
    return chosenSettings(lender, fingerprints, runsFolder);
  };

  const curriculumOf = async ({ preset: unseeded, settingsFrom }: Source, seed: number) => {
    const id = `${unseeded.id} ${seed}`;
    const known = curricula.get(id);
    if (known) return known;
    const own = definePreset({ ...unseeded, seed });
    const opened = await setOf(own);
    const lender = settingsFrom && definePreset({ ...settingsFrom, seed });
    const preset = lender ? withChosen(own, await settingsOf(lender)) : own;
    const start = publishedStart(preset);
    const plan = planCurriculum(start.preset, opened.prepared.fingerprint, start.published?.sha256);
    const made = { preset, ...opened, plan, questions: [] as Question[] };
    curricula.set(id, made);
    return made;
  };

  return {
    async ask(source) {
      const { preset, kind, visible, settingsFrom } = source;
      const seeded: Awaited<ReturnType<typeof curriculumOf>>[] = [];
      for (const seed of seeds ?? [preset.seed]) seeded.push(await curriculumOf(source, seed));
      const waits = ({ plan }: PlannedCurriculum) =>
        neededFor(plan, [kind]).some(({ settings }) => isOpen(settings));
      if (settingsFrom && seeded.some(waits)) return undefined;
      return seeded.map(({ plan, set, questions }) => {
        const question = { node: plan.find((node) => node.kind === kind)!, visible, set };
        const known = questions.find((other) => questionId(other) === questionId(question));
        if (!known) questions.push(question);
        return known ?? question;
      });
    },
    all: () => [...curricula.values()].filter(({ questions }) => questions.length > 0),
  };
}
