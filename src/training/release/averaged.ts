import type { ModelFolder } from '../../artifact/model-folder.ts';
import { joinedNetwork } from '../ensemble/joined-network.ts';
import { weightsOf } from '../library/load-model.ts';
import { namedWeights } from '../models/index.ts';
import { sha256 } from '../../common/sha256.ts';

/** Two single networks that differ in their seed or their stage. */
export type Pair = readonly [ModelFolder, ModelFolder];

/**
 * All pairs whose outputs can be averaged by one dense layer: of classes, since the output of an age is no linear layer, and
 * with the same net. Two of one seed and stage come from other settings: the better one stands alone.
 */
export function pairsOf(models: readonly ModelFolder[]): Pair[] {
  const single = models.filter(({ card }) => card.branches.length === 0 && card.labels !== null);
  return single.flatMap((first, i) =>
    single
      .slice(i + 1)
      .filter((second) => isAlike(first, second) && branchOf(first) !== branchOf(second))
      .map((second): Pair => [first, second]),
  );
}

/**
 * Both side by side as one network whose outputs are the means of theirs: a deep ensemble (Lakshminarayanan et al. 2017) that
 * nothing more is learned for.
 */
export function averaged(pair: Pair): ModelFolder {
  const [{ card }] = pair;
  const { output } = card.taps;
  const heads = pair.map(weightsOf);
  const half = (name: string) => heads.map((weights) => weights.get(name)!.map((value) => value / 2));
  const [first, second] = half(`${output}/bias`) as [Float32Array, Float32Array];
  const { architecture, branches, weights } = joinedNetwork(pair.map(branchOf), pair, {
    // [embedding, classes] each: one below the other.
    kernel: Float32Array.from(half(`${output}/kernel`).flatMap((kernel) => [...kernel])),
    bias: first.map((value, i) => value + second[i]!),
  });
  const parents = pair.map((member) => member.card.stage.key);
  const key = sha256(parents.join(' ')).slice(0, card.stage.key.length);
  return {
    path: pair.map(({ path }) => path).join(' and '),
    card: {
      ...card,
      branches,
      taps: architecture.taps,
      stage: { ...card.stage, key, kind: 'average', parents },
    },
    weights: namedWeights(architecture, weights),
    sha256: key,
  };
}

const branchOf = ({ card: { stage } }: ModelFolder): string => `${stage.kind}-${stage.seed}`;

function isAlike({ card: a }: ModelFolder, { card: b }: ModelFolder): boolean {
  return a.net === b.net && a.preprocessing.size === b.preprocessing.size;
}
