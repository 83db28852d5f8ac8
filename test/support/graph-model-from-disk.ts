import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { tf } from '../../src/training/engine/tf.ts';

/** What anybody's program does with the two files of a graph model. */
export function graphModelFromDisk(folder: string): tf.io.IOHandler {
  return {
    load() {
      const text = readFileSync(join(folder, 'model.json'), 'utf8');
      const { modelTopology, weightsManifest } = JSON.parse(text) as tf.io.ModelJSON;
      const weights = readFileSync(join(folder, weightsManifest[0]!.paths[0]!));
      return Promise.resolve({
        modelTopology,
        weightSpecs: weightsManifest.flatMap(({ weights: specs }) => specs),
        weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength),
      });
    },
  };
}
