import type { Command } from 'commander';

import { findAddon, installTensorFlow } from '../training/engine/installation.ts';
import type { Engine } from '../training/tf.ts';
import { startEngine } from '../training/tf.ts';
import type { Io } from './io.ts';

/**
 * Brings the engine's parts if they are missing, and starts it. Where TensorFlow cannot be had it says why; the
 * next rung is taken.
 */
export async function readyEngine(io: Io): Promise<Engine> {
  const named = process.env['DEMIFACE_ENGINE'] ?? 'tensorflow';
  if (named === 'tensorflow' && findAddon() === undefined) {
    try {
      await installTensorFlow({ note: io.note, signal: io.signal });
    } catch (error) {
      if (io.signal.aborted) throw error;
      io.note(`TensorFlow cannot be set up: ${(error as Error).message}`);
    }
  }
  return startEngine();
}

/** `tensorflow 2.21.0 on the cpu, 2 threads` */
export function engineText({ engine, version, device, threads }: Engine): string {
  return `${engine} ${version} on the ${device}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}

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
      if (json) return io.json(engine);
      io.line(engineText(engine));
      io.line(engine.why);
    });
}
