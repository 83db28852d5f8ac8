import type { Task } from '../../artifact/labels.ts';
import { fullHead, headWidth, LABELS } from '../../artifact/labels.ts';
import { randomFor } from '../../common/math/random.ts';
import type { CFigure, Labeled } from '../ensemble/select-c.ts';
import { selectC } from '../ensemble/select-c.ts';
import { rowsInMemory } from '../mining/rows.ts';
import { yieldToEventLoop } from '../../common/yield-to-event-loop.ts';

export interface EnsembleBenchOptions {
  task: Task;
  /** Training embeddings. An eighth as many choose. */
  rows: number;
  /** Numbers of one embedding. */
  width: number;
  penalties: readonly number[];
  /** Called when a C is done. */
  onC?: (figure: CFigure) => void;
  signal?: AbortSignal | undefined;
}

export interface EnsembleBench {
  /** From raw embeddings to the chosen layer. */
  seconds: number;
  C: number;
  figures: readonly CFigure[];
}

/** Measures the ensemble's last step on this machine, on made embeddings. @throws DemifaceError `interrupted` */
export async function benchEnsemble({
  task,
  rows,
  width,
  ...question
}: EnsembleBenchOptions): Promise<EnsembleBench> {
  const { signal } = question;
  const train = await madeEmbeddings({ task, width, signal }, rows, 'train');
  const selection = await madeEmbeddings({ task, width, signal }, Math.ceil(rows / 8), 'choosing');
  const classes = LABELS[task]?.length ?? null;
  const start = performance.now();
  const { C, figures } = await selectC({ classes, train, selection, ...question });
  return { seconds: (performance.now() - start) / 1000, C, figures };
}

/** Latent factors of the embeddings: so many directions, each weaker than the one before. */
const FACTORS = 96;
/** By how much classes lie apart along a direction, beside its own spread. */
const APART = 0.27;
/** Of each unit, beside the directions. */
const NOISE = 0.3;
/** Made between two looks at the signal. */
const ROWS_A_TURN = 256;

/**
 * Embeddings like those of a trained net: units after a ReLU, silent for most faces, much alike, with a long tail of weak
 * directions; classes overlap and are rarer one after the other. Ages are a bent function of the directions, scaled.
 */
async function madeEmbeddings(
  { task, width, signal }: Pick<EnsembleBenchOptions, 'task' | 'width' | 'signal'>,
  count: number,
  part: string,
): Promise<Labeled> {
  const net = randomFor(1, 'net', width);
  const mixing = Float64Array.from(
    { length: width * FACTORS },
    (_, i) => net.normal() / Math.sqrt(1 + (i % FACTORS)),
  );
  const bias = Float64Array.from({ length: width }, () => net.uniform(-2, 0.5));
  const classes = headWidth(fullHead(task));
  const means = Float64Array.from({ length: classes * FACTORS }, () => APART * net.normal());
  const draw = randomFor(1, part);
  const values = new Float32Array(count * width);
  const targets = new Float64Array(count);
  const factors = new Float64Array(FACTORS);
  for (let row = 0; row < count; row++) {
    if (row % ROWS_A_TURN === 0) await yieldToEventLoop(signal);
    const label = Math.floor(classes * draw.uniform(0, 1) ** 2);
    for (let m = 0; m < FACTORS; m++) factors[m] = means[label * FACTORS + m]! + draw.normal();
    targets[row] =
      task === 'age' ? 0.7 * factors[0]! + Math.max(0, factors[1]!) + 0.4 * draw.normal() : label;
    for (let j = 0; j < width; j++) {
      let unit = bias[j]! + NOISE * draw.normal();
      for (let m = 0; m < FACTORS; m++) unit += mixing[j * FACTORS + m]! * factors[m]!;
      values[row * width + j] = Math.max(0, unit);
    }
  }
  return { rows: rowsInMemory(values, width), targets };
}
