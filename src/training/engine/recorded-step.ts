import * as tf from '@tensorflow/tfjs-core';

import type { StepSpec } from './program.ts';
import type { Recording } from './recording.ts';
import { record } from './recording.ts';
import type { TensorFlowBackend } from './tensorflow.ts';

/** Runs a step once on its examples; the variables keep their values. */
export function recordStep(
  backend: TensorFlowBackend,
  { step, examples }: Pick<StepSpec, 'step' | 'examples'>,
  variables: readonly tf.Variable[],
) {
  const before = backend.getInputTensorIds(variables);
  const values = variables.map((variable) => variable.clone());
  let after: number[] = [];
  let outputs: tf.Tensor[] = [];
  let outputIds: number[] = [];
  let recording: Recording;
  try {
    recording = record(backend, () => {
      outputs = tf.tidy(() => step(...examples));
      after = backend.getInputTensorIds(variables);
      outputIds = backend.getInputTensorIds(outputs);
    });
  } finally {
    // Also where the step was refused halfway.
    backend.getInputTensorIds(variables).forEach((id, i) => {
      if (id !== before[i]) variables[i]!.assign(values[i]!);
    });
    tf.dispose([outputs, values]);
  }
  const described = outputs.map((output, i) => ({ id: outputIds[i]!, dtype: dtypeOf(backend, output) }));
  return { recording, before, after, outputs: described };
}

/** TensorFlow's number of a tensor's type. */
export function dtypeOf({ binding }: TensorFlowBackend, { dtype }: tf.Tensor): number {
  const dtypes = { float32: binding.TF_FLOAT, int32: binding.TF_INT32, bool: binding.TF_BOOL };
  return dtypes[dtype as keyof typeof dtypes];
}
