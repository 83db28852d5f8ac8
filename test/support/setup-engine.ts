import { findAddon, installTensorFlow } from '../../src/training/engine/installation.ts';

/** Brings the TensorFlow engine before the first test; without it the tests go on with WebAssembly. */
export default async function setup(): Promise<void> {
  if (findAddon() !== undefined) return;
  try {
    await installTensorFlow({ note: (text) => console.error(text) });
  } catch (error) {
    console.error(
      `TensorFlow cannot be set up (${(error as Error).message}); the tests go on with WebAssembly.`,
    );
  }
}
