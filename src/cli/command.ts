import { Command } from 'commander';

import { registerBench } from './bench.ts';
import { registerData } from './data.ts';
import { registerEngine } from './engine.ts';
import { registerEvaluate } from './evaluate.ts';
import type { Io } from './io.ts';
import { registerModels } from './models.ts';
import { registerPredict } from './predict.ts';
import { registerStart } from './start.ts';
import { registerTrain } from './train.ts';

/** The whole command; verbs throw what goes wrong. */
export function createCommand(io: Io): Command {
  const program = new Command('demiface')
    .description(
      'Reads expression, gender and age from faces of which half is hidden, and trains its own models for it.',
    )
    .option('--debug', 'show where an error comes from')
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.line(text.trimEnd()), writeErr: () => {} })
    .addHelpText(
      'after',
      '\nExample:\n  $ demiface train --preset compact-expression-lower --data ../shared/data/ferplus',
    );
  const verbs = [
    registerEngine,
    registerData,
    registerTrain,
    registerEvaluate,
    registerPredict,
    registerBench,
    registerStart,
    registerModels,
  ];
  for (const register of verbs) register(program, io);
  return program;
}
