import { randomFor } from '../../common/math/random.ts';
import { hardest } from '../mining/hardest.ts';
import { rowsInMemory } from '../mining/rows.ts';
import { yieldToEventLoop } from '../../common/yield-to-event-loop.ts';
import { tf } from '../engine/tf.ts';

export interface MineBenchOptions {
  anchors: number;
  candidates: number;
  /** Numbers of one embedding. */
  width: number;
  /** Each a search beside a plain product; the median counts. */
  runs: number;
  signal?: AbortSignal;
}

export interface MineBench {
  /** One search: Eq. 7 for every anchor, from embeddings in memory to places. */
  seconds: number;
  pairsPerSecond: number;
  /** The same pairs through nothing but the product of both matrices, which the engine has already. */
  matMulPairsPerSecond: number;
  fractionOfMatMul: number;
}

/** As many groups as expressions. */
const CLASSES = 8;

/** Measures hard example mining on this machine, on random embeddings, beside the engine's own matrix product. */
export async function benchMining({
  anchors,
  candidates,
  width,
  runs,
  signal,
}: MineBenchOptions): Promise<MineBench> {
  const [anchorValues, candidateValues] = [
    made('anchors', anchors, width),
    made('candidates', candidates, width),
  ];
  const question = {
    anchors: rowsInMemory(anchorValues, width),
    candidates: rowsInMemory(candidateValues, width),
    anchorGroups: classesOf(anchors),
    candidateGroups: classesOf(candidates),
    groups: CLASSES,
    allowed: (a: number, b: number) => a !== b,
    pick: 'nearest',
    signal,
  } as const;
  const [a, b] = [
    tf.tensor2d(anchorValues, [anchors, width]),
    tf.tensor2d(candidateValues, [candidates, width]),
  ];
  try {
    const pairs: { search: number; product: number }[] = [];
    // The first pair warms up.
    for (let run = 0; run <= runs; run++) {
      await yieldToEventLoop(signal);
      // One right after the other: what else the machine does slows both.
      const product = await secondsOf(() => multiply(a, b));
      const search = await secondsOf(() => hardest(question));
      if (run > 0) pairs.push({ search, product });
    }
    pairs.sort((one, other) => one.product / one.search - other.product / other.search);
    const { search, product } = pairs[pairs.length >> 1]!;
    const count = anchors * candidates;
    return {
      seconds: search,
      pairsPerSecond: count / search,
      matMulPairsPerSecond: count / product,
      fractionOfMatMul: product / search,
    };
  } finally {
    tf.dispose([a, b]);
  }
}

/** The whole product; one number of it is read, so that it is there. */
async function multiply(a: tf.Tensor2D, b: tf.Tensor2D): Promise<void> {
  const product = tf.matMul(a, b, false, true);
  const corner = tf.slice(product, [0, 0], [1, 1]);
  await corner.data();
  tf.dispose([product, corner]);
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function made(what: string, count: number, width: number): Float32Array {
  const random = randomFor(1, what);
  return Float32Array.from({ length: count * width }, () => random.uniform(-1, 1));
}

function classesOf(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i % CLASSES);
}
