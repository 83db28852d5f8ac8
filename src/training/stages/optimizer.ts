import type { OptimizerPreset } from '../presets/preset.ts';
import { momentumUpdate, tf } from '../engine/tf.ts';

/**
 * An optimizer whose rate is a tensor, so that a recorded step can go on with another rate (tfjs's own keep it as
 * a constant). Its slots are variables that the program and the checkpoint know.
 */
export interface Optimizer {
  readonly slots: ReadonlyMap<string, tf.Variable>;
  /**
   * Moves every variable one step.
   * @param gradients one per variable of `trainable`, in that order
   * @param rate scalar learning rate
   */
  apply(gradients: readonly tf.Tensor[], rate: tf.Scalar): void;
}

/**
 * @param trainable variables by name
 * @param decayed those that weight decay acts on; decay is added to the gradient (L2, as PyTorch does)
 */
export function createOptimizer(
  preset: OptimizerPreset,
  trainable: ReadonlyMap<string, tf.Variable>,
  decayed: ReadonlySet<tf.Variable>,
): Optimizer {
  const slots = new Map<string, tf.Variable>();
  const slot = (kind: string, name: string, shape: number[]) => {
    const variable = tf.tidy(() => tf.variable(tf.zeros(shape), false));
    slots.set(`${name}/${kind}`, variable);
    return variable;
  };
  const decay = (gradient: tf.Tensor, variable: tf.Variable) =>
    decayed.has(variable) && preset.weightDecay > 0
      ? tf.add(gradient, tf.mul(variable, preset.weightDecay))
      : gradient;
  const updates = preset.kind === 'sgd' ? momentum(preset, trainable, slot) : adam(preset, trainable, slot);
  const variables = [...trainable.values()];
  return {
    slots,
    apply(gradients, rate) {
      tf.tidy(() => {
        const update = updates(rate);
        variables.forEach((variable, i) => update(variable, decay(gradients[i]!, variable), i));
      });
    },
  };
}

type MakeSlot = (kind: string, name: string, shape: number[]) => tf.Variable;
type Update = (variable: tf.Variable, gradient: tf.Tensor, index: number) => void;

function momentum(
  preset: Extract<OptimizerPreset, { kind: 'sgd' }>,
  trainable: ReadonlyMap<string, tf.Variable>,
  slot: MakeSlot,
): (rate: tf.Scalar) => Update {
  const velocities = [...trainable].map(([name, variable]) => slot('velocity', name, variable.shape));
  return (rate) => (variable, gradient, i) =>
    momentumUpdate(variable, velocities[i]!, gradient, rate, preset);
}

/** Adam (Kingma & Ba 2015, Alg. 1), its bias corrections kept as running products. */
function adam(
  preset: Extract<OptimizerPreset, { kind: 'adam' }>,
  trainable: ReadonlyMap<string, tf.Variable>,
  slot: MakeSlot,
): (rate: tf.Scalar) => Update {
  const { beta1, beta2, epsilon } = preset;
  const firsts = [...trainable].map(([name, variable]) => slot('first', name, variable.shape));
  const seconds = [...trainable].map(([name, variable]) => slot('second', name, variable.shape));
  // 1 − βᵗ, so that zeros are right at the start.
  const correction1 = slot('correction1', 'adam', []);
  const correction2 = slot('correction2', 'adam', []);
  return (rate) => {
    const corrected1 = tf.add(tf.mul(correction1, beta1), 1 - beta1);
    const corrected2 = tf.add(tf.mul(correction2, beta2), 1 - beta2);
    correction1.assign(corrected1);
    correction2.assign(corrected2);
    return (variable, gradient, i) => {
      const first = tf.add(tf.mul(firsts[i]!, beta1), tf.mul(gradient, 1 - beta1));
      const second = tf.add(tf.mul(seconds[i]!, beta2), tf.mul(tf.square(gradient), 1 - beta2));
      firsts[i]!.assign(first);
      seconds[i]!.assign(second);
      const root = tf.add(tf.sqrt(tf.div(second, corrected2)), epsilon);
      variable.assign(tf.sub(variable, tf.mul(tf.div(tf.div(first, corrected1), root), rate)));
    };
  };
}
