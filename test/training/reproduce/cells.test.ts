import { describe, expect, it } from 'vitest';

import { neededFor, planCurriculum } from '../../../src/training/curriculum/plan.ts';
import { TABLES } from '../../../src/training/reproduce/cell.ts';
import type { CellPlace, ModelRow } from '../../../src/training/reproduce/cell.ts';
import { requestedCells } from '../../../src/training/reproduce/cells.ts';
import { PANELS, PUBLISHED_CELLS } from '../../../src/training/reproduce/published.ts';
import { SCALE_SETTINGS, SCALES } from '../../../src/training/reproduce/scale.ts';
import { sourceOf } from '../../../src/training/reproduce/source.ts';

describe.each(SCALES)('the cells at %s scale', (scale) => {
  const { nets } = SCALE_SETTINGS[scale];
  const cells = requestedCells(TABLES, nets);

  it('hold every published figure, and every row of a net that the paper does not have', () => {
    for (const published of PUBLISHED_CELLS) expect(cells).toContainEqual(published);
    const added = cells.filter(({ published }) => published === null);
    const rows = PANELS.reduce((sum, panel) => sum + panel.rows.length, 0);
    expect(added).toHaveLength(scale === 'paper' ? 0 : rows);
    expect(cells).toHaveLength(PUBLISHED_CELLS.length + added.length);
    const places = cells.map(({ published: _, publishedSignificant: __, ...place }) => JSON.stringify(place));
    expect(new Set(places).size).toBe(cells.length);
  });

  it('come from a stage that its preset has, for each net that is trained', () => {
    for (const cell of cells) {
      const source = sourceOf(scale, cell);
      const isTrained = nets.some((net) => net === cell.net) && cell.model !== 'reference';
      expect(source !== undefined, JSON.stringify(cell)).toBe(isTrained);
      if (!source) continue;
      const { preset, kind, visible } = source;
      expect([preset.net, preset.layout, preset.task]).toEqual([cell.net, cell.dataset, cell.task]);
      expect(preset.stages.map((stage) => stage.kind)).toContain(kind);
      expect(visible).toBe(cell.test);
      expect(preset.id.startsWith(scale === 'smoke' ? 'smoke-' : `${cell.net}-`)).toBe(true);
      const stage = preset.stages.find((candidate) => candidate.kind === kind)!;
      // What the stage learns from is what the row states.
      if (stage.kind === 'ensemble') expect(cell.train).toBe(`full+${preset.visible}`);
      else expect(cell.train.replace('full+', '')).toBe(stage.occlusion.visible);
    }
  });
});

describe('a cell', () => {
  const place = (model: ModelRow, more: Partial<CellPlace> = {}): CellPlace => ({
    ...{ table: 'table4', dataset: 'ferplus', task: 'expression', metric: 'accuracy', net: 'compact', model },
    ...{ train: 'full+lower', test: 'lower' },
    ...more,
  });
  const stageOf = (cell: CellPlace) => {
    const { preset, kind } = sourceOf('compact', cell)!;
    const plan = planCurriculum(preset, 'pictures');
    return { plan, node: plan.find((node) => node.kind === kind)! };
  };

  it('of an ablation shares every stage with the whole ensemble but its own', () => {
    const whole = stageOf(place('ensemble'));
    for (const member of ['standard', 'triplet'] as const) {
      const { plan, node } = stageOf(place(`${member}-svm`));
      expect(node.settings).toMatchObject({ kind: 'ensemble', members: [member] });
      expect(node.key).not.toBe(whole.node.key);
      const needed = neededFor(plan, ['ensemble']).map(({ kind }) => kind);
      expect(needed).toEqual(['teacher', 'student', member, 'ensemble']);
      const keys = whole.plan.map(({ key }) => key);
      for (const parent of neededFor(plan, ['ensemble']).slice(0, -1)) expect(keys).toContain(parent.key);
    }
  });

  it('of a teacher has the same teacher, whatever half it is shown', () => {
    const teachers = (['full', 'lower', 'upper'] as const).map((test) =>
      stageOf(place('teacher', { table: 'table1', train: 'full', test })),
    );
    expect(new Set(teachers.map(({ node }) => node.key)).size).toBe(1);
    const lower = stageOf(place('student', { table: 'table1', train: 'lower', test: 'lower' }));
    const upper = stageOf(place('student', { table: 'table1', train: 'upper', test: 'upper' }));
    expect(lower.node.key).not.toBe(upper.node.key);
    for (const { node } of [lower, upper]) expect(node.parents[0]!.key).toBe(teachers[0]!.node.key);
  });
});
