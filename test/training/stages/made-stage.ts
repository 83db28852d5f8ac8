import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { PreparedPicture, PreparedSet } from '../../../src/training/datasets/prepared.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import type { Split } from '../../../src/training/sources/types.ts';
import { netFor } from '../../../src/training/models/index.ts';
import type { Architecture } from '../../../src/training/models/index.ts';
import { findPreset, headOf, networkOf, withSettings } from '../../../src/training/presets/index.ts';
import type { LearningPreset, Preset } from '../../../src/training/presets/index.ts';
import type { Stage } from '../../../src/training/stages/stage.ts';
import { scratchFolder } from '../../support/made-data.ts';

const SIZE = 16;

/** Noise, brighter above for one half of the classes: prepared pictures without any decoding. */
export function madePrepared(counts: Partial<Record<Split, number>>, folder = scratchFolder()): PreparedSet {
  mkdirSync(folder, { recursive: true });
  const splits = Object.entries(counts).flatMap(([split, n]) => Array<Split>(n).fill(split as Split));
  const pixels = new Uint8Array(splits.length * SIZE * SIZE);
  const pictures = splits.map((split, row): PreparedPicture => {
    const expression = row % 2;
    const random = randomFor(1, row);
    for (let i = 0; i < SIZE * SIZE; i++) {
      const bright = i < (SIZE * SIZE) / 2 === (expression === 0);
      pixels[row * SIZE * SIZE + i] = random.int(100) + (bright ? 120 : 20);
    }
    const name = `face${row}.png`;
    const votes = Array.from({ length: 8 }, (_, k) => (k === expression ? 9 : k === 2 ? 1 : 0));
    return {
      ...{ name, file: `${split}/${name}`, split, row, contentId: `content${row}` },
      ...{ expression, votes, gender: row % 2, ageYears: 20 + (row % 40) },
    };
  });
  const picturesPath = join(folder, 'pictures.bin');
  writeFileSync(picturesPath, pixels);
  return {
    folder,
    picturesPath,
    size: SIZE,
    channels: 1,
    fingerprint: 'made',
    pictures,
    leftOut: [],
    clipped: [],
  };
}

/** The smoke preset at 16 pixels and batches of 8, with further settings. */
export function tinyPreset(settings: readonly string[] = [], id = 'smoke-expression-lower'): Preset {
  const preset = findPreset(id);
  const small = ['inputSize=16', ...(preset.half ? ['half.inputSize=16'] : []), 'color=gray', 'batchSize=8'];
  return withSettings(preset, [...small, ...settings]);
}

/** The network of a stage that learns classes. */
export function stageArchitecture(preset: Preset, { kind, dropout }: LearningPreset): Architecture {
  const { net, inputSize } = networkOf(preset, kind);
  return netFor(net, headOf(preset), { inputSize, dropout, ageScale: null });
}

/** The teacher of `tinyPreset` on made pictures. */
export function tinyStage(settings: readonly string[] = [], train = 32): Stage {
  const preset = tinyPreset(settings);
  const folder = scratchFolder();
  const prepared = madePrepared({ train, val: 12 }, folder);
  const learning = preset.stages[0] as LearningPreset;
  return {
    key: 'key',
    preset,
    settings: learning,
    architecture: stageArchitecture(preset, learning),
    seed: 5,
    pictures: {
      prepared,
      train: prepared.pictures.filter(({ split }) => split === 'train'),
      selection: prepared.pictures.filter(({ split }) => split === 'val'),
    },
    ageScale: null,
    start: null,
    teacher: null,
    workFolder: join(folder, 'work'),
  };
}
