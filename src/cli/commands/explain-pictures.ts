import { writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

import sharp from 'sharp';

import { DemifaceError } from '../../common/error.ts';
import { shortenedName } from '../../common/files/file-name.ts';
import type { Visible } from '../../artifact/labels.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import { landFiles } from '../../artifact/output-files.ts';
import { checkOutputFiles } from '../../artifact/output-place.ts';
import { printable } from '../../common/printable.ts';
import type { HeatSquares } from '../../training/explain/grad-cam.ts';
import type { HeatShares } from '../../training/explain/heat-shares.ts';
import { isMapped } from '../../training/explain/heat-shares.ts';
import { meanShares } from '../../training/explain/mean-shares.ts';
import { PAPER_ATTENTION } from '../../training/explain/paper-attention.ts';
import { readyEngine } from '../../training/engine/tf.ts';
import { readableFaces } from '../input/explain-check.ts';
import { createExplainSheets, sheetNames } from '../../figures/explain-sheet.ts';
import type { ExplainedOutput } from '../../figures/explained-face.ts';
import { createFaceExplainer } from '../../figures/explained-face.ts';
import { findingCutter, wholePictures } from '../../figures/face-cutter.ts';
import { withDeprecatedPart } from '../output/deprecated-keys.ts';
import type { Io } from '../output/io.ts';
import { truncatedList } from '../input/listed-pictures.ts';
import { shareLines, sharesText } from '../output/share-lines.ts';

export interface ExplainPicturesOptions {
  model: ModelFolder;
  files: readonly string[];
  /** Folders among what was requested that could not be read. */
  unread?: readonly string[];
  out: string;
  /** Output to explain; what is read if left out. */
  chosen: number | undefined;
  visible?: Visible;
  /** The pictures hold more than the face: it is found and cut out first. */
  find?: boolean;
  sheet?: boolean;
  json?: boolean;
}

/** The explanation of one picture. */
interface ExplainedPicture extends ExplainedOutput {
  file: string;
  /** The picture with its heat over what the model was shown of it. */
  overlay: string;
  shares: HeatShares | null;
}

/**
 * Writes an overlay for every picture that can be read, and the sheets: all of it or nothing.
 * @throws DemifaceError `unreadable` at the end if some could not be read, before anything is written if none could; `disk`,
 * `interrupted`
 */
export async function explainPictures(question: ExplainPicturesOptions, io: Io): Promise<void> {
  const { model, out, chosen, sheet = false, find = false, unread = [] } = question;
  const { card } = model;
  const files = await readableFaces(question.files, find, io);
  const names = overlayNames(files);
  checkOutputFiles(out, sheet ? [...names, ...sheetNames(files.length)] : names);
  await readyEngine(io);
  const explainer = createFaceExplainer(model, question.visible ?? card.visible, chosen);
  const cutter = find ? await findingCutter(card.crop) : wholePictures;
  const pictures: ExplainedPicture[] = [];
  let sheets: string[] = [];
  const progress = io.progress('Explaining');
  try {
    await landFiles(out, async (workFolder) => {
      const drawn = createExplainSheets(workFolder, explainer, files.length);
      for (const [i, file] of files.entries()) {
        if (io.signal.aborted) throw new DemifaceError('interrupted', 'stopped; nothing was written');
        const cut = await cutter.cut(file);
        if (!cut) {
          io.note(`${printable(file)}: no face found, left out`);
          continue;
        }
        const explained = await explainer.explain(await cut(card.preprocessing));
        const { side, over, output, shares } = explained;
        const raw = { width: side, height: side, channels: 3 } as const;
        writeFileSync(join(workFolder, names[i]!), await sharp(over, { raw }).png().toBuffer());
        pictures.push({ file, overlay: join(out, names[i]!), ...output, shares });
        if (sheet) {
          const whole = await cut({ size: side, color: 'rgb' });
          await drawn.add({ explained, whole, name: basename(file) });
        }
        progress.update(i + 1, files.length);
      }
      if (pictures.length === 0) throw new DemifaceError('missing', 'no face found in any of the pictures');
      sheets = (await drawn.end()).map((name) => join(out, name));
    });
  } finally {
    progress.end();
    explainer.dispose();
    await cutter.dispose();
  }
  report(question, pictures, sheets, explainer.squares, io);
  const failed = [...unread, ...question.files.filter((file) => !files.includes(file))];
  if (failed.length > 0)
    throw new DemifaceError(
      'unreadable',
      `${failed.length} of ${question.files.length + unread.length} pictures could not be read: ${truncatedList(failed)}`,
    );
}

/** What stands behind a picture's name in that of its overlay, a number of many digits with it. */
const HEAT_ROOM = '-1000000.heat.png';

/** `<name>.heat.png`, and `<name>-2.heat.png` for the next picture of that name: never the name of a picture itself. */
function overlayNames(files: readonly string[]): string[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const stem = shortenedName(basename(file, extname(file)), HEAT_ROOM);
    let name = `${stem}.heat.png`;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${stem}-${n}.heat.png`;
    taken.add(name.toLowerCase()); // on some disks A.png is a.png
    return name;
  });
}

function report(
  { model: { card }, json }: ExplainPicturesOptions,
  pictures: readonly ExplainedPicture[],
  sheets: readonly string[],
  squares: HeatSquares,
  io: Io,
): void {
  const known = pictures.flatMap(({ shares }) => shares ?? []);
  const shares = known.length > 0 ? meanShares(known) : null;
  const { layout } = card.data;
  if (json) {
    const files = pictures.map(({ overlay }) => overlay);
    const paper = PAPER_ATTENTION[card.task];
    const withKeys = pictures.map((one) => ({ ...one, shares: withDeprecatedPart(one.shares) }));
    const mean = withDeprecatedPart(shares);
    return io.json({ model: card.name, files, pictures: withKeys, squares, shares: mean, paper, sheets });
  }
  for (const { file, overlay, class: name, prob, ageYears, shares: own } of pictures) {
    const read =
      name === undefined ? `${Math.round(ageYears!)} years` : `${name} ${Math.round(100 * prob!)} %`;
    const warm = own ? sharesText(own) : isMapped(layout) ? 'no heat' : undefined;
    io.line(
      `${printable(file)}: ${[read, ...(warm === undefined ? [] : [warm])].join('; ')}; ${printable(overlay)}`,
    );
  }
  for (const sheet of sheets) io.line(sheet);
  if (!shares) return;
  io.line(`Mean of ${known.length}, with the face's parts where they lie in crops of ${layout}:`);
  for (const line of shareLines(card, shares, squares)) io.line(line);
}
