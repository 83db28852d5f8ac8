import { openBatches } from '../datasets/batches.ts';
import type { Batches } from '../datasets/batches.ts';
import { pixelsAt } from '../datasets/prepared.ts';
import type { Partners } from './partners.ts';
import { distinctPartners } from './partners.ts';
import type { Stage } from './stage.ts';

/** Pictures of one step, as the stage varies and occludes them. Views onto shared memory, valid until the next. */
export interface StageBatch {
  index: number;
  /** Places among the training pictures. */
  order: Int32Array;
  /** [batch, size, size, 3] */
  pictures: Float32Array;
  partners: Partners | null;
}

/** The training pictures of a stage in batches that are all full. */
export interface StageBatches {
  readonly steps: number;
  /**
   * @param partners for each training picture the place of the one beside it; null where they come alone
   * @throws as `Batches.epoch`
   */
  epoch(epoch: number, fromBatch: number, partners: Int32Array | null): AsyncGenerator<StageBatch>;
  close(): Promise<void>;
}

export function openStageBatches(
  { pictures, preset, settings, seed, architecture }: Stage,
  batchSize: number,
): StageBatches {
  const { inputSize } = architecture;
  const rows = pictures.train.map(({ row }) => row);
  const open = (shown: readonly number[]) =>
    openBatches({
      ...pixelsAt(pictures.prepared, inputSize),
      rows: shown,
      outputSize: inputSize,
      scaling: preset.scaling,
      views: [settings.occlusion],
      augmentation: settings.augmentation,
      batchSize,
      seed,
      shuffle: true,
      dropLast: true,
      cropped: architecture.layers.some(({ op }) => op === 'crop'),
    });
  const alone = open(rows);
  return {
    steps: alone.batchesPerEpoch,
    async *epoch(epoch, fromBatch, partners) {
      if (!partners) {
        for await (const { index, order, images } of alone.epoch(epoch, fromBatch))
          yield { index, order, pictures: images[0]!, partners: null };
        return;
      }
      // The same seed visits partners in the order of those that they stand beside, and varies both alike.
      const beside = open(Array.from(partners, (place) => rows[place]!));
      try {
        yield* pairs(alone, beside, partners, { epoch, fromBatch });
      } finally {
        await beside.close();
      }
    },
    close: () => alone.close(),
  };
}

async function* pairs(
  alone: Batches,
  besides: Batches,
  partners: Int32Array,
  { epoch, fromBatch }: { epoch: number; fromBatch: number },
): AsyncGenerator<StageBatch> {
  const others = besides.epoch(epoch, fromBatch);
  for await (const { index, order, images } of alone.epoch(epoch, fromBatch)) {
    const other = await others.next();
    if (other.done) return;
    const places = order.map((place) => partners[place]!);
    const beside = distinctPartners(places, other.value.images[0]!);
    yield { index, order, pictures: images[0]!, partners: beside };
  }
}
