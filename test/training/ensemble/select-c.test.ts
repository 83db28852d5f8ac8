import { beforeAll, describe, expect, it } from 'vitest';

import type { CFigure, SelectionInput } from '../../../src/training/ensemble/select-c.ts';
import { selectC } from '../../../src/training/ensemble/select-c.ts';
import { headOutputs } from '../../../src/training/ensemble/standardize.ts';
import { rowsInMemory } from '../../../src/training/mining/rows.ts';
import { engineForTests } from '../../support/engine.ts';
import { madeEmbeddings } from './made-embeddings.ts';
import { references } from './references.ts';

beforeAll(async () => {
  await engineForTests();
});

const penalties = [0.1, 1, 10, 100, 1000];

function questionOf({ problem }: (typeof references)['classes']): SelectionInput {
  const { features, targets, held, heldTargets } = madeEmbeddings(problem);
  return {
    classes: problem.classes,
    penalties,
    train: { rows: rowsInMemory(features, problem.width), targets },
    selection: { rows: rowsInMemory(held, problem.width), targets: heldTargets },
  };
}

describe('C is chosen', () => {
  it.each(['classes', 'two'] as const)("as scikit-learn's predictions would: %s", async (name) => {
    const { solutions, problem } = references[name];
    const question = questionOf(references[name]);
    const told: CFigure[] = [];
    const { C, figures, head } = await selectC({ ...question, onC: (figure) => told.push(figure) });
    expect(figures.map((figure) => figure.C)).toEqual(penalties);
    expect(told).toEqual(figures);
    const { targets } = question.selection;
    figures.forEach(({ accuracy, mae }, i) => {
      const right = [...(solutions[i]!.predictions as string)].filter((p, row) => Number(p) === targets[row]);
      expect(mae).toBeNull();
      expect(Math.abs(accuracy! - right.length / problem.held)).toBeLessThanOrEqual(0.005);
    });
    const best = Math.max(...figures.map(({ accuracy }) => accuracy!));
    expect(C).toBe(figures.find(({ accuracy }) => accuracy === best)!.C);
    expect(head).toMatchObject({ outputs: problem.classes });
    expect(head.kernel).toHaveLength(problem.width * problem.classes!);
  });

  it('by the mean absolute error of values, and the layer is the one of that C', async () => {
    const question = questionOf(references.value);
    const { C, figures, head } = await selectC(question);
    const least = Math.min(...figures.map(({ mae }) => mae!));
    expect(figures.find(({ mae }) => mae === least)!.C).toBe(C);
    expect(figures.every(({ accuracy }) => accuracy === null)).toBe(true);
    const values = headOutputs(head, question.selection.rows);
    const { targets } = question.selection;
    const mae = values.reduce((sum, value, i) => sum + Math.abs(value - targets[i]!), 0) / targets.length;
    expect(mae).toBeCloseTo(least, 6);
    const sklearn = references.value.solutions[penalties.indexOf(C)]!.predictions as number[];
    const theirs = sklearn.reduce((sum, value, i) => sum + Math.abs(value - targets[i]!), 0) / targets.length;
    expect(Math.abs(mae - theirs)).toBeLessThan(1e-3);
  });

  it('of equals the first', async () => {
    const rows = rowsInMemory(Float32Array.of(-2, -1, 1, 2), 1);
    const side = { rows, targets: [0, 0, 1, 1] };
    const { C, figures } = await selectC({ classes: 2, penalties, train: side, selection: side });
    expect(figures.map(({ accuracy }) => accuracy)).toEqual([1, 1, 1, 1, 1]);
    expect(C).toBe(0.1);
  });
});

describe('refused before any work', () => {
  const rows = rowsInMemory(Float32Array.of(1, 2, 3, 4), 2);
  const good = { rows, targets: [0, 1] };

  it.each<[string, Partial<SelectionInput>, string]>([
    ['one class', { train: { rows, targets: [1, 1] } }, 'the training pictures show 1 of 2 classes'],
    [
      'a label too many',
      { selection: { rows, targets: [0, 1, 1] } },
      '2 model-selection embeddings for 3 labels',
    ],
    [
      'other embeddings',
      { selection: { rows: rowsInMemory(Float32Array.of(1, 2, 3), 3), targets: [0] } },
      'training embeddings of 2 numbers, model-selection ones of 3',
    ],
    [
      'nothing to choose on',
      { selection: { rows: rowsInMemory(new Float32Array(), 2), targets: [] } },
      'no model-selection pictures',
    ],
  ])('%s', async (_, change, message) => {
    await expect(selectC({ classes: 2, penalties, train: good, selection: good, ...change })).rejects.toThrow(
      message,
    );
  });
});

it('stops when it is aborted', async () => {
  const question = questionOf(references.classes);
  const stop = new AbortController();
  const onC = () => stop.abort();
  await expect(selectC({ ...question, onC, signal: stop.signal })).rejects.toMatchObject({
    code: 'interrupted',
  });
});
