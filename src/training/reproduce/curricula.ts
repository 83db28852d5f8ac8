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
import type { RequestedEvaluation } from './stored-evaluation.ts';
import { evaluationId } from './stored-evaluation.ts';
import type { Source } from './source.ts';

/** A curriculum that cells hang on. */
export interface PlannedCurriculum {
  /** With the seed that it runs with. */
  readonly preset: Preset;
  readonly prepared: PreparedSet;
  readonly set: EvaluationSet;
  readonly plan: readonly StageNode[];
  /** Evaluations of its models; each once. */
  readonly questions: readonly RequestedEvaluation[];
}

export interface Curricula {
  /**
   * Adds the questions of a cell.
   * @returns one question a seed; undefined if α or C, which other curricula give, is not known yet
   */
  ask(source: Source): Promise<RequestedEvaluation[] | undefined>;
  /** Those with questions, in the order in which these were added. */
  all(): readonly PlannedCurriculum[];
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
  return new CurriculumCollection(options);
}

type CollectedCurriculum = PlannedCurriculum & { questions: RequestedEvaluation[] };

class CurriculumCollection implements Curricula {
  readonly #options: CurriculaOptions;
  readonly #curricula = new Map<string, CollectedCurriculum>();
  readonly #sets = new Map<string, { prepared: PreparedSet; set: EvaluationSet }>();
  readonly #prepared = new Map<string, PreparedSet>();

  constructor(options: CurriculaOptions) {
    this.#options = options;
  }

  async ask(source: Source): Promise<RequestedEvaluation[] | undefined> {
    const { preset, kind, visible, settingsFrom } = source;
    const seeded: CollectedCurriculum[] = [];
    for (const seed of this.#options.seeds ?? [preset.seed])
      seeded.push(await this.#curriculumOf(source, seed));
    const hasOpenSettings = ({ plan }: PlannedCurriculum) =>
      neededFor(plan, [kind]).some(({ settings }) => isOpen(settings));
    if (settingsFrom && seeded.some(hasOpenSettings)) return undefined;
    return seeded.map(({ plan, set, questions }) => {
      const question = { node: plan.find((node) => node.kind === kind)!, visible, set };
      const known = questions.find((other) => evaluationId(other) === evaluationId(question));
      if (!known) questions.push(question);
      return known ?? question;
    });
  }

  all(): readonly PlannedCurriculum[] {
    return [...this.#curricula.values()].filter(({ questions }) => questions.length > 0);
  }

  async #curriculumOf(
    { preset: unseeded, settingsFrom }: Source,
    seed: number,
  ): Promise<CollectedCurriculum> {
    const id = `${unseeded.id} ${seed}`;
    const known = this.#curricula.get(id);
    if (known) return known;
    const own = definePreset({ ...unseeded, seed });
    const opened = await this.#setOf(own);
    const lender = settingsFrom && definePreset({ ...settingsFrom, seed });
    const preset = lender ? withChosen(own, await this.#settingsOf(lender)) : own;
    const start = publishedStart(preset);
    const plan = planCurriculum(start.preset, opened.prepared.fingerprint, start.published?.sha256);
    const made = { preset, ...opened, plan, questions: [] as RequestedEvaluation[] };
    this.#curricula.set(id, made);
    return made;
  }

  /** Of the pictures that are given, or those that curricula in the runs folder learned from. */
  async #settingsOf(lender: Preset) {
    const { datasets, runsFolder } = this.#options;
    const layout = datasetOf(lender);
    const fingerprints = datasets.includes(layout)
      ? [(await this.#setOf(lender)).prepared.fingerprint]
      : recordedFingerprints(runsFolder, layout);
    return chosenSettings(lender, fingerprints, runsFolder);
  }

  async #setOf(preset: Preset): Promise<{ prepared: PreparedSet; set: EvaluationSet }> {
    const { inputSize, half, color } = preset;
    const dataset = datasetOf(preset);
    const id = `${dataset} ${inputSize} ${half?.inputSize ?? inputSize} ${color}`;
    const known = this.#sets.get(id);
    if (known) return known;
    const prepared = await openFor(preset, (pictures) => this.#openOnce(dataset, pictures));
    const opened = { prepared, set: evaluationSetOf(prepared, this.#options.evaluateAtMost) };
    this.#sets.set(id, opened);
    return opened;
  }

  async #openOnce(dataset: Dataset, pictures: Parameters<CurriculaOptions['open']>[1]): Promise<PreparedSet> {
    const id = `${dataset} ${pictures.size} ${pictures.color}`;
    const opened = this.#prepared.get(id) ?? (await this.#options.open(dataset, pictures));
    this.#prepared.set(id, opened);
    return opened;
  }
}
