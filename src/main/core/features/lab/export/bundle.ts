import { csvLine } from '../../../../../common/csv-line.ts';
import type { StageKind } from '../../../../ipc/contract.ts';
import type { Predictions } from '../jobs/predictions.ts';
import type { StoredRun } from '../runs/run-store.ts';
import { rerunCommand } from './rerun-command.ts';

/** What was run and how far it came. */
const BUNDLE = 'demiface-run.json';

export interface BundleParts extends Omit<StoredRun, 'damaged'> {
  until: StageKind | null;
  predictions: Predictions;
  /** Files of each finished stage's model folder, by the stage's name. */
  stages: { name: string; card: string; training: string }[];
}

/** The files of a run's export, by name. */
export function bundleFiles(parts: BundleParts): Record<string, string> {
  const { summary, resolved, epochs, predictions, stages } = parts;
  const { name, preset, seed, layout, fingerprint, createdAt, endedAt } = summary;
  const run = {
    format: 'demiface-run',
    version: 1,
    name,
    preset,
    seed,
    layout,
    fingerprint,
    createdAt,
    endedAt,
    until: parts.until,
    stages: summary.stages.map(({ key, kind, parents, state, metrics }) => ({
      key,
      kind,
      parents,
      state,
      metrics,
    })),
  };
  const metrics = {
    split: predictions.split,
    pictures: predictions.files.length,
    stages: Object.fromEntries(predictions.models.map((model) => [model.name, model.report])),
  };
  return {
    'README.txt': readme(parts),
    [BUNDLE]: json(run),
    'preset.json': json(resolved),
    'histories.json': json(epochs),
    'metrics.json': json(metrics),
    'predictions.csv': predictionsCsv(predictions),
    ...Object.fromEntries(
      stages.flatMap((stage) => [
        [`${stage.name}.card.json`, stage.card],
        [`${stage.name}.training.json`, stage.training],
      ]),
    ),
  };
}

function readme(parts: BundleParts): string {
  const { summary, resolved, until, predictions, stages } = parts;
  const { interpretation, corrections } = predictions;
  const command = rerunCommand({ preset: resolved, until, root: 'ROOT', interpretation });
  const again = command
    ? ['This runs it again, where ROOT is the folder of the data set:', '', `  ${command}`]
    : ['Its preset is of another version of Demiface; preset.json holds every setting.'];
  return [
    `${summary.name}: ${summary.preset}, seed ${summary.seed}`,
    '',
    ...again,
    '',
    `Data set: ${summary.layout}; fingerprint of its pictures and labels: ${summary.fingerprint ?? 'not known'}.`,
    ...(corrections > 0
      ? [
          `The run learned from ${corrections.toLocaleString('en')} corrections made in the app; the command does not know them, so its weights differ.`,
        ]
      : []),
    'With the same pictures, as many threads and the same precision (computed, in training.json) it gives the same weights, bit for bit.',
    '',
    'preset.json        every setting',
    'histories.json     every epoch of every stage, by the stage key',
    `metrics.json       figures on the ${predictions.split} split`,
    `predictions.csv    what each stage reads in each of its ${predictions.files.length} pictures`,
    'manifest.json      SHA-256 of each file; a later export replaces these files alone',
    ...stages.map(
      ({ name }) => `${`${name}.card.json`.padEnd(18)} what the ${name} is, and what it was made from`,
    ),
    '',
    'The models are for research only, unless their cards say otherwise.',
    '',
  ].join('\n');
}

/** `file,label,` and a column a stage. */
function predictionsCsv({ files, truth, models }: Predictions): string {
  const head = ['file', 'label', ...models.map(({ name }) => name)];
  const rows = files.map((file, i) => [file, truth[i]!, ...models.map(({ predicted }) => predicted[i]!)]);
  return [head, ...rows].map(csvLine).concat('').join('\n');
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
