import { DemifaceError } from '../artifact/error.ts';
import { headWidth } from '../artifact/labels.ts';
import type { ModelFolder } from '../artifact/model-folder.ts';
import type { Architecture, Model } from './models/index.ts';
import { branchedNet, createModel, NETS } from './models/index.ts';

/** The network that a card describes, for reading: dropout plays no part. */
export function architectureOf({ card, path }: ModelFolder): Architecture {
  if (!Object.hasOwn(NETS, card.net))
    throw new DemifaceError(
      'mismatch',
      `${path}: unknown network ${card.net}; known are ${Object.keys(NETS).join(', ')}`,
    );
  const outputs = headWidth(card.task);
  const single = NETS[card.net as keyof typeof NETS]({
    inputSize: card.preprocessing.size,
    outputs,
    dropout: 0,
  });
  return card.branches.length > 0 ? branchedNet(single, card.branches, outputs) : single;
}

/**
 * Puts the weights of a model folder into the engine. The caller disposes.
 * @throws DemifaceError `mismatch` if the weights are not those of the network
 */
export function loadModel(folder: ModelFolder): Model {
  const weights = new Map(folder.weights.map(({ name, values }) => [name, values]));
  try {
    return createModel(architectureOf(folder), weights);
  } catch (error) {
    if (error instanceof DemifaceError) throw error;
    throw new DemifaceError('mismatch', `${folder.path}: ${(error as Error).message}`, { cause: error });
  }
}
