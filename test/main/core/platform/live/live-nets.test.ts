import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { readOnnxModel } from '../../../../../src/artifact/model-folder.ts';
import { shippedModels } from '../../../../../src/artifact/places.ts';
import { sha256 } from '../../../../../src/common/sha256.ts';
import { openLiveNets } from '../../../../../src/main/core/platform/live/live-nets.ts';
import { saveLiveModel } from '../../../../../src/main/core/platform/models/live-models.ts';
import {
  readIntactModel,
  readIntactOcclusionModel,
} from '../../../../../src/main/core/platform/models/read-sound.ts';
import { damagedCopy } from '../../../../support/damaged-copy.ts';
import { scratchFolder } from '../../../../support/made-data.ts';
import { madeStore } from '../../features/audience/made-audience.ts';
import { englishText } from '../../../../../src/messages/english.ts';
import type { CodedMessage } from '../../../../../src/messages/message.ts';

test('a damaged live model is left out by name; the one before it serves, and the others read', async () => {
  const store = madeStore(join(scratchFolder(), 'demiface.sqlite'));
  const path = damagedCopy('gender.lower');
  saveLiveModel(store, { task: 'gender', visible: 'lower', path, name: 'my gender' });
  const nets = await openLiveNets(store, ['gender']);
  onTestFinished(() => nets.dispose());
  expect(nets.leftOut.map(englishText)).toEqual([
    expect.stringMatching(/^my gender is damaged and left out: .*model\.onnx/),
  ]);
  for (const visible of ['full', 'lower', 'upper'] as const)
    expect(nets.modelsFor(visible).map(({ card }) => `${card.task}.${card.visible}`)).toEqual([
      `gender.${visible}`,
    ]);
  const whole = readOnnxModel(join(shippedModels(), 'gender.lower')).sha256;
  expect(nets.models.find(({ card }) => card.visible === 'lower')?.sha256).toBe(whole);
});

test('where all are damaged there is none, and covered faces are never read as whole ones', async () => {
  const path = damagedCopy('occlusion');
  const leftOut: CodedMessage[] = [];
  expect(await readIntactModel([{ name: 'a', path }], leftOut)).toBeNull();
  expect(leftOut.map(englishText)).toEqual([expect.stringMatching(/^a is damaged and left out: /)]);
  expect(await readIntactOcclusionModel([], [])).toBeNull();
  await expect(readIntactOcclusionModel([{ name: 'a', path }], [])).rejects.toThrow(
    expect.objectContaining({ code: 'corrupt', message: expect.stringMatching(/^a is damaged/) as string }),
  );
  const whole = join(shippedModels(), 'occlusion');
  const candidates = [
    { name: 'a', path },
    { name: 'b', path: whole },
  ];
  expect((await readIntactOcclusionModel(candidates, []))?.sha256).toBe(readOnnxModel(whole).sha256);
});

test('a model of 150 MB is read while the process goes on', async () => {
  const path = join(scratchFolder(), 'large');
  cpSync(join(shippedModels(), 'occlusion'), path, { recursive: true });
  const onnx = new Uint8Array(150e6).fill(7);
  const file = join(path, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { files: Record<string, object> };
  manifest.files['model.onnx'] = { sha256: sha256(onnx), bytes: onnx.length };
  writeFileSync(join(path, 'model.onnx'), onnx);
  writeFileSync(file, JSON.stringify(manifest));
  let turns = 0;
  const counting = setInterval(() => turns++, 1);
  const read = await readIntactModel([{ name: 'large', path }], []);
  clearInterval(counting);
  expect(read?.onnx.length).toBe(onnx.length);
  // In one go there is no turn at all; by time alone a busy machine would decide.
  expect(turns).toBeGreaterThan(5);
  writeFileSync(join(path, 'model.onnx'), onnx.fill(8, 149e6));
  expect(await readIntactModel([{ name: 'large', path }], [])).toBeNull();
});
