import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { scratchFolder } from '../../common/files/scratch.ts';
import type { PreparedPicture } from '../datasets/prepared.ts';
import { createModel, netFor } from '../models/index.ts';
import { readValues } from '../models/index.ts';
import type { LearningPreset, Net } from '../presets/index.ts';
import { findPreset, headOf, isLearning, withSettings } from '../presets/index.ts';
import { rowsInMemory } from '../mining/rows.ts';
import { embeddingWidth } from '../models/index.ts';
import { runStage } from '../stages/run-stage.ts';
import type { Stage, StagePictures } from '../stages/stage.ts';
import type { TeacherOutputs } from '../stages/teacher-outputs.ts';

export interface DistillBenchOptions {
  net: Net;
  size: number;
  batch: number;
  /** Training pictures of an epoch; a ninth as many choose. */
  pictures: number;
  rounds: number;
  signal?: AbortSignal;
}

/** Seconds of an epoch: its inputs, its steps, predictions on the model-selection set, its checkpoint. */
export interface EpochSeconds extends Record<(typeof KINDS)[number], number> {
  /** Of the triplet epoch's anchors: how many different negatives they have. Those of a batch are run once each. */
  negatives: number;
}

const KINDS = ['student', 'standard', 'triplet'] as const;
const CLASSES = 8;

/**
 * Measures what an epoch of each distillation costs beside one of a student of the same net, on random pictures. The
 * kinds take turns, so that what else the machine does meets all alike.
 * @returns one entry a round
 */
export async function benchDistillation(options: DistillBenchOptions): Promise<EpochSeconds[]> {
  const { net, size, batch, pictures: count, rounds, signal } = options;
  const folder = scratchFolder();
  try {
    const pictures = madePictures(folder, count, size);
    const base = findPreset(`${net}-expression-lower`);
    const settings = [
      `inputSize=${size}`,
      `batchSize=${batch}`,
      'epochs=2',
      'targets=labels',
      'student.start=scratch',
    ];
    const margin = ['triplet.margin=0.2', 'triplet.share=0.1'];
    const preset = withSettings(base, [...settings, ...margin]);
    const architecture = (dropout: number) =>
      netFor(net, headOf(preset), { inputSize: size, dropout, ageScale: null });
    const fresh = createModel(architecture(0), { seed: 1 });
    const start = await readValues(fresh.weights);
    fresh.dispose();
    const teacher = madeTeacher(count, embeddingWidth(architecture(0)));
    const seconds: EpochSeconds[] = [];
    for (let round = 0; round < rounds; round++) {
      const found: Partial<EpochSeconds> = {};
      for (const kind of KINDS) {
        const settings = slow(preset.stages.filter(isLearning).find((stage) => stage.kind === kind)!);
        const workFolder = join(folder, `${kind}${round}`);
        const stage = {
          key: kind,
          preset,
          settings,
          seed: 1,
          pictures,
          architecture: architecture(settings.dropout),
          ageScale: null,
          start,
          teacher,
          workFolder,
        };
        const { seconds: taken, figures } = await secondEpoch(stage, signal);
        found[kind] = taken;
        found.negatives = figures['negatives'] ?? 0;
        rmSync(workFolder, { recursive: true });
      }
      seconds.push(found as EpochSeconds);
    }
    return seconds;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** At a rate at which nothing can run away. */
function slow(settings: LearningPreset): LearningPreset {
  return { ...settings, schedule: { kind: 'constant', rate: 1e-9 } };
}

/** The first epoch warms up. */
async function secondEpoch(stage: Stage, signal: AbortSignal | undefined) {
  const ends: number[] = [];
  const onEpoch = () => void ends.push(performance.now());
  const { history } = await runStage(stage, { onEpoch, ...(signal && { signal }) });
  return { seconds: (ends[1]! - ends[0]!) / 1000, figures: history[1]!.figures };
}

function madePictures(folder: string, count: number, size: number): StagePictures {
  const choosing = Math.ceil(count / 9);
  const picturesPath = join(folder, 'pictures.bin');
  writeFileSync(picturesPath, randomBytes((count + choosing) * size * size * 3));
  const picture = (row: number): PreparedPicture => ({
    name: `${row}.png`,
    file: `${row}.png`,
    split: 'train',
    row,
    contentId: String(row),
    expression: row % CLASSES,
  });
  return {
    prepared: { picturesPath, size, channels: 3 },
    train: Array.from({ length: count }, (_, row) => picture(row)),
    selection: Array.from({ length: choosing }, (_, i) => picture(count + i)),
  };
}

function madeTeacher(count: number, width: number): TeacherOutputs {
  const made = (numbers: number) =>
    rowsInMemory(
      Float32Array.from({ length: count * numbers }, (_, i) => (i * 7919) % 13),
      numbers,
    );
  return { logits: made(CLASSES), embeddings: made(width), close() {} };
}
