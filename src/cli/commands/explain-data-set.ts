import { DemifaceError } from '../../common/error.ts';
import type { Visible } from '../../artifact/labels.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import { reportedSplit } from '../../training/datasets/roles.ts';
import type { Split } from '../../training/sources/types.ts';
import { evenlySpaced } from '../../training/explain/evenly-spaced.ts';
import { heatSquares } from '../../training/explain/grad-cam.ts';
import { isTrainedOn } from '../../training/curriculum/trained-on.ts';
import { explainSet } from '../../training/explain/explain-set.ts';
import type { MappedLayout } from '../../training/explain/heat-shares.ts';
import { meanShares } from '../../training/explain/mean-shares.ts';
import { PAPER_ATTENTION } from '../../training/explain/paper-attention.ts';
import { architectureOf } from '../../training/library/load-model.ts';
import { preparedSet, rootFor } from '../input/data-roots.ts';
import { readyEngine } from '../../training/engine/tf.ts';
import { drawSetSheet, labeledFor } from '../../figures/explain-set-sheet.ts';
import { FACES_A_SHEET } from '../../figures/explain-sheet.ts';
import { withDeprecatedPart } from '../output/deprecated-keys.ts';
import type { Io } from '../output/io.ts';
import { otherDataLine } from '../output/other-data-line.ts';
import { shareLines } from '../output/share-lines.ts';

export interface ExplainDataSetOptions {
  model: ModelFolder;
  layout: MappedLayout;
  data: readonly string[];
  split?: Split | 'all';
  visible?: Visible;
  limit?: number;
  /** Output to explain; each picture's highest if left out. */
  chosen: number | undefined;
  /** Where a sheet goes; none is drawn if left out. */
  sheetFolder: string | undefined;
  json?: boolean;
}

/**
 * Mean heat on the parts of the face, over a labeled set.
 * @throws DemifaceError `missing` if the split holds no pictures, `interrupted`
 */
export async function explainDataSet(question: ExplainDataSetOptions, io: Io): Promise<void> {
  const { model, layout, chosen, sheetFolder, json } = question;
  const { card } = model;
  const root = rootFor(layout, question.data);
  await readyEngine(io);
  const prepared = await preparedSet(layout, root, card.preprocessing, io);
  const split = question.split ?? reportedSplit(prepared.pictures);
  const visible = question.visible ?? card.visible;
  const all = prepared.pictures.filter((picture) => split === 'all' || picture.split === split);
  if (all.length === 0) throw new DemifaceError('missing', `the split ${split} holds no pictures`);
  const pictures = evenlySpaced(all, question.limit ?? all.length);
  const drawn = sheetFolder === undefined ? [] : labeledFor(card, evenlySpaced(pictures, FACES_A_SHEET));
  const progress = io.progress('Explaining');
  const found = await explainSet(model, prepared, {
    rows: pictures.map(({ row }) => row),
    visible,
    layout,
    chosen,
    onProgress: (done, total) => progress.update(done, total),
    signal: io.signal,
  }).finally(() => progress.end());
  const known = found.flatMap((one) => one ?? []);
  const shares = known.length > 0 ? meanShares(known) : null;
  const request = { model, visible, chosen };
  const sheets = sheetFolder
    ? await drawSetSheet(sheetFolder, request, prepared, drawn, `From ${split} of ${layout}`)
    : [];
  const squares = heatSquares(architectureOf(model));
  const isOtherData = !isTrainedOn(model, prepared);
  const withoutHeat = found.length - known.length;
  if (json)
    return io.json({
      model: card.name,
      layout,
      split,
      visible,
      isOtherData,
      class: chosen === undefined ? null : card.labels![chosen],
      n: found.length,
      withoutHeat,
      squares,
      shares: withDeprecatedPart(shares),
      paper: PAPER_ATTENTION[card.task],
      sheets,
    });
  const count = found.length.toLocaleString('en');
  io.line(`${card.name} on ${split} of ${layout}, ${visible} face: ${count} pictures`);
  if (withoutHeat > 0)
    io.line(
      `${withoutHeat.toLocaleString('en')} of them have no heat: nothing in them ${card.labels ? 'supports the class' : 'makes the age greater'}.`,
    );
  if (isOtherData) io.line(otherDataLine([card.name]));
  if (shares) for (const line of shareLines(card, shares, squares)) io.line(line);
  for (const sheet of sheets) io.line(sheet);
}
