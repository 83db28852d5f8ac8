import type { Visible } from '../artifact/labels.ts';
import type { ModelFolder } from '../artifact/model-folder.ts';
import { DemifaceError } from '../artifact/error.ts';
import { reportedSplit } from '../training/data/roles.ts';
import type { Split } from '../training/data/types.ts';
import { explainSet } from '../training/explain/explain-set.ts';
import { PAPER_SEES } from '../training/explain/heat-shares.ts';
import { asLayout, preparedSet, rootFor } from './data-roots.ts';
import { readyEngine } from './engine.ts';
import type { Io } from './io.ts';
import { shareLines } from './share-lines.ts';

interface DataSetOptions {
  data?: string[];
  split?: Split | 'all';
  visible?: Visible;
  limit?: number;
  class?: string;
  json?: boolean;
}

/** Mean heat on the parts of the face, over a labelled set. */
export async function explainDataSet(
  model: ModelFolder,
  layoutName: string,
  options: DataSetOptions,
  chosen: number | undefined,
  io: Io,
): Promise<void> {
  const { card } = model;
  const layout = asLayout(layoutName);
  const root = rootFor(layout, options.data ?? []);
  await readyEngine(io);
  const prepared = await preparedSet(layout, root, card.preprocessing, io);
  const split = options.split ?? reportedSplit(prepared.pictures);
  const visible = options.visible ?? card.visible;
  const all = prepared.pictures.filter((picture) => split === 'all' || picture.split === split);
  if (all.length === 0) throw new DemifaceError('missing', `the split ${split} holds no pictures`);
  const rows = evenly(all, options.limit ?? all.length).map(({ row }) => row);
  const progress = io.progress('Explaining');
  const { n, withoutHeat, shares } = await explainSet(model, prepared, {
    rows,
    visible,
    crop: layout,
    chosen,
    onProgress: (done, total) => progress.update(done, total),
    signal: io.signal,
  }).finally(() => progress.end());
  const paper = PAPER_SEES[card.task];
  if (options.json)
    return io.json({
      model: card.name,
      layout,
      split,
      visible,
      class: options.class ?? null,
      n,
      withoutHeat,
      shares: shares ?? null,
      paper,
    });
  io.line(`${card.name} on ${split} of ${layout}, ${visible} face: ${n.toLocaleString('en')} pictures`);
  if (withoutHeat > 0) io.line(`${withoutHeat} more have no heat: nothing in them speaks for the class.`);
  if (shares) for (const line of shareLines(card, shares)) io.line(line);
  else io.line(`Where the parts of the face lie in crops of ${layout} is not known: no shares.`);
}

/** So many, at equal steps. */
function evenly<T>(all: readonly T[], count: number): T[] {
  const wanted = Math.min(count, all.length);
  return Array.from({ length: wanted }, (_, i) => all[Math.floor((i * all.length) / wanted)]!);
}
