import type { ModelFolder } from '../../artifact/model-folder.ts';
import type { AgeScale } from '../../artifact/years.ts';
import { labelOf } from '../datasets/targets.ts';
import type { PreparedPicture } from '../datasets/prepared.ts';
import { selectC } from '../ensemble/select-c.ts';
import type { CFigure, Labeled } from '../ensemble/select-c.ts';
import type { DenseHead } from '../ensemble/standardize.ts';
import { headOutputs } from '../ensemble/standardize.ts';
import type { JoinedNetwork } from '../ensemble/joined-network.ts';
import { joinedNetwork } from '../ensemble/joined-network.ts';
import { architectureOf } from '../library/load-model.ts';
import { modelOutputs } from '../library/model-outputs.ts';
import type { Rows } from '../mining/rows.ts';
import { rowsInMemory } from '../mining/rows.ts';
import { embeddingWidth } from '../models/index.ts';
import { headOf } from '../presets/index.ts';
import type { EnsemblePreset, Preset } from '../presets/index.ts';

import type { StagePictures } from './stage.ts';

export interface EnsembleStage {
  preset: Preset;
  settings: EnsemblePreset;
  /** The trained members, in the order of the settings. */
  members: readonly ModelFolder[];
  pictures: StagePictures;
  ageScale: AgeScale | null;
}

export interface EnsembleHooks {
  onC?: (figure: CFigure) => void;
  signal?: AbortSignal | undefined;
}

export interface EnsembleResult extends JoinedNetwork {
  /** Of the model-selection pictures, mirror images averaged in: [pictures, head width]. */
  outputs: Float32Array;
  C: number;
  figures: readonly CFigure[];
}

/**
 * Curriculum step 4 (Sec. 3): the members' embeddings of the half-visible training pictures, joined and scaled, in a
 * linear SVC or SVR; its hyperplanes become the last layer of a network that holds the members.
 * @throws DemifaceError `mismatch` if fewer than two classes have pictures, `diverged`, `interrupted`
 */
export async function fitEnsemble(
  { preset, settings, members, pictures, ageScale }: EnsembleStage,
  { onC, signal }: EnsembleHooks = {},
): Promise<EnsembleResult> {
  const classHead = headOf(preset);
  // In years where the preset's losses are: C then means what it means in the paper.
  const unit = preset.ageLoss === 'years' ? { mean: 0, std: 1 } : ageScale;
  const targetOf = (picture: PreparedPicture) =>
    unit ? (labelOf(picture, classHead) - unit.mean) / unit.std : labelOf(picture, classHead);
  const labeled = async (of: readonly PreparedPicture[], flip: boolean): Promise<Labeled> => ({
    rows: await joinedEmbeddings(members, pictures.prepared, of, flip, signal),
    targets: of.map(targetOf),
  });
  const train = await labeled(pictures.train, false);
  // The head is linear: its output of averaged embeddings is the average of its outputs.
  const selection = await labeled(pictures.selection, true);
  const {
    C,
    head: fitted,
    figures,
  } = await selectC({
    classes: classHead.labels?.length ?? null,
    penalties: settings.penalty,
    train,
    selection,
    ...(onC && { onC }),
    signal,
  });
  const head = ageScale && unit ? rescaled(fitted, unit, ageScale) : fitted;
  return {
    ...joinedNetwork(settings.members, members, head),
    outputs: headOutputs(head, selection.rows),
    C,
    figures,
  };
}

/** The same years from outputs on another scale. */
function rescaled({ outputs, kernel, bias }: DenseHead, from: AgeScale, to: AgeScale): DenseHead {
  const factor = from.std / to.std;
  return {
    outputs,
    kernel: kernel.map((weight) => weight * factor),
    bias: bias.map((value) => (value * from.std + from.mean - to.mean) / to.std),
  };
}

/** [pictures, the members' widths together] */
async function joinedEmbeddings(
  members: readonly ModelFolder[],
  prepared: StagePictures['prepared'],
  pictures: readonly PreparedPicture[],
  flip: boolean,
  signal: AbortSignal | undefined,
): Promise<Rows> {
  const widths = members.map((member) => embeddingWidth(architectureOf(member)));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const joined = new Float32Array(pictures.length * total);
  let offset = 0;
  for (const [i, member] of members.entries()) {
    const width = widths[i]!;
    const { visible } = member.card;
    const values = await modelOutputs(member, 'embedding', { prepared, pictures, visible, flip }, signal);
    for (let row = 0; row < pictures.length; row++)
      joined.set(values.subarray(row * width, (row + 1) * width), row * total + offset);
    offset += width;
  }
  return rowsInMemory(joined, total);
}
