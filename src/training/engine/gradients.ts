import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Gradients of all ops. tfjs-core registers none by itself, and its file that does is no module that Node loads;
 * the layers' bundle brings them (so does tfjs-node, for the TensorFlow engine).
 */
export function loadGradients(): void {
  require('@tensorflow/tfjs-layers');
}
