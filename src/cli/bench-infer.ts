import type { Command } from 'commander';

import type { Card } from '../artifact/card.ts';
import { DemifaceError } from '../artifact/error.ts';
import { facePictures } from '../artifact/face-pictures.ts';
import type { Network } from '../reading/network.ts';
import { openNetwork } from '../reading/network.ts';
import { planArchitecture } from '../training/models/architecture.ts';
import { NETS as MAKERS } from '../training/models/index.ts';
import { initialValues } from '../training/models/initial.ts';
import { onnxNetwork } from '../training/models/onnx/index.ts';
import type { Net } from '../training/presets/index.ts';
import { NETS } from '../training/presets/index.ts';
import type { Io } from './io.ts';
import { countNumber, oneOf } from './options.ts';

interface InferBenchFlags {
  net: Net;
  size?: number;
  threads: number;
  faces: number;
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
const WARM_UP = 3;

export function registerBenchInfer(bench: Command, io: Io): void {
  bench
    .command('infer')
    .description('one face in memory to its outputs, with ONNX Runtime on the processor; fresh weights')
    .option('--net <net>', NETS.join(', '), oneOf(NETS), 'compact')
    .option('--size <pixels>', 'side of the pictures', countNumber)
    .option('--threads <n>', 'processor cores', countNumber, 1)
    .option('--faces <n>', 'faces that are measured', countNumber, 50)
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ demiface bench infer --net resnet-50')
    .action(async ({ net, threads, faces, json, ...said }: InferBenchFlags) => {
      const { size = USUAL_SIZE[net] } = said;
      const network = await openNetwork(freshNetwork(net, size), { threads });
      const times = await timeFaces(network, faces, io.signal).finally(() => network.dispose());
      const [msP50, msP95] = [0.5, 0.95].map((share) => times[Math.ceil(share * times.length) - 1]!);
      const device = 'cpu';
      if (json) return io.json({ net, size, threads, faces, device, engine: 'onnxruntime', msP50, msP95 });
      const cores = `${threads} ${threads === 1 ? 'core' : 'cores'}`;
      io.line(`${net} at ${size}×${size}, ONNX Runtime, ${cores}`);
      io.line(`  ${msP50!.toFixed(2)} ms a face (median), 95 % under ${msP95!.toFixed(2)} ms`);
    });
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
  const face = Uint8Array.from({ length: size * size * 3 }, (_, i) => (i * 37) % 256);
  const preprocessing: Card['preprocessing'] = {
    ...{ size, color: 'rgb' },
    scaling: { mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5] },
  };
  const times: number[] = [];
  for (let i = 0; i < faces + WARM_UP; i++) {
    if (signal.aborted) throw new DemifaceError('interrupted', 'the benchmark was stopped');
    const start = performance.now();
    await network.run(facePictures([face], preprocessing, 'lower'));
    if (i >= WARM_UP) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}
