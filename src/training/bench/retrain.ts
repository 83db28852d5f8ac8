import { rmSync } from 'node:fs';
import { join } from 'node:path';

import type { ModelFolder } from '../../artifact/model-folder.ts';
import { readModelFolder } from '../../artifact/model-folder.ts';
import { makeFolder } from '../../common/files/make-folder.ts';
import { scratchFolder } from '../../common/files/scratch.ts';
import { runCurriculum } from '../curriculum/run.ts';
import type { PreparedPicture, PreparedSet } from '../datasets/prepared.ts';
import { reportedSplit } from '../datasets/roles.ts';
import type { Comparison } from '../evaluation/compare.ts';
import { comparePredictions } from '../evaluation/compare.ts';
import { readSplit } from '../evaluation/evaluate.ts';
import { findPreset, withSettings } from '../presets/index.ts';
import { rehearsed } from '../retrain/rehearsal.ts';
import { retrain } from '../retrain/retrain.ts';
import type { Layout } from '../sources/types.ts';
import { AGES, darkened, drawnOfEach, partOf } from './shifts.ts';

/** `dark`: pictures of a bad camera in a dark room. `older`: faces of an age that the model has never seen. */
export type Shift = 'dark' | 'older';

export interface RetrainBenchOptions {
  shift: Shift;
  from: ModelFolder;
  layout: Layout;
  /** As the model takes them. */
  prepared: PreparedSet;
  /** That the user labels. */
  perClass: number;
  seeds: readonly number[];
  /** Whether the user has pictures of the old kind. */
  keepsOld: boolean;
  signal?: AbortSignal;
}

export interface RetrainBench {
  seed: number;
  pictures: number;
  seconds: number;
  /** The model as it was first, the new one second. */
  shifted: Comparison;
  old: Comparison;
}

/**
 * Retrains a model on pictures of a made shift, and measures what it gains on such pictures and loses on those of the old
 * kind. The model has seen none of the reported pictures, nor any of the user's as they are.
 */
export async function* benchRetraining(options: RetrainBenchOptions): AsyncGenerator<RetrainBench> {
  const { shift, from, layout, prepared, perClass, keepsOld, signal } = options;
  const folder = scratchFolder();
  const place = (name: string) => {
    makeFolder(join(folder, name));
    return join(folder, name);
  };
  const reported = reportedSplit(prepared.pictures);
  const part = (name: string, isIn: (picture: PreparedPicture) => boolean, change = asItIs) =>
    partOf(prepared, prepared.pictures.filter(isIn), place(name), change);
  const isShifted = ({ ageYears }: PreparedPicture) => shift === 'dark' || ageYears! >= AGES.unseen;
  const isOld = ({ ageYears }: PreparedPicture) => shift === 'dark' || isLearnedAge(ageYears!);
  const change = shift === 'dark' ? darkened : asItIs;
  try {
    const taught = prepared.pictures.filter((picture) => picture.split === 'train' && isShifted(picture));
    const shifted = part('shifted', (picture) => picture.split === reported && isShifted(picture), change);
    const old = part('old', (picture) => picture.split === reported && isOld(picture));
    for (const seed of options.seeds) {
      const drawn = drawnOfEach(taught, from.card, perClass, seed);
      const chosen = new Set(drawn.map(({ contentId }) => contentId));
      const user = partOf(prepared, drawn, place(`user-${seed}`), change);
      const known = prepared.pictures.filter((one) => isOld(one) && !chosen.has(one.contentId));
      const start = performance.now();
      const model = await retrain(
        {
          ...{ from, prepared: user, layout, task: from.card.task, seed },
          rehearsal: keepsOld ? [rehearsed({ ...prepared, pictures: known })] : [],
          ...{ out: join(folder, `model-${seed}`), workRoot: place('work') },
        },
        { ...(signal && { signal }) },
      );
      const seconds = (performance.now() - start) / 1000;
      const compared = async (set: PreparedSet) => {
        const request = { split: reported, visible: from.card.visible, ...(signal && { signal }) };
        return comparePredictions(await readSplit(from, set, request), await readSplit(model, set, request));
      };
      yield {
        ...{ seed, pictures: drawn.length, seconds },
        ...{ shifted: await compared(shifted), old: await compared(old) },
      };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isLearnedAge = (years: number): boolean => years >= AGES.learned && years < AGES.unseen;

/** A copy: the next picture is read into the same place. */
const asItIs: typeof darkened = (bytes) => bytes.slice();

/** Epochs of a model that is there to be adapted. */
const EPOCHS = 12;

/** A gender model of the lower half that has learned from faces of 20 to 59 years alone; made once. */
export async function youngerModel(
  prepared: PreparedSet,
  folder: string,
  signal?: AbortSignal,
): Promise<ModelFolder> {
  const isLearned = ({ split, ageYears }: PreparedPicture) => split !== 'test' && isLearnedAge(ageYears!);
  makeFolder(join(folder, 'pictures'));
  const learned = partOf(prepared, prepared.pictures.filter(isLearned), join(folder, 'pictures'));
  const preset = withSettings(findPreset('compact-gender-lower'), [
    `inputSize=${prepared.size}`,
    `epochs=${EPOCHS}`,
    'student.start=scratch',
  ]);
  const done = await runCurriculum(preset, learned, join(folder, 'runs'), {
    wanted: ['student'],
    ...(signal && { signal }),
  });
  return readModelFolder(done.at(-1)!.model.path);
}
