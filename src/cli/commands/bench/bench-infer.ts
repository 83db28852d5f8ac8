import type { Command } from 'commander';

import type { Card } from '../../../artifact/card.ts';
import { facePictures } from '../../../artifact/face-pictures.ts';
import { VISIBLE } from '../../../artifact/labels.ts';
import { quantile } from '../../../common/math/quantile.ts';
import type { Network } from '../../../inference/runtime/network.ts';
import { openNetwork } from '../../../inference/runtime/network.ts';
import { planArchitecture } from '../../../training/models/architecture.ts';
import { NETS as MAKERS } from '../../../training/models/index.ts';
import { initialValues } from '../../../training/models/initial.ts';
import { onnxNetwork } from '../../../training/models/onnx/index.ts';
import type { Net } from '../../../training/presets/index.ts';
import { NETS } from '../../../training/presets/index.ts';
import type { Io } from '../../output/io.ts';
import { countNumber, oneOf, threadCount } from '../../input/options.ts';
import { timeAllTasks } from '../../bench/time-all-tasks.ts';
import { syntheticFace, timeFace } from '../../bench/time-face.ts';

interface InferBenchFlags {
  net: Net;
  size?: number;
  threads: number;
  faces: number;
  models?: string;
  json?: boolean;
}

/** What the presets use: the compact net's is FER+'s own size. */
const USUAL_SIZE: Readonly<Record<Net, number>> = {
  compact: 48,
  'vgg-f': 224,
  'vgg-face': 224,
  'resnet-50': 224,
};
/** Expressions: the widest head that we have. */
const OUTPUTS = 8;

export function registerBenchInfer(bench: Command, io: Io): void {
  bench
    .command('infer')
    .description('one face in memory to its outputs, with ONNX Runtime on the processor; fresh weights')
    .option('--net <net>', NETS.join(', '), oneOf(NETS), 'compact')
    .option('--size <pixels>', 'side of the pictures', countNumber)
    .option('--threads <n>', 'processor cores', threadCount, 1)
    .option('--faces <n>', 'faces that are measured', countNumber, 50)
    .option(
      '--models <folder>',
      'instead: the occlusion and all tasks of one face, with the models of a folder',
    )
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ demiface bench infer --models resources/models')
    .action(async ({ net, threads, faces, models, json, ...flags }: InferBenchFlags) => {
      const machine = { threads, faces, device: 'cpu', engine: 'onnxruntime' };
      const cores = `ONNX Runtime, ${threads} ${threads === 1 ? 'core' : 'cores'}`;
      if (models !== undefined) {
        const all = await timeAllTasks(models, { threads, faces, signal: io.signal });
        const shown = VISIBLE.map((visible) => ({ visible, ...middleAndMost(all[visible]) }));
        if (json) return io.json({ ...machine, models, shown });
        io.line(`The occlusion and all tasks of one face, ${cores}`);
        for (const { visible, ...ms } of shown) io.line(`  ${visible}: ${inWords(ms)}`);
        return;
      }
      const { size = USUAL_SIZE[net] } = flags;
      const network = await openNetwork(freshNetwork(net, size), { threads });
      const times = await timeFaces(network, faces, io.signal).finally(() => network.dispose());
      const ms = middleAndMost(times);
      if (json) return io.json({ net, size, ...machine, ...ms });
      io.line(`${net} at ${size}×${size}, ${cores}`);
      io.line(`  ${inWords(ms)}`);
    });
}

interface Milliseconds {
  msP50: number;
  msP95: number;
}

/** @param times in rising order */
const middleAndMost = (times: readonly number[]): Milliseconds => ({
  msP50: quantile(times, 0.5),
  msP95: quantile(times, 0.95),
});

function inWords({ msP50, msP95 }: Milliseconds): string {
  return `${msP50.toFixed(2)} ms a face (median), 95 % under ${msP95.toFixed(2)} ms`;
}

function freshNetwork(net: Net, inputSize: number): Uint8Array {
  const architecture = MAKERS[net]({ inputSize, outputs: OUTPUTS, dropout: 0 });
  const specs = planArchitecture(architecture).flatMap(({ weights }) => weights);
  const weights = new Map(specs.map((spec) => [spec.name, initialValues(spec, 1)]));
  return onnxNetwork(architecture, weights, { name: net, doc: '', metadata: {} });
}

/** @returns milliseconds of each face, scaling included, in rising order */
async function timeFaces(network: Network, faces: number, signal: AbortSignal): Promise<number[]> {
  const { size } = network;
  const face = syntheticFace(size, 3);
  const preprocessing: Card['preprocessing'] = {
    size,
    color: 'rgb',
    scaling: { mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5] },
  };
  return timeFace(() => network.run(facePictures([face], preprocessing, 'lower')), { faces, signal });
}
