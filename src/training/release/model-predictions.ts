import type { ModelFolder } from '../../artifact/model-folder.ts';
import { headWidth } from '../../artifact/labels.ts';
import { yearsOf } from '../../artifact/years.ts';
import type { CurriculumPictures } from '../curriculum/pictures.ts';
import { openPictures } from '../datasets/picture-source.ts';
import type { PreparedPicture, PreparedSet } from '../datasets/prepared.ts';
import { reportedSplit } from '../datasets/roles.ts';
import { seenInTraining } from '../datasets/splits.ts';
import { labelOf } from '../datasets/targets.ts';
import { trainingSplitPictures } from '../evaluation/evaluate.ts';
import { modelOutputs } from '../library/model-outputs.ts';
import { nearDuplicatesInTraining } from './near-copies.ts';

/** What a model predicts for one labeled picture, and all that its figures need of the picture. */
export interface LabeledPrediction {
  name: string;
  /** Index of the class, or the age in years. */
  truth: number;
  /** Logits before temperature, one a class; for age the predicted years alone. */
  outputs: readonly number[];
  ageYears?: number | undefined;
  /** By kind of group: race, age band, light … */
  groups: Readonly<Record<string, string>>;
  /** Whether a byte-identical picture stands in the splits that the model was made from. */
  isCopy: boolean;
  /** Whether a nearly identical one does; true for every byte-identical one. */
  isNearCopy: boolean;
}

/** The predictions that a model's card is computed from; nothing of a picture but its name and labels. */
export interface ModelPredictions {
  /** The pictures that choose: thresholds, weak labels, the audience's confusion. */
  selection: readonly LabeledPrediction[];
  /** The pictures that figures are reported on. */
  reported: readonly LabeledPrediction[];
  /** Of the reported pictures: `test`, or `val` where there is none. */
  split: string;
}

/** Mean of the pixels, 0 … 255, below which a picture is called dark. */
const DARK = 70;

/** Runs a model over the model-selection set and the reported split. @throws DemifaceError as `outputsOf` */
export async function modelPredictions(
  model: ModelFolder,
  { prepared, selection }: Pick<CurriculumPictures, 'prepared' | 'selection'>,
  signal?: AbortSignal,
): Promise<ModelPredictions> {
  const split = reportedSplit(prepared.pictures);
  const reported = prepared.pictures.filter((picture) => picture.split === split);
  const predict = async (pictures: readonly PreparedPicture[], training: readonly PreparedPicture[]) => {
    const outputs = await predictedBy(model, prepared, pictures, signal);
    const copies = seenInTraining(pictures, training);
    const near = await nearDuplicatesInTraining(prepared, pictures, training, signal);
    const lights = lightsOf(prepared, pictures);
    return pictures.map((picture, i): LabeledPrediction => {
      const { name, ageYears, groups } = picture;
      return {
        name,
        ageYears,
        truth: labelOf(picture, model.card),
        outputs: outputs[i]!,
        groups: { ...groups, light: lights[i]! },
        isCopy: copies[i]!,
        isNearCopy: copies[i]! || near[i]!,
      };
    });
  };
  return {
    selection: await predict(selection, []),
    reported: await predict(reported, trainingSplitPictures(model.card, prepared)),
    split,
  };
}

async function predictedBy(
  model: ModelFolder,
  prepared: PreparedSet,
  pictures: readonly PreparedPicture[],
  signal?: AbortSignal,
): Promise<number[][]> {
  const { card } = model;
  const { task, visible, flip } = card;
  const width = headWidth(card);
  const outputs = await modelOutputs(model, 'output', { prepared, pictures, visible, flip }, signal);
  return pictures.map((_, i) => {
    const own = [...outputs.subarray(i * width, (i + 1) * width)];
    return (task === 'age' ? [yearsOf(card, own[0]!)] : own).map(rounded);
  });
}

/** To four decimals, as a file of predictions holds them: figures are the same before and after. */
const rounded = (value: number): number => Number(value.toFixed(4));

function lightsOf(prepared: PreparedSet, pictures: readonly PreparedPicture[]): string[] {
  const source = openPictures(prepared.picturesPath, prepared.size, prepared.channels);
  try {
    return pictures.map(({ row }) => {
      const { data } = source.read(row);
      return data.reduce((sum, value) => sum + value, 0) / data.length < DARK ? 'dark' : 'light';
    });
  } finally {
    source.close();
  }
}
