import type { Command } from 'commander';

import { installTensorFlow } from '../../training/engine/installation.ts';
import { engineText, startEngine } from '../../training/engine/tf.ts';
import type { Io } from '../output/io.ts';
import { englishText, inEnglish } from '../../messages/english.ts';

export function registerEngine(program: Command, io: Io): void {
  program
    .command('engine')
    .description('which engine runs, on what device, and why not a better one')
    .option('--install', "bring or repair the engine's parts")
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ demiface engine --install')
    .action(async ({ install, json }: { install?: boolean; json?: boolean }) => {
      if (install) await installTensorFlow({ note: io.note, repair: true, signal: io.signal });
      const engine = await startEngine();
      if (json) return io.json(inEnglish(engine));
      io.line(engineText(engine));
      io.line(englishText(engine.why));
    });
}
