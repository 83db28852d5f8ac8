import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { LabeledTask } from '../../../src/artifact/labels.ts';
import { englishText } from '../../../src/messages/english.ts';
import { TABLES } from '../../../src/training/reproduce/cell.ts';
import type { CellPlace, Dataset } from '../../../src/training/reproduce/cell.ts';
import {
  storeEvaluation,
  readStoredEvaluation,
  manifestHash,
} from '../../../src/training/reproduce/stored-evaluation.ts';
import type { RequestedEvaluation } from '../../../src/training/reproduce/stored-evaluation.ts';
import { planReproduction } from '../../../src/training/reproduce/plan-reproduction.ts';
import type { ReproductionRequest } from '../../../src/training/reproduce/plan-reproduction.ts';
import { countEvaluations, plannedStages } from '../../../src/training/reproduce/planned-stages.ts';
import { resultsOf } from '../../../src/training/reproduce/results.ts';
import { gainOver } from '../../../src/training/reproduce/significance.ts';
import { finishedPlan } from '../../../src/training/reproduce/finished-evaluations.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { madePrepared } from '../stages/made-stage.ts';
import { answerAll, madeAnswer } from './made-answers.ts';

function made(more: Partial<ReproductionRequest> = {}): ReproductionRequest {
  const folder = scratchFolder();
  const opened: string[] = [];
  return {
    tables: TABLES,
    scale: 'compact',
    runsFolder: join(folder, 'runs'),
    datasets: ['ferplus', 'utkface'],
    open: (dataset, { size }) => {
      const id = `${dataset} ${size}`;
      expect(opened).not.toContain(id);
      opened.push(id);
      const prepared = madePrepared({ train: 30, val: 12, test: 40 }, join(folder, dataset));
      return Promise.resolve({ ...prepared, fingerprint: id });
    },
    ...more,
  };
}

const place = (
  table: CellPlace['table'],
  dataset: Dataset,
  metric: CellPlace['metric'],
  model: CellPlace['model'],
  test: CellPlace['test'],
) => ({ table, dataset, metric, model, test, net: 'compact' });

describe('a reproduction', () => {
  it('plans each stage once, and asks each model once', async () => {
    const plan = await planReproduction(made());
    const stages = plannedStages(plan.curricula, plan.request.runsFolder);
    const told = stages.map(({ preset, node }) => `${preset.id} ${node.kind}`);
    expect(told.filter((line) => line.endsWith('teacher'))).toEqual([
      'compact-expression-lower teacher',
      'compact-gender-upper teacher',
      'compact-age-upper teacher',
    ]);
    // Three tasks of five stages and the other half's student; two ablations of two tasks.
    expect(stages).toHaveLength(3 * 6 + 2 * 2);
    expect(new Set(stages.map(({ node }) => node.key)).size).toBe(stages.length);
    expect(stages.every(({ done }) => !done)).toBe(true);
    // Each task: a teacher shown three ways, two students, three distilled; the ablations one more model each.
    expect(countEvaluations(plan.curricula, plan.request.runsFolder)).toEqual({ open: 28, of: 28 });
    // Nine tenths of the 30 training and the 12 validation pictures teach.
    expect(stages[0]!.passes).toBe(40 * 38);
    expect(stages.find(({ node }) => node.kind === 'ensemble')!.passes).toBe(0);
  });

  it('trains the candidates of a stage that tries several settings', async () => {
    const plan = await planReproduction(made({ scale: 'paper', tables: ['table2'] }));
    const stages = plannedStages(plan.curricula, plan.request.runsFolder);
    const triplets = stages.filter(({ node, preset }) => node.kind === 'triplet' && preset.net === 'vgg-f');
    expect(triplets).toHaveLength(6);
  });

  it('gives figures, tests and reasons from what was answered', async () => {
    const request = made();
    const plan = await planReproduction(request);
    answerAll(plan.curricula, request.runsFolder);
    expect(countEvaluations(plan.curricula, request.runsFolder).open).toBe(0);
    expect(plannedStages(plan.curricula, request.runsFolder)).toEqual([]);
    const { cells, data, seeds, claims } = resultsOf(plan);
    expect(seeds).toEqual([1]);
    expect(data.map(({ dataset, split, pictures }) => [dataset, split, pictures])).toEqual([
      ['ferplus', 'test', 40],
      ['utkface', 'test', 40],
    ]);
    expect(claims).toHaveLength(4);
    for (const cell of cells) {
      const known = cell.net === 'compact' && cell.dataset !== 'affectnet';
      expect(cell.measured !== null).toBe(known);
      expect(cell.ci95 !== null).toBe(known);
      expect(cell.reason === null).toBe(known);
      const distilled = known && cell.train.startsWith('full+');
      expect(cell.pValue !== null).toBe(distilled);
      expect(cell.significant !== null).toBe(distilled);
      if (!distilled) continue;
      expect(cell.pValueHolm!).toBeGreaterThanOrEqual(cell.pValue!);
    }
    const reasons = new Set(
      cells.filter(({ net }) => net === 'compact').map(({ reason }) => reason && englishText(reason)),
    );
    expect([...reasons]).toEqual(['no AffectNet given (--data affectnet=ROOT)', null]);
    expect(englishText(cells.find(({ net }) => net === 'vgg-face')!.reason!)).toBe(
      'trained at --scale paper',
    );

    // One cell counted by hand from the kept answers.
    const wanted = place('table2', 'utkface', 'accuracy', 'standard', 'upper');
    const at = plan.cells.findIndex(({ cell }) =>
      Object.entries(wanted).every(([key, value]) => cell[key as keyof CellPlace] === value),
    );
    const { questions, students } = plan.cells[at]!;
    const student = students[0]!;
    const answer = readStoredEvaluation(request.runsFolder, questions[0]!)!;
    const right = answer.truth.filter((label, i) => label === answer.predicted[i]).length;
    expect(cells[at]).toMatchObject({
      ...wanted,
      train: 'full+upper',
      n: 40,
      std: null,
      withoutCopies: null,
    });
    expect(cells[at]!.measured).toBeCloseTo((100 * right) / 40, 9);
    expect(student.node.kind).toBe('student');
    expect(student.visible).toBe('upper');
    const before = readStoredEvaluation(request.runsFolder, student)!;
    expect(cells[at]).toMatchObject(gainOver([before], [answer], 'accuracy'));
    // Table 4 repeats it.
    const again = cells.find(
      (cell) =>
        cell.table === 'table4' &&
        cell.model === 'standard' &&
        cell.measured !== null &&
        cell.dataset === 'utkface',
    )!;
    expect([again.measured, again.pValue]).toEqual([cells[at]!.measured, cells[at]!.pValue]);
  });

  it('corrects for as many tests as a table holds', async () => {
    const request = made({ tables: ['table2', 'table3'] });
    const plan = await planReproduction(request);
    answerAll(plan.curricula, request.runsFolder);
    const tested = Map.groupBy(
      resultsOf(plan).cells.filter(({ pValue }) => pValue !== null),
      ({ table }) => table,
    );
    for (const cells of tested.values()) {
      expect(cells).toHaveLength(3);
      const least = Math.min(...cells.map(({ pValue }) => pValue!));
      const corrected = Math.min(...cells.map(({ pValueHolm }) => pValueHolm!));
      expect(corrected).toBeCloseTo(Math.min(1, 3 * least), 12);
    }
  });

  it('takes the mean of several seeds, and tests it', async () => {
    const request = made({ tables: ['table3'], seeds: [4, 9] });
    const plan = await planReproduction(request);
    expect(new Set(plan.curricula.map(({ preset }) => preset.seed))).toEqual(new Set([4, 9]));
    answerAll(plan.curricula, request.runsFolder);
    const { cells, seeds } = resultsOf(plan);
    expect(seeds).toEqual([4, 9]);
    const cell = cells.find(({ model, net }) => model === 'ensemble' && net === 'compact')!;
    const planned = plan.cells.find(
      (other) => other.cell.model === 'ensemble' && other.cell.net === 'compact',
    )!;
    const errors = planned.questions.map((question) => {
      const { truth, predicted } = readStoredEvaluation(request.runsFolder, question)!;
      return truth.reduce((sum, age, i) => sum + Math.abs(age - predicted[i]!), 0) / truth.length;
    });
    expect(errors).toHaveLength(2);
    expect(cell.seeds.map(({ seed }) => seed)).toEqual([4, 9]);
    cell.seeds.forEach(({ measured }, i) => expect(measured).toBeCloseTo(errors[i]!, 9));
    expect(cell.measured).toBeCloseTo((errors[0]! + errors[1]!) / 2, 9);
    expect(cell.std).toBeCloseTo(Math.abs(errors[0]! - errors[1]!) / Math.SQRT2, 9);
    const answers = (questions: readonly RequestedEvaluation[]) =>
      questions.map((question) => readStoredEvaluation(request.runsFolder, question)!);
    const students = answers(planned.students);
    expect(students).toHaveLength(2);
    expect(cell.pValue).toBe(gainOver(students, answers(planned.questions), 'maeYears').pValue);
  });

  it('of what stands alone has the seeds that stand', async () => {
    const request = made({ tables: ['table3'], seeds: [4, 9] });
    const plan = await planReproduction(request);
    const waiting = (question: RequestedEvaluation, seed: number) =>
      seed === 9 && question.node.kind === 'triplet';
    for (const { preset, questions } of plan.curricula)
      for (const question of questions.filter((other) => !waiting(other, preset.seed)))
        storeEvaluation(request.runsFolder, question, madeAnswer(question, preset.task as LabeledTask));
    const { cells } = resultsOf(finishedPlan(plan));
    const seedsOf = (model: CellPlace['model']) =>
      cells.find((cell) => cell.model === model && cell.net === 'compact')!.seeds.map(({ seed }) => seed);
    expect([seedsOf('standard'), seedsOf('triplet')]).toEqual([[4, 9], [4]]);
    const triplet = cells.find(({ model, net }) => model === 'triplet' && net === 'compact')!;
    const planned = plan.cells.find(({ cell }) => cell.model === 'triplet' && cell.net === 'compact')!;
    const firstOf = ([question]: readonly RequestedEvaluation[]) => [
      readStoredEvaluation(request.runsFolder, question!)!,
    ];
    expect(triplet.std).toBeNull();
    expect(triplet.pValue).toBe(
      gainOver(firstOf(planned.students), firstOf(planned.questions), 'maeYears').pValue,
    );
  });

  it('reports what stays without the copies of training pictures', async () => {
    const prepared = madePrepared({ train: 30, test: 40 });
    for (const [i, picture] of prepared.pictures.entries())
      if (i >= 60) picture.contentId = `content${i - 60}`;
    const request = made({ tables: ['table3'], open: () => Promise.resolve(prepared) });
    const plan = await planReproduction(request);
    answerAll(plan.curricula, request.runsFolder);
    const cell = resultsOf(plan).cells.find(({ measured }) => measured !== null)!;
    const [question] = plan.cells.find(({ questions }) => questions.length > 0)!.questions;
    const { truth, predicted } = readStoredEvaluation(request.runsFolder, question!)!;
    const errors = truth.map((age, i) => Math.abs(age - predicted[i]!)).slice(0, 30);
    expect(cell.withoutCopies!.n).toBe(30);
    expect(cell.withoutCopies!.measured).toBeCloseTo(errors.reduce((a, b) => a + b) / 30, 9);
    expect(cell.n).toBe(40);
  });
});

describe('before anything is trained, a plan refuses', () => {
  it('a table without data', async () => {
    await expect(planReproduction(made({ tables: ['table2'], datasets: ['ferplus'] }))).rejects.toMatchObject(
      {
        code: 'missing',
        message: 'no data for table2: say --data utkface=ROOT',
      },
    );
    const all = await planReproduction(made({ datasets: ['ferplus'] }));
    const gender = all.cells.find(({ cell }) => cell.table === 'table2' && cell.net === 'compact');
    expect(englishText(gender!.reason!)).toBe('no UTKFace given (--data utkface=ROOT)');
  });

  it('training pictures of one class alone, pictures without labels, a data set without a split to measure on', async () => {
    const prepared = madePrepared({ train: 30, val: 12, test: 8 });
    const opening = (pictures: typeof prepared.pictures) =>
      planReproduction(made({ tables: ['table2'], open: () => Promise.resolve({ ...prepared, pictures }) }));
    const single = prepared.pictures.map((picture) =>
      picture.split === 'test' ? picture : { ...picture, gender: 0 },
    );
    await expect(opening(single)).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(
        /^the training pictures hold male alone, expected two classes/,
      ) as string,
    });
    const unlabeled = prepared.pictures.map(({ gender, ...picture }) =>
      picture.split === 'test' ? picture : { ...picture, gender: gender! },
    );
    await expect(opening(unlabeled)).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(/carries no gender/) as string,
    });
    const taught = prepared.pictures.filter(({ split }) => split === 'train');
    await expect(opening(taught)).rejects.toMatchObject({ code: 'missing' });
  });

  it('a finished stage that is no whole model', async () => {
    const request = made({ tables: ['table3'] });
    const { curricula } = await planReproduction(request);
    const stage = join(request.runsFolder, 'stages', curricula[0]!.plan[0]!.key);
    mkdirSync(stage, { recursive: true });
    writeFileSync(join(stage, 'manifest.json'), '{}');
    await expect(planReproduction(made({ ...request, open: made().open }))).rejects.toMatchObject({
      code: 'corrupt',
    });
  });
});

describe('a kept answer', () => {
  it('is there only for the same pictures and the same model', async () => {
    const request = made({ tables: ['table3'] });
    const { curricula } = await planReproduction(request);
    const question = curricula[0]!.questions[0]!;
    const kept = () => readStoredEvaluation(request.runsFolder, question);
    expect(kept()).toBeUndefined();
    answerAll(curricula, request.runsFolder);
    expect(kept()!.truth).toHaveLength(40);

    const other = {
      ...question,
      set: { ...question.set, fingerprint: `${question.set.fingerprint.slice(0, 12)}…` },
    };
    expect(readStoredEvaluation(request.runsFolder, other)).toBeUndefined();

    // A model in the stage's place that is not the one that answered.
    const folder = join(request.runsFolder, 'stages', question.node.key);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'manifest.json'), 'another');
    expect(kept()).toBeUndefined();
    const path = join(
      request.runsFolder,
      'evaluations',
      readdirSync(join(request.runsFolder, 'evaluations')).find((name) =>
        name.startsWith(`${question.node.key}.${question.visible}`),
      )!,
    );
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"none"', JSON.stringify(manifestHash(folder))));
    expect(kept()!.truth).toHaveLength(40);

    writeFileSync(path, text.slice(0, 100));
    expect(kept()).toBeUndefined();
  });
});
