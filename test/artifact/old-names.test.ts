import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import type { Card } from '../../src/artifact/card.ts';
import { cardSchema } from '../../src/artifact/card.ts';
import { LABELS } from '../../src/artifact/labels.ts';
import { readCard, readModelFolder, readOnnxModel } from '../../src/artifact/model-folder.ts';
import { shippedModels } from '../../src/artifact/places.ts';
import { planCurriculum } from '../../src/training/curriculum/plan.ts';
import { exportModel } from '../../src/training/library/export-model.ts';
import { bestModel, findModel, findModels } from '../../src/training/library/model-library.ts';
import { findPreset, PRESETS } from '../../src/training/presets/index.ts';
import { scratchFolder } from '../support/made-data.ts';
import { oldFile } from '../support/old-names.ts';

/** A model that shipped: its network is still the same. */
function oldModel(before: string, now: string): string {
  const folder = oldFile(join('models', before));
  copyFileSync(join(shippedModels(), now, 'model.onnx'), join(folder, 'model.onnx'));
  return folder;
}

/** Intervals of weighted accuracy are computed another way since. */
const withoutIntervals = (card: Card): unknown =>
  JSON.parse(
    JSON.stringify(card, (key, value: unknown) =>
      key === 'intervals' || key === 'ci95' ? undefined : value,
    ),
  );

it.each([
  ['hidden', 'occlusion'],
  ['gender.lower', 'gender.lower'],
])('a %s model that shipped opens as %s, with the same card but for its intervals', (before, now) => {
  const { card, sha256 } = readOnnxModel(oldModel(before, now));
  const present = readOnnxModel(join(shippedModels(), now));
  expect(withoutIntervals(card)).toEqual(withoutIntervals(present.card));
  expect(sha256).toBe(present.sha256);
});

it('the license of a former card is read, and written by its present name', () => {
  const former = JSON.parse(
    readFileSync('test/fixtures/old-names/models/gender.lower/card.json', 'utf8'),
  ) as {
    data: { licence: string };
  };
  const { data } = cardSchema.parse(former);
  expect(data).toMatchObject({ license: former.data.licence });
  expect(data).not.toHaveProperty('licence');
  expect(cardSchema.parse(cardSchema.parse(former)).data).toEqual(data);
});

it('a former library answers to the present names and to the former one', () => {
  const library = join(oldModel('hidden', 'occlusion'), '..');
  for (const name of ['occlusion', 'hidden'])
    expect(findModel(name, library).card).toMatchObject({ name: 'occlusion', task: 'occlusion' });
  expect(findModel('hidden').path).toBe(join(shippedModels(), 'occlusion'));
});

it('a runs folder opens: its models, with weights', () => {
  const models = findModels(oldFile('runs'));
  const expected = { confidenceThreshold: 0.75, temperature: 1.25 };
  const found = bestModel(models, 'occlusion', 'full')!;
  expect(found.card).toMatchObject({
    ...{ ...expected, name: 'occlusion', labels: LABELS.occlusion },
    ...{ stage: { preset: 'compact-occlusion-full' }, data: { layout: 'occlusion' } },
  });
  expect(readModelFolder(found.path).weights.map(({ name }) => name)).toContain('output/bias');
  expect(bestModel(models, 'expression', 'full')!.card).toMatchObject(expected);
});

it('finished stages are found again: their keys are those of before', () => {
  const keys = JSON.parse(readFileSync('test/fixtures/old-names/stage-keys.json', 'utf8')) as object;
  const before = PRESETS.filter(({ task }) => task !== 'custom'); // it came later
  const present = before.map((preset) => [
    preset.id.replace('-occlusion-', '-hidden-'),
    planCurriculum(preset, 'f'.repeat(64)).at(-1)!.key,
  ]);
  expect(Object.fromEntries(present)).toEqual(keys);
  expect(findPreset('compact-hidden-full')).toBe(findPreset('compact-occlusion-full'));
});

it('an export with a card of before is known as one and replaced', async () => {
  const folder = scratchFolder();
  const out = join(folder, 'gender.onnx');
  const from = join(shippedModels(), 'gender.lower');
  const card = join(folder, 'gender.card.json');
  copyFileSync('test/fixtures/old-names/models/gender.lower/card.json', card);
  expect(readFileSync(card, 'utf8')).toContain('"sure"');
  await exportModel(from, { format: 'onnx', out, cardBeside: true });
  expect(cardSchema.parse(JSON.parse(readFileSync(card, 'utf8')))).toEqual(readCard(from));
  expect(readdirSync(folder).sort()).toEqual(['gender.card.json', 'gender.onnx']);
});
