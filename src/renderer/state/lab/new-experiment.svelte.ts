import type {
  DataSetSummary,
  FormField,
  PresetForm,
  PresetSummary,
  Refusal,
  StageKind,
} from '../../../main/ipc/contract.ts';
import { textOf } from '../../messages/coded.ts';
import { request } from '../page/client.ts';
import { fieldOfProblem, isChanged, settingsOf } from './form-groups.ts';
import { refusalOf } from './lab-runs.svelte.ts';
import { parseSeeds } from './seeds.ts';

/** The person types on before the settings are checked. */
const CHECK_MS = 300;

/** A preset learns from the layout that it was made for, and from users' own layouts that label its task. */
function fits(set: DataSetSummary, { layout, task }: PresetSummary): boolean {
  const isOwn =
    set.layout === 'fer2013' || set.layout === 'raf-db' || set.layout === 'folder' || set.layout === 'csv';
  const isLaidOut = set.layout === layout || (isOwn && set.tasks.some((other) => other === task));
  return isLaidOut && set.damage === null;
}

/** An experiment before it starts: a preset, what is changed of it, on what data, with which seeds. */
export class NewExperiment {
  #presets = $state.raw<readonly PresetSummary[] | null>(null);
  #dataSets = $state.raw<readonly DataSetSummary[] | null>(null);
  #problem = $state.raw<Refusal | null>(null);
  #preset = $state<string | null>(null);
  #form = $state.raw<PresetForm | null>(null);
  #formProblem = $state.raw<Refusal | null>(null);
  #edits = $state.raw<ReadonlyMap<string, string>>(new Map());
  #isChecking = $state(false);
  #isStarting = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  name = $state('');
  seedsText = $state('1');
  until = $state<StageKind | 'all'>('all');
  dataSet = $state<string>('');

  // Getters, not `$derived`: a draft may be made within an effect, and what is derived there stops with it.
  get seeds() {
    return parseSeeds(this.seedsText);
  }
  get chosen(): PresetSummary | null {
    return this.#presets?.find(({ id }) => id === this.#preset) ?? null;
  }
  get fields(): readonly FormField[] {
    return this.#form?.fields ?? [];
  }
  get changes(): number {
    return this.fields.filter((field) => isChanged(field, this.#edits)).length;
  }
  get fitting(): DataSetSummary[] | null {
    return this.#dataSets?.filter((set) => this.chosen && fits(set, this.chosen)) ?? null;
  }
  get problemField(): string | null {
    return this.#form?.problem ? fieldOfProblem(textOf(this.#form.problem), this.fields) : null;
  }
  get presets() {
    return this.#presets;
  }
  get preset(): string | null {
    return this.#preset;
  }
  get problem() {
    return this.#problem;
  }
  get form() {
    return this.#form;
  }
  get formProblem() {
    return this.#formProblem;
  }
  get edits() {
    return this.#edits;
  }
  get isChecking() {
    return this.#isChecking;
  }
  get isStarting() {
    return this.#isStarting;
  }

  async load(): Promise<void> {
    try {
      const [presets, dataSets] = await Promise.all([request('lab.presets', {}), request('data.list', {})]);
      this.#presets = presets;
      this.#dataSets = dataSets;
      this.#problem = null;
      this.#pickDataSet();
    } catch (error) {
      this.#problem = refusalOf(error);
    }
  }

  setDataSets(dataSets: readonly DataSetSummary[]): void {
    this.#dataSets = dataSets;
    this.#pickDataSet();
  }

  async choose(preset: string): Promise<void> {
    if (preset === this.#preset && this.#form) return;
    this.#preset = preset;
    this.#edits = new Map();
    this.#form = null;
    this.until = 'all';
    this.name = preset;
    this.#pickDataSet();
    await this.#check();
  }

  edit(key: string, text: string): void {
    this.#edits = new Map(this.#edits).set(key, text);
    this.#checkSoon();
  }

  reset(key: string): void {
    this.#edits = new Map([...this.#edits].filter(([other]) => other !== key));
    this.#checkSoon();
  }

  resetAll(): void {
    this.#edits = new Map();
    this.#checkSoon();
  }

  retryForm(): Promise<void> {
    return this.#check();
  }

  /** @throws RequestRefused */
  async start(): Promise<{ runs: number[] }> {
    if (!this.chosen || !('ok' in this.seeds)) throw new Error('not ready to start');
    this.#isStarting = true;
    try {
      return await request('lab.start', {
        preset: this.chosen.id,
        settings: settingsOf(this.fields, this.#edits),
        dataSet: Number(this.dataSet),
        seeds: this.seeds.ok,
        until: this.until === 'all' ? null : this.until,
        name: this.name.trim() || this.chosen.id,
      });
    } finally {
      this.#isStarting = false;
    }
  }

  #pickDataSet(): void {
    const there = this.fitting?.filter(({ isThere }) => isThere) ?? [];
    if (!there.some(({ id }) => String(id) === this.dataSet))
      this.dataSet = there[0] ? String(there[0].id) : '';
  }

  #checkSoon(): void {
    clearTimeout(this.#timer);
    this.#isChecking = true;
    this.#timer = setTimeout(() => void this.#check(), CHECK_MS);
  }

  /** The newest question alone is answered. */
  async #check(): Promise<void> {
    const preset = this.#preset;
    if (preset === null) return;
    const turn = ++this.#turn;
    this.#isChecking = true;
    try {
      const form = await request('lab.form', { preset, settings: settingsOf(this.fields, this.#edits) });
      if (turn !== this.#turn) return;
      this.#form = form;
      this.#formProblem = null;
    } catch (error) {
      if (turn === this.#turn) this.#formProblem = refusalOf(error);
    } finally {
      if (turn === this.#turn) this.#isChecking = false;
    }
  }
}
