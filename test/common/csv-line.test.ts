import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';

import { csvLine } from '../../src/common/csv-line.ts';
import { bundleFiles } from '../../src/main/core/features/lab/export/bundle.ts';
import { csvOf } from '../../src/main/core/features/audience/insights/csv.ts';
import { recordingRows } from '../../src/inference/recording/recording-rows.ts';
import { csvRows } from '../../src/cli/output/prediction.ts';

const HARMFUL = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1+1',
  '=HYPERLINK("http://x","y")',
];
const HARMLESS = ['a.jpg', 'a "b",c.jpg', 'zwei\nZeilen', '', ' =1', "'", 'a=b', 'ü.png'];
const NUMBERS = [-1, 0, 2.5, '-1', '+1.5', '-0.25', '1e-7', -1e-7];

function parsed(text: string): string[][] {
  return parse(text, { relax_column_count: true, skip_empty_lines: true });
}

it('writes lines that another parser reads back, text that would act as a formula guarded', () => {
  for (const cells of [HARMFUL, HARMLESS, NUMBERS]) {
    const [back] = parsed(csvLine(cells));
    const guard = cells === HARMFUL ? "'" : '';
    expect(back).toEqual(cells.map((cell) => guard + String(cell)));
  }
});

it.each(HARMFUL)('guards %j in every table that names files', (name) => {
  const face = { box: { x: -3, y: 1, width: 2, height: 2 }, score: 1, occlusion: 'none' as const };
  const [row] = parsed(csvRows({ file: name, timeS: 0, faces: [face] }).join('\n'));
  expect(row![0]).toBe(`'${name}`);
  expect(row).toContain('-3');

  const rows = recordingRows({ tasks: ['age'], models: {} });
  const live = { atMs: 0, scene: 'clear', faces: [] } as unknown as Parameters<typeof rows.rows>[1];
  const taken = { file: name, nth: 0 };
  expect(parsed(rows.rows(taken, live).join('\n'))[0]![0]).toBe(`'${name}`);
});

it('guards names in the export of a run', () => {
  const predictions = {
    split: 'test' as const,
    files: HARMFUL,
    truth: HARMFUL.map(() => 'anger'),
    models: [{ name: '=student', predicted: HARMFUL.map(() => -1.5), report: {} }],
    interpretation: {},
    corrections: 0,
  };
  const summary = { name: 'run', preset: 'p', seed: 1, layout: 'csv', fingerprint: null, stages: [] };
  const resolved = { id: 'p' };
  const parts = { summary, resolved, epochs: {}, predictions, stages: [], until: null };
  const files = bundleFiles(parts as unknown as Parameters<typeof bundleFiles>[0]);
  const [head, ...rows] = parsed(files['predictions.csv']!);
  expect(head).toEqual(['file', 'label', "'=student"]);
  expect(rows).toEqual(HARMFUL.map((name) => [`'${name}`, 'anger', '-1.5']));
});

it('writes audience tables with the same cells, suppressed figures as suppressed', () => {
  const answer = {
    kind: 'dwell',
    bins: [{ fromSeconds: 0, toSeconds: null, visits: null }],
    visits: 3,
    neverObserved: [],
    unreported: [],
  };
  const table = parsed(csvOf(answer as unknown as Parameters<typeof csvOf>[0]));
  expect(table.slice(1)).toEqual([
    ['0', '', 'suppressed'],
    ['all', '', '3'],
  ]);
});
