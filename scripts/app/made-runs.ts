import type { Store } from '../../src/main/core/store/store.ts';
import { findPreset } from '../../src/training/presets/index.ts';

/** Fills a store with made-up runs, for benchmarks and screenshots; closes it. */
export function fillWithRuns(store: Store, { runs, epochs }: { runs: number; epochs: number }): void {
  const { raw } = store;
  const preset = findPreset('compact-expression-lower');
  const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString();
  const experiment = raw.prepare('insert into experiments (name, created_at) values (?, ?)');
  const run = raw.prepare(
    `insert into runs (experiment, name, preset_id, preset, seed, layout, runs_folder, state, created_at, started_at, ended_at)
     values (?, ?, ?, ?, ?, 'ferplus', 'runs', 'done', ?, ?, ?)`,
  );
  const stage = raw.prepare(
    `insert into stages (run, key, kind, position, parents, state, epochs, epoch, metrics, started_at, ended_at)
     values (?, ?, ?, ?, ?, 'done', ?, ?, ?, ?, ?)`,
  );
  const epoch = raw.prepare(
    'insert into epochs (run, stage, epoch, loss, rate, metrics, figures, images_per_second) values (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  raw.transaction(() => {
    for (let i = 0; i < runs; i++) {
      const seeds = 4;
      if (i % seeds === 0) experiment.run(`Experiment ${1 + i / seeds}`, at(i));
      const settings = JSON.stringify({ ...preset, seed: 1 + (i % seeds) });
      const name = `Expression, lower half, ${1 + Math.floor(i / seeds)}`;
      run.run(
        1 + Math.floor(i / seeds),
        name,
        preset.id,
        settings,
        1 + (i % seeds),
        at(i),
        at(i),
        at(i + 30),
      );
      const keys = ['teacher', 'student'].map((kind) => `${kind}${String(i).padStart(6, '0')}`);
      keys.forEach((key, position) => {
        const metrics = JSON.stringify({ accuracy: 0.78 + ((i * 7) % 40) / 1000, weightedAccuracy: 0.55 });
        const parents = JSON.stringify(keys.slice(0, position));
        stage.run(
          i + 1,
          key,
          position === 0 ? 'teacher' : 'student',
          position,
          parents,
          epochs / 2,
          epochs / 2,
          metrics,
          at(i),
          at(i + 30),
        );
        for (let e = 1; e <= epochs / 2; e++)
          epoch.run(
            i + 1,
            key,
            e,
            1.8 / Math.sqrt(e),
            0.05,
            JSON.stringify({ accuracy: 0.8 - 0.4 / e }),
            '{}',
            400,
          );
      });
    }
  })();
  raw.close();
}
