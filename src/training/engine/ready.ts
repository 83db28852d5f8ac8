import { englishText } from '../../messages/english.ts';
import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import type { Engine } from './engine.ts';
import { startEngine } from './engine.ts';
import { findAddon, installTensorFlow } from './installation.ts';

/**
 * Brings the engine's parts if they are missing, and starts it. Where TensorFlow cannot be had the note has the reason; the
 * next rung is taken.
 * @throws DemifaceError as `startEngine`; what stopped the download if the signal has aborted
 */
export async function readyEngine({
  note,
  signal,
}: {
  note: (message: CodedMessage) => void;
  signal: AbortSignal;
}): Promise<Engine> {
  const named = process.env['DEMIFACE_ENGINE'] ?? 'tensorflow';
  if (named === 'tensorflow' && findAddon() === undefined) {
    try {
      await installTensorFlow({ note, signal });
    } catch (error) {
      if (signal.aborted) throw error;
      note(message('engine.failed', { error: (error as Error).message }));
    }
  }
  return startEngine();
}

/** What runs, and on which device. */
export const runningEngine = ({ engine, version, device, threads }: Engine): CodedMessage =>
  message('engine.running', { engine, version, device, threads });

/** `tensorflow 2.21.0 on the cpu, 2 threads` */
export const engineText = (engine: Engine): string => englishText(runningEngine(engine));
