import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import {
  exportedFiles,
  writeExport,
} from '../../../../../src/main/core/features/lab/export/export-folder.ts';
import { oldFile } from '../../../../support/old-names.ts';
import { madeLab } from './made-core.ts';

test('a runs folder of before is opened with its stages, epochs and presets', async () => {
  const lab = await madeLab();
  const folder = oldFile('runs');
  const begun = lab.handlers['lab.openFolder']({ folder });
  expect(await lab.outcome<'open'>(begun)).toMatchObject({ added: 2, updated: 0, skipped: 0 });
  const runs = await lab.handlers['lab.runs']({});
  expect(runs.map(({ preset, task, layout, state }) => [preset, task, layout, state]).sort()).toEqual([
    ['compact-occlusion-full', 'occlusion', 'occlusion', 'done'],
    ['smoke-expression-lower', 'expression', 'ferplus', 'done'],
  ]);
  for (const { stages } of runs) expect(stages[0]).toMatchObject({ state: 'done', epoch: 1 });
});

test('an export of a run of before is known as one and replaced', async () => {
  const bundle = oldFile('bundle');
  expect(exportedFiles(bundle)).toContain('teacher.card.json');
  await writeExport(bundle, { 'demiface-run.json': '{}' });
  expect(readdirSync(bundle).sort()).toEqual(['demiface-run.json', 'manifest.json']);
  expect(readFileSync(join(bundle, 'demiface-run.json'), 'utf8')).toBe('{}');
});
