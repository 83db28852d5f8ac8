import { join } from 'node:path';

import type { Command } from 'commander';

import { DemifaceError } from '../../common/error.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import { throttled } from '../../common/throttle.ts';
import type { StageNode } from '../../training/curriculum/plan.ts';
import type { CurriculumHooks } from '../../training/curriculum/run.ts';
import { runCurriculum } from '../../training/curriculum/run.ts';
import type { Preset, StageKind } from '../../training/presets/index.ts';
import {
  MAX_TITLE,
  definePreset,
  findPreset,
  STAGE_KINDS,
  withSettings,
} from '../../training/presets/index.ts';
import { collect, presetForData } from '../input/data-roots.ts';
import { engineText, readyEngine } from '../../training/engine/tf.ts';
import type { InterpretationOptions } from '../input/interpretation.ts';
import {
  interpretationOf,
  interpretedFor,
  withCropped,
  withInterpretation,
} from '../input/interpretation.ts';
import type { Io } from '../output/io.ts';
import { textHooks } from '../output/training-text.ts';
import { oneOf, wholeNumber } from '../input/options.ts';
import { pictureOpener } from '../input/picture-opener.ts';

export interface TrainOptions extends InterpretationOptions {
  preset: string;
  data: string[];
  runs: string;
  seed?: number;
  title?: string;
  set?: string[];
  until?: StageKind;
  json?: boolean;
}

export function registerTrain(program: Command, io: Io): void {
  withCropped(withInterpretation(program.command('train')))
    .description("run a preset's curriculum; stages already done are not done again")
    .requiredOption('--preset <name>', 'such as compact-expression-lower')
    .requiredOption('--data <root>', 'a data set, or layout=root; may be given once per data set', collect)
    .option('--runs <folder>', 'where stages and their models lie', 'runs')
    .option('--seed <n>', 'decides everything that is random', wholeNumber)
    .option('--title <name>', 'name of a task of your own, by which its models are told apart')
    .option('--set <key=value...>', 'replaces a setting of the preset, such as student.epochs=20', collect)
    .option(
      '--until <stage>',
      `run this one and what it needs: ${STAGE_KINDS.join(', ')}`,
      oneOf(STAGE_KINDS),
    )
    .option('--resume', 'go on where a stopped run stood (always so)')
    .option('--json', 'one JSON object a line')
    .addHelpText(
      'after',
      '\nExample:\n  $ demiface train --preset compact-expression-lower --data data/ferplus',
    )
    .action(async (options: TrainOptions) => {
      const preset = requestedPreset(options);
      const { until } = options;
      if (until && !preset.stages.some(({ kind }) => kind === until))
        throw new DemifaceError(
          'usage',
          `${preset.id} has no ${until}; it has ${preset.stages.map(({ kind }) => kind).join(', ')}`,
        );
      const open = pictureOpener(
        preset,
        options.data,
        io,
        interpretedFor(preset.task, interpretationOf(options)),
      );
      const engine = await readyEngine(io);
      io.note(`Engine: ${engineText(engine)}`);
      const prepared = await open();
      const hooks = options.json ? jsonHooks(io) : textHooks(io, preset);
      const done = await runCurriculum(preset, prepared, options.runs, {
        ...hooks,
        wanted: until === undefined ? undefined : [until],
        note: io.note,
        signal: io.signal,
      });
      const models = Object.fromEntries(
        done.map(({ node, model }) => [node.kind, { path: model.path, sha256: model.sha256 }]),
      );
      if (options.json) io.json({ event: 'done', models });
      else for (const { node, model } of done) io.line(doneLine(node, model));
    });
}

/** The preset that the options ask for. @throws DemifaceError `usage` for settings that it does not take */
export function requestedPreset({
  preset: name,
  data,
  set = [],
  seed,
  title,
}: Pick<TrainOptions, 'preset' | 'data' | 'set' | 'seed' | 'title'>): Preset {
  const chosen = titled(withSettings(presetForData(findPreset(name), data), set), title);
  return seed === undefined ? chosen : withSettings(chosen, [`seed=${seed}`]);
}

/** @throws DemifaceError `usage` for a task that is not the user's own, or a title that is too long or empty */
function titled(preset: Preset, title: string | undefined): Preset {
  if (title === undefined) return preset;
  if (preset.task !== 'custom')
    throw new DemifaceError(
      'usage',
      `--title ${title}: ${preset.id} is for ${preset.task}, which has its name`,
    );
  if (title.trim() === '' || title.length > MAX_TITLE)
    throw new DemifaceError('usage', `--title ${title}: expected 1 to ${MAX_TITLE} characters`);
  return definePreset({ ...preset, title: title.trim() });
}

function doneLine({ kind }: StageNode, { path, card }: ModelFolder): string {
  const figures = Object.entries(card.metrics).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  const n = card.data.choosingPictures;
  const count = n === undefined ? '' : ` (n = ${n.toLocaleString('en')})`;
  return `${kind}: ${figures.join(', ')} on ${card.data.choosing}${count} · ${join(path)}`;
}

/** Between two lines of steps; an epoch's last step always has one. */
const STEP_EVERY_MS = 1000;

function jsonHooks(io: Io): CurriculumHooks {
  const due = throttled(STEP_EVERY_MS);
  return {
    onStage: (node, done) => io.json({ event: 'stage', stage: node.kind, key: node.key, done }),
    onStep(node, { epoch, step, steps, loss, imagesPerSecond, etaS }) {
      if (due(step === steps))
        io.json({ event: 'step', stage: node.kind, epoch, step, loss, imagesPerSecond, etaS });
    },
    onEpoch: (node, { epoch, loss, rate, metrics, imagesPerSecond }) =>
      io.json({
        event: 'epoch',
        stage: node.kind,
        epoch,
        loss,
        rate,
        metric: metrics['accuracy'] ?? metrics['maeYears'],
        metrics,
        imagesPerSecond,
      }),
  };
}
