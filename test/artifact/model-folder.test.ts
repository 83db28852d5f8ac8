import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { Card } from '../../src/artifact/card.ts';
import type { DemifaceError } from '../../src/common/error.ts';
import { EXPRESSIONS } from '../../src/artifact/labels.ts';
import {
  readCard,
  readModelFolder,
  readOnnxModel,
  writeModelFolder,
  writeInferenceFolder,
} from '../../src/artifact/model-folder.ts';
import { classPrediction } from '../../src/inference/runtime/class-prediction.ts';
import { loadModel } from '../../src/training/library/load-model.ts';
import { startEngine, tf } from '../../src/training/engine/tf.ts';
import { scratchFolder } from '../support/made-data.ts';
import { HEAD, madeCard, smallModelFolder } from './made-model.ts';

const FILES = ['card.json', 'manifest.json', 'model.json', 'model.onnx', 'training.json', 'weights.bin'];

function failureOf(action: () => unknown): DemifaceError {
  try {
    action();
  } catch (error) {
    expect((error as Error).message).not.toContain('\n');
    return error as DemifaceError;
  }
  throw new Error('it went through');
}

/** Changes a file and the manifest with it, as somebody with an editor would. */
function rewrite(folder: string, name: string, change: (text: string) => string): string {
  const path = join(folder, name);
  const text = change(readFileSync(path, 'utf8'));
  writeFileSync(path, text);
  const manifestPath = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as { files: Record<string, unknown> };
  const sha256 = createHash('sha256').update(text).digest('hex');
  manifest.files[name] = { sha256, bytes: Buffer.byteLength(text) };
  writeFileSync(manifestPath, JSON.stringify(manifest));
  return folder;
}

const withCard = (change: (card: Card) => unknown) =>
  rewrite(smallModelFolder(), 'card.json', (text) => JSON.stringify(change(JSON.parse(text) as Card)));

/** What the card of an age model has in place of labels. */
const AGES = { task: 'age', labels: null, ageScale: { mean: 33, std: 20 }, ageInterval: null } as const;

describe('a model folder', () => {
  it('comes back as it was written, and lies there alone', () => {
    const folder = smallModelFolder();
    const { card, weights, sha256 } = readModelFolder(folder);
    expect(card).toEqual(madeCard());
    expect(weights).toEqual(HEAD);
    const bytes = readFileSync(join(folder, 'weights.bin'));
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(readdirSync(folder).sort()).toEqual(FILES);
    expect(readdirSync(join(folder, '..'))).toEqual(['model']);
  });

  it('replaces one that is there', () => {
    const folder = smallModelFolder();
    writeFileSync(join(folder, 'left.txt'), 'over');
    const graph = { node: [], versions: { producer: 1 } };
    writeModelFolder(folder, {
      ...{ card: madeCard({ metrics: { accuracy: 0.75 } }), graph, weights: HEAD, constants: [] },
      onnx: Uint8Array.of(1),
    });
    expect(readModelFolder(folder).card.metrics).toEqual({ accuracy: 0.75 });
    expect(readdirSync(folder)).not.toContain('left.txt');
    expect(readdirSync(join(folder, '..'))).toEqual(['model']);
  });

  it('gives its card alone, and its ONNX file, without the weights', () => {
    const folder = smallModelFolder({ name: 'compact.gender.lower' });
    expect(readCard(folder)).toEqual(madeCard({ name: 'compact.gender.lower' }));
    const { path, card, onnx } = readOnnxModel(folder);
    expect({ path, card, onnx: [...onnx] }).toEqual({ path: folder, card: readCard(folder), onnx: [8, 8] });
  });

  it('of two classes is confident from 60 % on at least, whatever an older card states', () => {
    for (const stated of [0, 0.5, 0.599]) {
      const folder = smallModelFolder({ confidenceThreshold: stated, failures: ['one before'] });
      const cards = [readCard(folder), readModelFolder(folder).card, readOnnxModel(folder).card];
      for (const { confidenceThreshold, failures } of cards) {
        expect(confidenceThreshold).toBe(0.6);
        expect(failures).toEqual([
          'one before',
          `the confidence threshold: its card states ${100 * stated} %; with two classes it is 60 % at least, so that is used`,
        ]);
      }
      // Logits of which the second class gets 51 %.
      const reading = classPrediction(cards[0]!, Float32Array.of(0, Math.log(0.51 / 0.49)));
      expect(reading).toMatchObject({ label: 'female', confident: false });
      expect(reading.probs['female']).toBeCloseTo(0.51, 6);
    }
    for (const stated of [0.6, 0.75, 1])
      expect(readCard(smallModelFolder({ confidenceThreshold: stated }))).toEqual(
        madeCard({ confidenceThreshold: stated }),
      );
  });

  it('of more classes is confident from where its card states', () => {
    const card = madeCard({ task: 'expression', labels: [...EXPRESSIONS], confidenceThreshold: 0.5 });
    expect(readCard(smallModelFolder(card))).toEqual(card);
  });

  it('is not written with a card that does not fit', () => {
    expect(() => smallModelFolder({ labels: ['male'] })).toThrow('found 1 labels, expected 2 for gender');
  });
});

describe('damage is found', () => {
  it.each(FILES)('one byte of %s', (name) => {
    const folder = smallModelFolder();
    const path = join(folder, name);
    const bytes = readFileSync(path);
    for (const at of [0, bytes.length >> 1, bytes.length - 2]) {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 0x04;
      writeFileSync(path, flipped);
      expect(failureOf(() => readModelFolder(folder)).code).toBe('corrupt');
      expect(failureOf(() => readOnnxModel(folder)).code).toBe('corrupt');
      if (name === 'card.json') expect(failureOf(() => readCard(folder)).code).toBe('corrupt');
    }
    writeFileSync(path, bytes);
    expect(() => readModelFolder(folder)).not.toThrow();
  });

  it.each(FILES)('%s cut short, or empty', (name) => {
    const folder = smallModelFolder();
    const bytes = readFileSync(join(folder, name));
    for (const end of [0, 1, bytes.length >> 1, bytes.length - 1 - Number(name === 'manifest.json')]) {
      writeFileSync(join(folder, name), bytes.subarray(0, end));
      expect(failureOf(() => readModelFolder(folder)).code).toBe('corrupt');
    }
  });

  it.each(FILES)('%s missing', (name) => {
    const folder = smallModelFolder();
    rmSync(join(folder, name));
    const { code, message } = failureOf(() => readModelFolder(folder));
    expect(code).toBe(name === 'manifest.json' ? 'missing' : 'corrupt');
    expect(message).toContain(name);
  });

  it('a manifest that leaves a file out', () => {
    const folder = smallModelFolder();
    writeFileSync(join(folder, 'manifest.json'), '{"format":1,"files":{}}');
    expect(failureOf(() => readModelFolder(folder))).toMatchObject({
      code: 'corrupt',
      message: `${join(folder, 'manifest.json')} is damaged: it does not name model.onnx`,
    });
  });

  it('weights asked of a folder that ships ONNX alone', () => {
    const folder = join(scratchFolder(), 'shipped');
    writeInferenceFolder(folder, { card: madeCard(), onnx: Uint8Array.of(8, 8) });
    expect(readOnnxModel(folder).onnx).toEqual(Buffer.of(8, 8));
    expect(failureOf(() => readModelFolder(folder))).toMatchObject({
      code: 'missing',
      message: `${folder} holds its network as ONNX alone, expected its weights too`,
    });
  });

  it('no JSON, or JSON of another form', () => {
    const broken = rewrite(smallModelFolder(), 'card.json', () => '{"format": 1,\n');
    expect(failureOf(() => readModelFolder(broken)).message).toMatch(/card\.json is damaged: it is no JSON$/);
    const other = withCard(({ temperature: _, ...card }) => card);
    expect(failureOf(() => readModelFolder(other))).toMatchObject({
      code: 'corrupt',
      message: expect.stringMatching(/card\.json is damaged: temperature: /) as string,
    });
  });

  it('fewer weights than the network lists', () => {
    const folder = rewrite(smallModelFolder(), 'model.json', (text) =>
      text.replace('"shape":[3,2]', '"shape":[3,3]'),
    );
    expect(failureOf(() => readModelFolder(folder))).toMatchObject({
      code: 'corrupt',
      message: `${join(folder, 'weights.bin')} holds 32 bytes, expected 44`,
    });
  });

  it('no folder, a file, an empty folder', () => {
    const folder = scratchFolder();
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'file'), '');
    for (const name of ['nowhere', 'file', 'empty'])
      expect(failureOf(() => readModelFolder(join(folder, name))).code).toBe('missing');
  });
});

describe('a card that does not fit is refused', () => {
  it.each([
    [
      'labels in another order',
      (card: Card) => ({ ...card, labels: ['female', 'male'] }),
      'label 0 is female, expected male',
    ],
    [
      'too many labels',
      (card: Card) => ({ ...card, labels: ['male', 'female', 'x'] }),
      'found 3 labels, expected 2',
    ],
    ['no labels', (card: Card) => ({ ...card, labels: null }), 'found no labels, expected 2 for gender'],
    [
      'labels for age',
      (card: Card) => ({ ...card, task: 'age' }),
      'an age model must have no labels, found 2',
    ],
    ['age without its scale', (card: Card) => ({ ...card, task: 'age', labels: null }), 'must say its scale'],
    [
      'labels of the occlusion in another order',
      (card: Card) => ({ ...card, task: 'occlusion', labels: ['none', 'lower', 'upper', 'not a face'] }),
      'label 1 is lower, expected upper',
    ],
    [
      'a head of another width',
      (card: Card) => ({ ...card, task: 'age', labels: null, ageScale: { mean: 30, std: 10 } }),
      'the head is 2 wide, but the card has 1 outputs',
    ],
    [
      'an output that is no layer',
      (card: Card) => ({ ...card, taps: { ...card.taps, output: 'nowhere' } }),
      'the head is 0 wide, but the card has 2 outputs',
    ],
    [
      'a temperature that makes every label certain',
      (card: Card) => ({ ...card, temperature: 1e-9 }),
      'the temperature is 1e-9, expected 0.05 to 20',
    ],
    [
      'a temperature that makes every label a coin toss',
      (card: Card) => ({ ...card, temperature: 20.5 }),
      'the temperature is 20.5, expected 0.05 to 20',
    ],
    [
      'a crop of fifty faces',
      (card: Card) => ({ ...card, crop: { scale: 50, up: 0 } }),
      'the crop is 50 times as wide as the box of the face, expected 0.5 to 4',
    ],
    [
      'a crop of a nose',
      (card: Card) => ({ ...card, crop: { scale: 0.1, up: 0 } }),
      'the crop is 0.1 times as wide as the box of the face, expected 0.5 to 4',
    ],
    [
      'a crop beside the face',
      (card: Card) => ({ ...card, crop: { scale: 1, up: -3 } }),
      'the crop lies -3 widths above the box of the face, expected -1 to 1',
    ],
    [
      'ages before birth',
      (card: Card) => ({ ...card, ...AGES, ageScale: { mean: -500, std: 20 } }),
      'the mean age is -500 years, expected 0 to 120',
    ],
    [
      'ages of a million years',
      (card: Card) => ({ ...card, ...AGES, ageScale: { mean: 33, std: 1e6 } }),
      'the spread of ages is 1000000 years, expected 0 to 120',
    ],
    [
      'an interval of ages that ends before it begins',
      (card: Card) => ({ ...card, ...AGES, ageInterval: { low: 20, high: -20 } }),
      'the age interval begins 20 years above the value, expected -100 to -20',
    ],
  ])('%s', (_, change, message) => {
    const error = failureOf(() => readModelFolder(withCard(change)));
    expect(error.code).toBe('mismatch');
    expect(error.message).toContain(message);
  });

  it('by those who read the card alone, too', () => {
    const folder = withCard((card) => ({ ...card, labels: ['female', 'male'] }));
    expect(failureOf(() => readCard(folder)).code).toBe('mismatch');
    expect(failureOf(() => readOnnxModel(folder)).code).toBe('mismatch');
  });
});

describe('loading into the engine', () => {
  beforeAll(async () => {
    await startEngine();
  });

  it('refuses an unknown network and weights of another one', () => {
    const { numTensors } = tf.memory();
    const unknown = readModelFolder(smallModelFolder({ net: 'vgg-z' }));
    expect(failureOf(() => loadModel(unknown))).toMatchObject({
      code: 'mismatch',
      message: `${unknown.path}: unknown network vgg-z; known are compact, compact-lower, compact-upper, vgg-f, vgg-face, resnet-50`,
    });
    const inherited = readModelFolder(smallModelFolder({ net: 'toString' }));
    expect(failureOf(() => loadModel(inherited)).code).toBe('mismatch');
    const empty = readModelFolder(smallModelFolder());
    expect(failureOf(() => loadModel(empty))).toMatchObject({
      code: 'mismatch',
      message: `${empty.path}: weight stem/kernel: found none, expected 864 numbers`,
    });
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
