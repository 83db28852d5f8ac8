import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { message } from '../../../src/messages/message.ts';
import { planCurriculum } from '../../../src/training/curriculum/plan.ts';
import { findPreset } from '../../../src/training/presets/index.ts';
import type { CellPlace, Dataset } from '../../../src/training/reproduce/cell.ts';
import type {
  PlannedCell,
  ReproductionPlan,
  ReproductionRequest,
} from '../../../src/training/reproduce/plan-reproduction.ts';
import { planReproduction } from '../../../src/training/reproduce/plan-reproduction.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { finishStages } from '../curriculum/finish-stages.ts';
import { madePrepared } from '../stages/made-stage.ts';

/** Sec. 4.2.4: AffectNet's models are trained with "the hyperparameter settings found optimal on the FER+ validation set". */

const WAITS = message('tables.waitsForSettings');

/** Table 1 at the paper's scale; the fingerprints of the pictures are the names of their data sets. */
function planned(
  runsFolder: string,
  datasets: readonly Dataset[],
  more: Partial<ReproductionRequest> = {},
): Promise<ReproductionPlan> {
  return planReproduction({
    ...{ tables: ['table1'], scale: 'paper', runsFolder, datasets },
    open(dataset) {
      const counts = dataset === 'affectnet' ? { train: 30, test: 12 } : { train: 30, val: 12, test: 12 };
      return Promise.resolve({ ...madePrepared(counts), fingerprint: dataset });
    },
    ...more,
  });
}

const cellsOf = ({ cells }: ReproductionPlan, place: Partial<CellPlace>) =>
  cells.filter(({ cell }) =>
    Object.entries(place).every(([key, value]) => cell[key as keyof CellPlace] === value),
  );
const settingsOf = ({ questions }: PlannedCell) => questions.map(({ node }) => node.settings);
const finishedChain = (runs: string, id: string, choice: { margin: number; C: number }, seed = 1) =>
  finishStages(planCurriculum({ ...findPreset(id), seed }, 'ferplus'), runs, choice);

const triplet = { dataset: 'affectnet', net: 'vgg-f', model: 'triplet' } as const;
const ensemble = { ...triplet, model: 'ensemble' } as const;

describe("AffectNet's margin and C", () => {
  it('come from the finished FER+ curriculum of the same net, half and seed', async () => {
    const runs = scratchFolder();
    finishedChain(runs, 'vgg-f-expression-lower', { margin: 0.4, C: 100 });
    finishedChain(runs, 'vgg-f-expression-upper', { margin: 0, C: 1 });
    finishedChain(runs, 'vgg-face-expression-lower', { margin: 0.1, C: 10 });
    const plan = await planned(runs, ['ferplus', 'affectnet']);
    const [lower] = cellsOf(plan, { ...triplet, test: 'lower' });
    expect(settingsOf(lower!)).toMatchObject([{ kind: 'triplet', margin: 0.4 }]);
    expect(lower!.questions[0]!.node.candidates).toEqual([]);
    const [both] = cellsOf(plan, { ...ensemble, test: 'lower' });
    expect(settingsOf(both!)).toMatchObject([{ kind: 'ensemble', penalty: [100] }]);
    expect(both!.questions[0]!.node.parents[1]!.key).toBe(lower!.questions[0]!.node.key);
    expect(both!.students.map(({ node }) => node.kind)).toEqual(['student']);
    const [face] = cellsOf(plan, { ...triplet, net: 'vgg-face' });
    expect(settingsOf(face!)).toMatchObject([{ margin: 0.1 }]);
    // What the FER+ models choose from is as it was.
    const [own] = cellsOf(plan, { ...triplet, dataset: 'ferplus' });
    expect(own!.questions[0]!.node.candidates).toHaveLength(6);
    // The third net's FER+ curriculum is not finished.
    expect(plan.isPartial).toBe(true);
    expect(cellsOf(plan, { ...triplet, net: 'resnet-50' })[0]!.reason).toEqual(WAITS);
  });

  it('wait for FER+, whose models are trained first; stages without them do not', async () => {
    const runs = scratchFolder();
    const before = await planned(runs, ['ferplus', 'affectnet']);
    expect(before.isPartial).toBe(true);
    for (const { cell, reason } of cellsOf(before, { dataset: 'affectnet' })) {
      if (cell.model === 'reference') continue;
      const isLent = cell.model === 'triplet' || cell.model === 'ensemble';
      expect(reason, `${cell.net} ${cell.model}`).toEqual(isLent ? WAITS : null);
    }
    const ids = before.curricula.flatMap(({ preset, questions }) =>
      questions.map(({ node }) => `${preset.id} ${node.kind}`),
    );
    expect(ids).toContain('vgg-f-expression-lower ensemble');
    expect(ids).toContain('vgg-f-affectnet-lower standard');
    expect(ids.filter((id) => /affectnet.*(triplet|ensemble)/.test(id))).toEqual([]);

    for (const net of ['vgg-f', 'vgg-face', 'resnet-50'])
      finishedChain(runs, `${net}-expression-lower`, { margin: 0.2, C: 1000 });
    const after = await planned(runs, ['ferplus', 'affectnet']);
    expect(after.isPartial).toBe(false);
    for (const cell of cellsOf(after, { dataset: 'affectnet', model: 'ensemble' })) {
      expect(cell.reason).toBeNull();
      expect(settingsOf(cell)).toMatchObject([{ penalty: [1000] }]);
    }
  });

  it('leave cells empty, with what to do, where AffectNet is given alone', async () => {
    const runs = scratchFolder();
    const plan = await planned(runs, ['affectnet']);
    expect(plan.isPartial).toBe(false);
    for (const cell of [...cellsOf(plan, triplet), ...cellsOf(plan, ensemble)])
      expect(cell).toMatchObject({
        questions: [],
        students: [],
        reason: message('tables.noLender', {
          ...{ preset: 'vgg-f-expression-lower', name: 'FER+', dataset: 'ferplus' },
        }),
      });
    expect(cellsOf(plan, { ...triplet, model: 'standard' })[0]!.reason).toBeNull();

    // A finished FER+ curriculum in the runs folder serves without its pictures.
    finishedChain(runs, 'vgg-f-expression-lower', { margin: 0.5, C: 0.1 });
    const record = { preset: { layout: 'ferplus' }, fingerprint: 'ferplus' };
    writeFileSync(join(runs, 'vgg-f-expression-lower.seed1.key.json'), JSON.stringify(record));
    const again = await planned(runs, ['affectnet']);
    expect(settingsOf(cellsOf(again, triplet)[0]!)).toMatchObject([{ margin: 0.5 }]);
    expect(settingsOf(cellsOf(again, ensemble)[0]!)).toMatchObject([{ penalty: [0.1] }]);
  });

  it('are those of each seed', async () => {
    const runs = scratchFolder();
    finishedChain(runs, 'vgg-f-expression-lower', { margin: 0.1, C: 1 }, 3);
    const some = await planned(runs, ['affectnet', 'ferplus'], { seeds: [3, 4] });
    expect(cellsOf(some, triplet)[0]!).toMatchObject({ reason: WAITS, questions: [] });
    finishedChain(runs, 'vgg-f-expression-lower', { margin: 0.5, C: 10 }, 4);
    const all = await planned(runs, ['affectnet', 'ferplus'], { seeds: [3, 4] });
    expect(settingsOf(cellsOf(all, triplet)[0]!)).toMatchObject([{ margin: 0.1 }, { margin: 0.5 }]);
    expect(settingsOf(cellsOf(all, ensemble)[0]!)).toMatchObject([{ penalty: [1] }, { penalty: [10] }]);
  });
});
