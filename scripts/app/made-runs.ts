import type { EpochPoint, RunState } from '../../src/main/ipc/contract.ts';
import { planOf } from '../../src/main/core/features/lab/runs/planned-stages.ts';
import { epochRow } from '../../src/main/core/features/lab/runs/run-rows.ts';
import type { Store } from '../../src/main/core/platform/store/store.ts';
import { randomFor } from '../../src/common/math/random.ts';
import type { Preset } from '../../src/training/presets/index.ts';
import { findPreset } from '../../src/training/presets/index.ts';

/** A run as it could have been. */
export interface MadeRun {
  experiment: number;
  name: string;
  preset: Preset;
  seed: number;
  state: RunState;
  /** Minutes after the first of all. */
  at: number;
  minutes: number;
  /** How many of its stages are done; of a run that failed the next one has begun. */
  done: number;
  refusal?: { code: string; message: string };
}

const START = Date.UTC(2026, 0, 5, 8);
const timeOf = (minutes: number) => new Date(START + minutes * 60_000).toISOString();

/** Writes made-up runs into a store, with their stages and epochs: for benchmarks and screenshots. */
export class RunMaker {
  readonly #experiment;
  readonly #run;
  readonly #stage;
  readonly #epoch;

  constructor({ raw }: Store) {
    this.#experiment = raw.prepare('insert into experiments (name, created_at) values (?, ?)');
    this.#run = raw.prepare(
      `insert into runs (experiment, name, preset_id, preset, seed, layout, runs_folder, state, created_at, started_at, ended_at, refusal)
       values (?, ?, ?, ?, ?, ?, 'runs', ?, ?, ?, ?, ?)`,
    );
    this.#stage = raw.prepare(
      `insert into stages (run, key, kind, position, parents, state, epochs, epoch, metrics, started_at, ended_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#epoch = raw.prepare(
      `insert into epochs (run, stage, epoch, loss, rate, metrics, figures, images_per_second)
       values (@run, @stage, @epoch, @loss, @rate, @metrics, @figures, @images_per_second)`,
    );
  }

  /** @returns its number */
  experiment(name: string, at: number): number {
    return Number(this.#experiment.run(name, timeOf(at)).lastInsertRowid);
  }

  run({ preset: given, seed, at, minutes, state, done, ...made }: MadeRun): void {
    const preset = { ...given, seed };
    const { lastInsertRowid } = this.#run.run(
      ...[made.experiment, made.name, preset.id, JSON.stringify(preset), seed, preset.layout, state],
      ...[timeOf(at), timeOf(at), timeOf(at + minutes)],
      made.refusal ? JSON.stringify(made.refusal) : null,
    );
    const run = Number(lastInsertRowid);
    planOf(preset, `made ${run}`, null).forEach(({ key, kind, parents, epochs }, position) => {
      const isDone = position < done;
      const hasBroken = position === done && state === 'failed';
      const last = isDone ? epochs : hasBroken ? Math.ceil(epochs / 3) : 0;
      const history = madeHistory(preset, key, position, last);
      const metrics = isDone ? { ...madeMetrics(preset, key, position, 1), n: CHOOSING } : null;
      this.#stage.run(
        ...[run, key, kind, position, JSON.stringify(parents)],
        ...[isDone ? 'done' : hasBroken ? 'failed' : 'queued', epochs, last],
        metrics && JSON.stringify(metrics),
        ...(last > 0 || isDone ? [timeOf(at + position), timeOf(at + minutes)] : [null, null]),
      );
      for (const point of history) this.#epoch.run(epochRow(run, key, point));
    });
  }
}

/** Pictures of the model-selection set. */
const CHOOSING = 2506;

/** What a stage comes to: the later in the curriculum, the better, and half faces are read worse than whole ones. */
function madeMetrics(
  { task, seed }: Preset,
  key: string,
  position: number,
  trained: number,
): Record<string, number> {
  const random = randomFor(seed, 'metrics', key);
  const chance = random.uniform(-0.008, 0.008);
  const step = position === 0 ? 0.062 : position * 0.011;
  if (task === 'age') return { maeYears: 6.9 - 12 * (step + chance) + 9 * (1 - trained) };
  const accuracy = (task === 'gender' ? 0.88 : 0.76) + step + chance - 0.45 * (1 - trained);
  return { accuracy, weightedAccuracy: accuracy - 0.14 };
}

/** Curves as training draws them: falling, rising, and never quite smooth. */
function madeHistory(preset: Preset, key: string, position: number, epochs: number): EpochPoint[] {
  const random = randomFor(preset.seed, 'history', key);
  return Array.from({ length: epochs }, (_, i) => {
    const passed = (i + 1) / epochs;
    const trained = 1 - Math.exp(-5 * passed) + random.uniform(-0.015, 0.015);
    return {
      epoch: i + 1,
      loss: 0.4 + 1.5 * Math.exp(-4 * passed) + random.uniform(-0.02, 0.02),
      rate: 0.05 * (passed < 0.25 ? passed * 4 : (1 + Math.cos((Math.PI * (passed - 0.25)) / 0.75)) / 2),
      metrics: madeMetrics(preset, key, position, trained),
      figures: {},
      imagesPerSecond: 410 + random.uniform(-12, 12),
    };
  });
}

/** Fills a store with many runs of two stages, four seeds an experiment; closes it. @param epochs of a run */
export function fillWithRuns(store: Store, { runs, epochs }: { runs: number; epochs: number }): void {
  const whole = findPreset('compact-expression-lower');
  const stages = whole.stages.slice(0, 2).map((stage) => ({ ...stage, epochs: epochs / 2 }));
  const preset = { ...whole, stages } as Preset;
  const seeds = 4;
  const maker = new RunMaker(store);
  store.raw.transaction(() => {
    let experiment = 0;
    for (let i = 0; i < runs; i++) {
      const place = 1 + Math.floor(i / seeds);
      if (i % seeds === 0) experiment = maker.experiment(`Experiment ${place}`, i);
      const name = `Expression, lower half, ${place}`;
      const seed = 1 + (i % seeds);
      maker.run({ experiment, name, preset, seed, state: 'done', at: i, minutes: 30, done: 2 });
    }
  })();
  store.raw.close();
}
