import type { Head } from '../../artifact/labels.ts';
import { headWidth } from '../../artifact/labels.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import { weightsOf } from '../library/load-model.ts';
import { planArchitecture } from '../models/architecture.ts';
import type { Architecture, NETS, WeightValues } from '../models/index.ts';
import { branchedNet, netFor } from '../models/index.ts';
import { initialValues } from '../models/initial.ts';

/** The network of a model with another head, or with its own. */
export function withHead({ card }: ModelFolder, head: Head): Architecture {
  const { ageScale, preprocessing, branches } = card;
  const options = { inputSize: preprocessing.size, dropout: 0, ageScale };
  const single = netFor(card.net as keyof typeof NETS, head, options);
  return branches.length > 0 ? branchedNet(single, branches, headWidth(head)) : single;
}

/** The weights of a model for such a network: those of the model, and a fresh head where it has another. */
export function weightsFor(
  model: ModelFolder,
  architecture: Architecture,
  { isSameHead, seed }: { isSameHead: boolean; seed: number },
): WeightValues {
  const before = weightsOf(model);
  if (isSameHead) return before;
  const head = `${architecture.taps.output}/`;
  const specs = planArchitecture(architecture).flatMap(({ weights }) => weights);
  return new Map(
    specs.map((spec) => {
      const known = spec.name.startsWith(head) ? undefined : before.get(spec.name);
      return [spec.name, known ?? initialValues(spec, seed)];
    }),
  );
}
