import { headWidth } from '../../artifact/labels.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import type { DenseHead } from './standardize.ts';
import { architectureOf, weightsOf } from '../library/load-model.ts';
import type { Architecture, WeightValues } from '../models/index.ts';
import { branchedNet } from '../models/index.ts';

/** Networks side by side, their joined embeddings in one dense layer. */
export interface JoinedNetwork {
  architecture: Architecture;
  branches: readonly string[];
  weights: WeightValues;
}

/**
 * @param branches what each member's layers are called by
 * @param members single networks of one kind
 * @param head for their embeddings, joined in this order
 */
export function joinedNetwork(
  branches: readonly string[],
  members: readonly ModelFolder[],
  { kernel, bias }: Pick<DenseHead, 'kernel' | 'bias'>,
): JoinedNetwork {
  const single = architectureOf(members[0]!);
  const architecture = branchedNet(single, branches, headWidth(members[0]!.card));
  const { output } = architecture.taps;
  const named = members.flatMap((member, i) =>
    [...weightsOf(member)].map(([name, values]): [string, Float32Array] => [
      `${branches[i]}/${name}`,
      values,
    ]),
  );
  const head: [string, Float32Array][] = [
    [`${output}/kernel`, kernel],
    [`${output}/bias`, bias],
  ];
  return { architecture, branches, weights: new Map([...named, ...head]) };
}
