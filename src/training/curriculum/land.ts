import type { Card } from '../../artifact/card.ts';
import type { Visible } from '../../artifact/labels.ts';
import { writeModelFolder } from '../../artifact/model-folder.ts';
import { cropOf } from '../sources/crops.ts';
import { licenseOf } from '../sources/licenses.ts';
import { graphModel } from '../models/graph-model.ts';
import type { Architecture, WeightValues } from '../models/index.ts';
import { namedWeights } from '../models/index.ts';
import { onnxModel } from '../models/onnx/index.ts';
import { headOf, networkOf } from '../presets/index.ts';
import type { Preset, RetrainPreset, StageKind } from '../presets/index.ts';
import { calibrate } from '../stages/calibrate.ts';
import { selectionMetrics } from '../stages/selection.ts';
import type { CurriculumPictures } from './pictures.ts';
import type { StageNode } from './plan.ts';

/** What a stage made. */
export interface StageOutput {
  preset: Preset;
  node: Pick<StageNode, 'key'> & { kind: StageKind | RetrainPreset['kind'] };
  /** Keys of the models that it hangs on. */
  parents: readonly string[];
  visible: Visible;
  architecture: Architecture;
  /** Names of the networks side by side; none for a single one. */
  branches: readonly string[];
  weights: WeightValues;
  /** Of the model-selection pictures: [pictures, head width]. */
  outputs: Float32Array;
  /** Where other than the layout's. */
  crop?: Card['crop'];
  /** Of the model that it was made from, where there is one. */
  terms?: Pick<Card, 'use'> & { license: string };
  /** How it came about, for `training.json`. */
  record: Readonly<Record<string, unknown>>;
}

/**
 * Lands a stage's result as a model folder, there whole or not at all.
 * @throws DemifaceError `disk`
 */
export function landStage(
  folder: string,
  {
    preset,
    node,
    parents,
    visible,
    architecture,
    branches,
    weights,
    outputs,
    crop,
    terms,
    record,
  }: StageOutput,
  { prepared, train, selection, selectionSet, splits, ageScale }: CurriculumPictures,
): void {
  const { color, scaling } = preset;
  const head = headOf(preset);
  const { task, labels } = head;
  const { net, inputSize: size } = networkOf(preset, node.kind);
  const card: Card = {
    format: 1,
    name: task === 'occlusion' ? task : `${preset.net}.${preset.title ?? task}.${visible}`,
    ...(preset.title !== undefined && { title: preset.title }),
    net,
    branches: [...branches],
    task,
    labels: labels ? [...labels] : null,
    visible,
    preprocessing: { size, color, scaling: { mean: [...scaling.mean], std: [...scaling.std] } },
    crop: { ...(crop ?? cropOf(preset.layout)) },
    ageScale,
    ...calibrate(head, outputs, selection, ageScale),
    weakLabels: [],
    flip: true,
    taps: architecture.taps,
    stage: { key: node.key, kind: node.kind, preset: preset.id, seed: preset.seed, parents: [...parents] },
    data: {
      layout: preset.layout,
      fingerprint: prepared.fingerprint,
      pictures: train.length,
      license: terms?.license ?? licenseOf(preset.layout),
      choosing: selectionSet,
      choosingPictures: selection.length,
      splits: [...splits],
    },
    use: terms?.use ?? 'research only',
    metrics: selectionMetrics(head, outputs, selection, ageScale).metrics,
    measured: null,
    failures: [],
  };
  writeModelFolder(folder, {
    card,
    ...graphModel(architecture),
    weights: namedWeights(architecture, weights),
    onnx: onnxModel(architecture, weights, card),
    extra: { 'training.json': `${JSON.stringify({ preset, ...record }, null, 2)}\n` },
  });
}
