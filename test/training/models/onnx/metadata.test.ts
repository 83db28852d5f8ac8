import { BinaryReader } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';

import type { Card } from '../../../../src/artifact/card.ts';
import { NETS } from '../../../../src/training/models/index.ts';
import { createModel, readValues } from '../../../../src/training/models/index.ts';
import { isOurOnnx, onnxModel } from '../../../../src/training/models/onnx/index.ts';
import { startEngine } from '../../../../src/training/engine/tf.ts';
import { madeCard } from '../../../artifact/made-model.ts';

/** Fields of ModelProto, by onnx.proto. */
const FIELD = { irVersion: 1, producer: 2, doc: 6, graph: 7, opset: 8, metadata: 14 };

/** What another program sees of the file: sentences, and what is known by key. */
function described(onnx: Uint8Array): { producer: string; doc: string; metadata: Record<string, string> } {
  const found = { producer: '', doc: '', metadata: {} as Record<string, string> };
  const reader = new BinaryReader(onnx);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (field === FIELD.producer) found.producer = reader.string();
    else if (field === FIELD.doc) found.doc = reader.string();
    else if (field === FIELD.metadata) {
      const entry = new BinaryReader(reader.bytes());
      entry.tag();
      const key = entry.string();
      entry.tag();
      found.metadata[key] = entry.string();
    } else reader.skip(type);
  }
  return found;
}

async function fileOf(changes: Partial<Card>): Promise<Uint8Array> {
  await startEngine();
  const model = createModel(NETS.compact({ inputSize: 32, outputs: 2, dropout: 0 }), { seed: 1 });
  const values = await readValues(model.weights);
  model.dispose();
  return onnxModel(model.architecture, values, madeCard(changes));
}

describe('a file tells a stranger', () => {
  it('how a classifier is fed and read', async () => {
    const { producer, doc, metadata } = described(await fileOf({ visible: 'lower', temperature: 1.5 }));
    expect(producer).toBe('demiface');
    expect(metadata).toMatchObject({
      task: 'gender',
      visible: 'lower',
      use: 'research only',
      dataLicense: 'none',
    });
    const parsed = (key: string) => JSON.parse(metadata[key]!) as unknown;
    expect(parsed('labels')).toEqual(['male', 'female']);
    expect(parsed('temperature')).toBe(1.5);
    expect(parsed('flip')).toBe(true);
    expect(parsed('preprocessing')).toMatchObject({
      ...{ size: 32, color: 'rgb', occludedRows: [0, 16] },
      scaling: { mean: [127, 127, 127], std: [64, 64, 64] },
    });
    expect(parsed('card')).toEqual(madeCard({ visible: 'lower', temperature: 1.5 }));
    expect(doc).toContain('Rows 0 to 15 are occluded: set them to 0.');
    expect(doc).toContain('softmax(output / 1.5) are the probabilities of male, female');
  });

  it('how an age is read', async () => {
    const ageScale = { mean: 33.5, std: 19 };
    const age: Partial<Card> = { task: 'age', labels: null, ageScale, ageInterval: { low: -5, high: 7 } };
    const { doc, metadata } = described(await fileOf(age));
    expect(doc).toContain('age in years is output · 19 + 33.5');
    expect(doc).not.toContain('occlusion');
    expect(JSON.parse(metadata['ageScale']!)).toEqual(ageScale);
    expect(JSON.parse(metadata['ageInterval']!)).toEqual({ low: -5, high: 7 });
    expect(metadata['labels']).toBe('null');
  });
});

it('our files are known by their start, others are not', async () => {
  const onnx = await fileOf({});
  expect(isOurOnnx(onnx)).toBe(true);
  expect(isOurOnnx(onnx.subarray(0, 32))).toBe(true);
  expect(isOurOnnx(onnx.subarray(0, 5))).toBe(false);
  expect(isOurOnnx(onnx.subarray(1))).toBe(false);
  expect(isOurOnnx(new Uint8Array(32))).toBe(false);
});
