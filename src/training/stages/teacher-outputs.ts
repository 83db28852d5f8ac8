import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

import { partialName } from '../../common/files/atomic.ts';
import { headWidth } from '../../artifact/labels.ts';
import type { Visible } from '../../artifact/labels.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import type { PreparedPicture, SizedPixels } from '../datasets/prepared.ts';
import { architectureOf, withModel } from '../library/load-model.ts';
import type { Rows } from '../mining/rows.ts';
import { rowsInFile, writeRows } from '../mining/rows.ts';
import { embeddingWidth } from '../models/index.ts';
import { forEachBatch, evaluationBatch } from '../models/outputs.ts';
import type { WaitHooks } from './owner.ts';
import { claimFolder } from './owner.ts';

/** What the frozen teacher makes of the training pictures, fully visible and as they are: one row a picture. */
export interface TeacherOutputs {
  /** A_T, before softmax, [pictures, head width]. */
  logits: Rows;
  /** E_T, [pictures, embedding width]. */
  embeddings: Rows;
  close(): void;
}

interface Pictures {
  prepared: SizedPixels;
  train: readonly PreparedPicture[];
}

/**
 * The teacher's outputs, computed first where they are not there yet. They depend on nothing but the teacher and the
 * pictures: one pass serves every distillation from it.
 * @param hooks `visible`: what it is shown of each face, all if left out
 * @param folder named after the teacher's key; the caller removes it when no distillation is left
 * @throws DemifaceError `disk`, `interrupted`
 */
export async function teacherOutputs(
  teacher: ModelFolder,
  pictures: Pictures,
  folder: string,
  hooks: WaitHooks & { visible?: Visible } = {},
): Promise<TeacherOutputs> {
  const paths = { logits: join(folder, 'logits'), embeddings: join(folder, 'embeddings') };
  const widths = {
    logits: headWidth(teacher.card),
    embeddings: embeddingWidth(architectureOf(teacher)),
  };
  const owner = await claimFolder(folder, `the output of the teacher ${teacher.card.stage.key}`, hooks);
  try {
    // They land one after the other, so the last one decides.
    if (!existsSync(paths.embeddings)) await compute(teacher, pictures, paths, widths, hooks);
  } finally {
    owner.release();
  }
  const logits = rowsInFile(paths.logits, widths.logits);
  const embeddings = rowsInFile(paths.embeddings, widths.embeddings);
  return {
    logits,
    embeddings,
    close() {
      logits.close();
      embeddings.close();
    },
  };
}

type Both<T> = Record<'logits' | 'embeddings', T>;

async function compute(
  teacher: ModelFolder,
  { prepared, train }: Pictures,
  paths: Both<string>,
  widths: Both<number>,
  { visible = 'full', signal }: WaitHooks & { visible?: Visible },
): Promise<void> {
  const { size: inputSize, scaling } = teacher.card.preprocessing;
  const rows = train.map(({ row }) => row);
  // Into files whatever their size: the next distillation finds them there.
  const writer = (what: keyof typeof paths) =>
    writeRows(partialName(paths[what]), { count: train.length, width: widths[what], inMemoryBytes: 0 });
  const [logits, embeddings] = [writer('logits'), writer('embeddings')];
  try {
    await withModel(teacher, ['output', 'embedding'], evaluationBatch(rows.length), (run) =>
      forEachBatch(
        run,
        { prepared, rows, inputSize, scaling, visible, mirrored: false },
        ([a, e]) => {
          logits.append(a!);
          embeddings.append(e!);
        },
        signal,
      ),
    );
  } finally {
    logits.finish().close();
    embeddings.finish().close();
  }
  for (const path of [paths.logits, paths.embeddings]) renameSync(partialName(path), path);
}
