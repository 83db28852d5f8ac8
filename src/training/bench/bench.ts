import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { DemifaceError } from '../../common/error.ts';
import { scratchFolder } from '../../common/files/scratch.ts';
import { openBatches } from '../datasets/batches.ts';
import { median } from '../../common/math/quantile.ts';
import { createModel, gigaMacs, NETS, parameterCount } from '../models/index.ts';
import type { Net } from '../presets/index.ts';
import { createOptimizer } from '../stages/optimizer.ts';
import { fromLabels, hardLossOf } from '../stages/objective.ts';
import { trainingStep } from '../stages/training-step.ts';
import { createProgram, tf } from '../engine/tf.ts';
import { message } from '../../messages/message.ts';

export interface TrainBenchOptions {
  net: Net;
  size: number;
  batch: number;
  steps: number;
  /** Also where the processor has no unit for it. */
  mixed: boolean;
  signal?: AbortSignal;
}

export interface TrainBench {
  mode: 'compiled' | 'eager';
  /** Median over the steps, pictures in memory. */
  imagesPerSecond: number;
  /** The same through the input pipeline: read, varied, occluded, scaled. */
  imagesPerSecondWithPipeline: number;
  params: number;
  /** Multiply-adds of one forward pass of one picture, in 10⁹. */
  gigaMacs: number;
}

const WARM_UP = 3;
/** Width of the last layer, as in the measurements of PyTorch that it is held against. */
const OUTPUTS: Readonly<Record<Net, number>> = {
  compact: 100,
  'vgg-f': 1000,
  'vgg-face': 1000,
  'resnet-50': 1000,
};
const VARIATION = { rotationDeg: 10, scale: 0.1, shift: 0.08, flip: 0.5, brightness: 0.1, contrast: 0.1 };

/** Measures training on this machine: SGD with momentum 0.9, random pictures. */
export async function benchTraining({
  net,
  size,
  batch,
  steps,
  mixed,
  signal,
}: TrainBenchOptions): Promise<TrainBench> {
  const outputs = OUTPUTS[net];
  const dropout = net.startsWith('vgg') ? 0.5 : 0;
  const architecture = NETS[net]({ inputSize: size, outputs, dropout });
  const model = createModel(architecture, { seed: 1 });
  const trainable = new Map([...model.weights].filter(([, variable]) => variable.trainable));
  const sgd = { kind: 'sgd', momentum: 0.9, nesterov: false, weightDecay: 0 } as const;
  const optimizer = createOptimizer(sgd, trainable, model.decayed);
  const step = trainingStep(
    model,
    optimizer,
    fromLabels(hardLossOf('expression', { targets: 'labels', ageScale: null })),
  );
  const pictures = tf.randomUniform([batch, size, size, 3], -1, 1, 'float32', 1);
  const rest = [oneHotTargets(batch, outputs), tf.scalar(0.01), tf.tensor1d([1, 2], 'int32')];
  const variables = [...model.weights.values(), ...optimizer.slots.values()];
  const program = createProgram({ train: { step, examples: [pictures, ...rest], mixed } }, variables);

  const timed = async (input: tf.Tensor): Promise<void> => {
    await setImmediate(); // The engine on the processor gives nothing else a turn, Ctrl-C neither.
    if (signal?.aborted) throw new DemifaceError('interrupted', message('jobs.benchmarkStopped'));
    const [loss] = program.run('train', [input, ...rest]);
    await loss!.data();
    loss!.dispose();
  };
  const rates: number[] = [];
  for (let i = 0; i < steps + WARM_UP; i++) {
    const start = performance.now();
    await timed(pictures);
    if (i >= WARM_UP) rates.push((batch * 1000) / (performance.now() - start));
  }
  const imagesPerSecondWithPipeline = await throughPipeline({ size, batch, steps }, timed);
  const { mode } = program;
  program.dispose();
  tf.dispose([...variables, pictures, ...rest]);
  return {
    mode,
    imagesPerSecond: median(rates),
    imagesPerSecondWithPipeline,
    params: parameterCount(architecture),
    gigaMacs: gigaMacs(architecture),
  };
}

function oneHotTargets(batch: number, outputs: number): tf.Tensor {
  const classes = Array.from({ length: batch }, (_, i) => i % outputs);
  return tf.tidy(() => tf.oneHot(tf.tensor1d(classes, 'int32'), outputs, 1, 0, 'float32'));
}

async function throughPipeline(
  { size, batch, steps }: Pick<TrainBenchOptions, 'size' | 'batch' | 'steps'>,
  timed: (input: tf.Tensor) => Promise<void>,
): Promise<number> {
  const folder = scratchFolder();
  const picturesPath = join(folder, 'pictures.bin');
  const count = batch * (steps + WARM_UP);
  const distinct = Math.min(count, 512);
  writeFileSync(picturesPath, Buffer.alloc(distinct * size * size * 3, 'demiface'));
  const batches = openBatches({
    picturesPath,
    size,
    channels: 3,
    rows: Array.from({ length: count }, (_, i) => i % distinct),
    outputSize: size,
    scaling: { mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5] },
    views: [{ visible: 'lower', style: 'half' }],
    augmentation: VARIATION,
    batchSize: batch,
    seed: 1,
    shuffle: true,
    dropLast: true,
  });
  try {
    const rates: number[] = [];
    let start = performance.now();
    for await (const { images, index } of batches.epoch(0)) {
      const input = tf.tensor(images[0]!, [batch, size, size, 3]);
      await timed(input);
      input.dispose();
      // From the end of one step to the end of the next: waiting for pictures counts.
      const end = performance.now();
      if (index >= WARM_UP) rates.push((batch * 1000) / (end - start));
      start = end;
    }
    return median(rates);
  } finally {
    await batches.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
