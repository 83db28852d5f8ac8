import { englishText } from '../../src/messages/english.ts';
import { findAddon, installTensorFlow } from '../../src/training/engine/installation.ts';

/** Brings the TensorFlow engine before the first test; without it the tests go on with WebAssembly. */
export default async function setup(): Promise<void> {
  if (findAddon() !== undefined) return;
  try {
    await installTensorFlow({ note: (told) => console.error(englishText(told)) });
  } catch (error) {
    console.error(
      `TensorFlow cannot be set up (${(error as Error).message}); the tests go on with WebAssembly.`,
    );
  }
}
