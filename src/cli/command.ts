import { Command } from 'commander';

import { VERSION } from '../common/version.ts';
import type { Io } from './output/io.ts';

type Register = (program: Command, io: Io) => void;

/** Every verb's file is loaded when that verb is run: reading faces needs no training engine, not even its files. */
const VERBS: Readonly<Record<string, () => Promise<Register>>> = {
  engine: async () => (await import('./commands/engine.ts')).registerEngine,
  data: async () => (await import('./commands/data.ts')).registerData,
  train: async () => (await import('./commands/train.ts')).registerTrain,
  retrain: async () => (await import('./commands/retrain.ts')).registerRetrain,
  reproduce: async () => (await import('./commands/reproduce.ts')).registerReproduce,
  evaluate: async () => (await import('./commands/evaluate.ts')).registerEvaluate,
  compare: async () => (await import('./commands/compare.ts')).registerCompare,
  predict: async () => (await import('./commands/predict.ts')).registerPredict,
  record: async () => (await import('./commands/record.ts')).registerRecord,
  explain: async () => (await import('./commands/explain.ts')).registerExplain,
  models: async () => (await import('./commands/models/models.ts')).registerModels,
  serve: async () => (await import('./commands/serve.ts')).registerServe,
  bench: async () => (await import('./commands/bench/bench.ts')).registerBench,
  start: async () => (await import('./commands/start.ts')).registerStart,
};

/**
 * The command, or as much of it as these arguments ask for; verbs throw what goes wrong.
 * @param args without the program's name
 */
export async function createCommand(args: readonly string[], io: Io): Promise<Command> {
  const program = new Command('demiface')
    .description(
      'Reads expression, gender and age from faces of which half is hidden, and trains its own models for it.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .option('--debug', 'show where an error comes from')
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.line(text.trimEnd()), writeErr: () => {} })
    .addHelpText(
      'after',
      '\nExample:\n  $ demiface train --preset compact-expression-lower --data data/ferplus',
    );
  const verb = args[0] ?? '';
  const loaders = Object.hasOwn(VERBS, verb) ? [VERBS[verb]!] : Object.values(VERBS);
  for (const load of loaders) (await load())(program, io);
  return program;
}
