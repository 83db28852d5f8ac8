import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { CellPlace } from '../../../src/training/reproduce/cell.ts';
import { PUBLISHED_CELLS } from '../../../src/training/reproduce/published.ts';
import { needs } from '../../support/needs.ts';

const PAPER = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'paper.txt');

const cellsOf = (wanted: Partial<CellPlace>) =>
  PUBLISHED_CELLS.filter((cell) =>
    Object.entries(wanted).every(([key, value]) => cell[key as keyof CellPlace] === value),
  );

function figure(wanted: Partial<CellPlace>): number {
  const found = cellsOf(wanted);
  expect(found, JSON.stringify(wanted)).toHaveLength(1);
  return found[0]!.published;
}

const NETS = ['vgg-f', 'vgg-face', 'resnet-50'] as const;
const overNets = (wanted: Partial<CellPlace>) => NETS.map((net) => figure({ ...wanted, net }));
const gains = (from: readonly number[], to: readonly number[]) => to.map((value, i) => value - from[i]!);

const FERPLUS = { table: 'table1', dataset: 'ferplus', metric: 'accuracy' } as const;
const AFFECTNET = { table: 'table1', dataset: 'affectnet', metric: 'accuracy' } as const;
const GENDER = { table: 'table2' } as const;
const AGE = { table: 'table3' } as const;

describe('the published figures', () => {
  it('are as many as the tables have', () => {
    const counts = Map.groupBy(PUBLISHED_CELLS, ({ table, model }) =>
      model === 'reference' ? `${table} others` : table,
    );
    expect(Object.fromEntries([...counts].map(([table, cells]) => [table, cells.length]))).toEqual({
      table1: 8 * 3 * 3,
      table2: 8 * 3,
      table3: 8 * 3,
      table4: 5 * 2 * 3,
      'table1 others': 18,
      'table2 others': 1,
      'table3 others': 1,
    });
    expect(new Set(PUBLISHED_CELLS.map(({ published: _, ...place }) => JSON.stringify(place))).size).toBe(
      PUBLISHED_CELLS.length,
    );
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(PUBLISHED_CELLS)).toBe(true);
    for (const cell of PUBLISHED_CELLS) expect(Object.isFrozen(cell)).toBe(true);
  });

  it('agree with what the text says of Table 1 (Sec. 4.2.6)', () => {
    const halves = [FERPLUS, AFFECTNET].flatMap((place) => [
      ...overNets({ ...place, model: 'teacher', test: 'lower' }),
    ]);
    // "accuracy rates are between 37% and 71%" on the lower half, "between 24% and 49%" on the upper one.
    expect(Math.min(...halves)).toBeGreaterThanOrEqual(37);
    expect(Math.max(...halves)).toBeLessThan(71);
    const uppers = [FERPLUS, AFFECTNET].flatMap((place) =>
      overNets({ ...place, model: 'teacher', test: 'upper' }),
    );
    expect(Math.min(...uppers)).toBeGreaterThanOrEqual(24);
    expect(Math.max(...uppers)).toBeLessThan(49);
    // "an accuracy rate of 82.75% on FER+, which is 2.24% under the state-of-the-art VGG-13"
    const best = figure({ ...FERPLUS, model: 'ensemble', net: 'vgg-face' });
    expect(best).toBe(82.75);
    expect(figure({ ...FERPLUS, net: 'VGG-13' }) - best).toBeCloseTo(2.24, 6);
    // "differences are between 5% and 12%" between the halves for the VGG nets
    for (const net of ['vgg-f', 'vgg-face'] as const)
      for (const place of [FERPLUS, AFFECTNET]) {
        const gap =
          figure({ ...place, net, model: 'student', test: 'lower' }) -
          figure({ ...place, net, model: 'student', test: 'upper' });
        expect(gap).toBeGreaterThan(5);
        expect(gap).toBeLessThan(12.1);
      }
    // "the combined teacher-student strategies provide significant improvements ... on both data sets"
    for (const { publishedSignificant } of cellsOf({ table: 'table1', model: 'ensemble' }))
      expect(publishedSignificant).toBe(true);
  });

  it('agree with what the text says of Table 2 (Sec. 4.3.6)', () => {
    const full = overNets({ ...GENDER, model: 'teacher', test: 'full' });
    const lower = overNets({ ...GENDER, model: 'teacher', test: 'lower' });
    const upper = overNets({ ...GENDER, model: 'teacher', test: 'upper' });
    // "a performance drop between 14% and 19%" and "less than 7.68% (the maximum drop ... for the ResNet-50 teacher)"
    for (const drop of gains(lower, full)) {
      expect(drop).toBeGreaterThan(14);
      expect(drop).toBeLessThan(19.2);
    }
    expect(Math.max(...gains(upper, full))).toBeCloseTo(7.68, 6);
    expect(gains(upper, full)[2]).toBeCloseTo(7.68, 6);
    const student = overNets({ ...GENDER, model: 'student', test: 'upper' });
    expect(student[2]).toBe(88.75);
    expect(figure({ ...GENDER, model: 'student', test: 'lower', net: 'resnet-50' })).toBe(86.47);
    // "improvements ranging between 0.19% and 0.70%, reaching a top accuracy rate of 89.45% with the ResNet-50"
    const standard = overNets({ ...GENDER, model: 'standard' });
    const won = gains(student, standard);
    expect(Math.min(...won)).toBeCloseTo(0.19, 6);
    expect(Math.max(...won)).toBeCloseTo(0.7, 6);
    expect(standard[2]).toBe(89.45);
    // "an accuracy of 89.55%, surpassing its ablated version by 0.63%"
    const triplet = figure({ ...GENDER, model: 'triplet', net: 'vgg-f' });
    expect(triplet).toBe(89.55);
    expect(triplet - student[0]!).toBeCloseTo(0.63, 6);
    // "an accuracy of 90.35%"; "only 1.25% below the ResNet-50 teacher"
    const both = overNets({ ...GENDER, model: 'ensemble' });
    expect(both[1]).toBe(90.35);
    expect(full[2]! - both[2]!).toBeCloseTo(1.25, 6);
  });

  it('agree with what the text says of Table 3 (Sec. 4.3.7, 5)', () => {
    const teacher = figure({ ...AGE, model: 'teacher', test: 'full', net: 'resnet-50' });
    expect(teacher).toBe(5.27);
    expect(Math.max(...overNets({ ...AGE, model: 'teacher', test: 'lower' }))).toBe(14.23);
    expect(Math.max(...overNets({ ...AGE, model: 'teacher', test: 'upper' }))).toBe(11.92);
    expect(Math.min(...overNets({ ...AGE, model: 'student', test: 'lower' }))).toBe(6.15);
    expect(Math.min(...overNets({ ...AGE, model: 'student', test: 'upper' }))).toBe(5.53);
    // "from 6.44 to 6.35 years for the ResNet-50 model, and from 5.53 to 5.40 years for the VGG-face model"
    expect(overNets({ ...AGE, model: 'student', test: 'upper' }).slice(1)).toEqual([5.53, 6.44]);
    expect(overNets({ ...AGE, model: 'standard' }).slice(1)).toEqual([5.4, 6.35]);
    expect(figure({ ...AGE, model: 'triplet', net: 'resnet-50' })).toBe(6.34);
    expect(figure({ ...AGE, model: 'student', test: 'upper', net: 'vgg-f' })).toBe(6.36);
    expect(figure({ ...AGE, model: 'ensemble', net: 'vgg-f' })).toBe(6.22);
    expect(figure({ ...AGE, model: 'ensemble', net: 'resnet-50' }) - teacher).toBeCloseTo(1.06, 6);
    expect(cellsOf(AGE).some(({ publishedSignificant }) => publishedSignificant)).toBe(false);
  });

  it('agree between Table 4 and the others', () => {
    for (const { net, dataset, model, published } of cellsOf({ table: 'table4' })) {
      if (model === 'standard-svm' || model === 'triplet-svm') continue;
      const table = dataset === 'utkface' ? 'table2' : 'table1';
      expect(published).toBe(figure({ table, dataset, net, model, metric: 'accuracy' }));
    }
    // "none of the SVMs trained on individual embeddings is able to surpass the performance of the SVM ensemble"
    for (const { net, dataset, published } of cellsOf({ table: 'table4', model: 'ensemble' }))
      for (const model of ['standard-svm', 'triplet-svm'] as const)
        expect(figure({ table: 'table4', net, dataset, model })).toBeLessThanOrEqual(published);
  });

  it('bear the paper’s marks', () => {
    const marked = (place: Partial<CellPlace>) =>
      cellsOf(place).flatMap(({ publishedSignificant, model, net }) =>
        publishedSignificant ? [`${model} ${net}`] : [],
      );
    const both = ['ensemble vgg-f', 'ensemble vgg-face', 'ensemble resnet-50'];
    expect(marked(AFFECTNET)).toEqual(['standard vgg-f', 'standard resnet-50', ...both]);
    expect(marked(FERPLUS)).toEqual(['standard vgg-f', 'standard resnet-50', 'triplet vgg-f', ...both]);
    expect(marked({ ...FERPLUS, metric: 'weightedAccuracy' })).toEqual(marked(FERPLUS));
    expect(marked(GENDER)).toEqual(['standard resnet-50', 'triplet vgg-f', ...both]);
    expect(marked({ table: 'table4' })).toEqual([]);
  });

  // The paper is not part of the project; its text prints each column from top to bottom.
  it(
    'are, digit for digit, the columns of the paper',
    needs(existsSync(PAPER) ? undefined : `${PAPER} is not there`),
    () => {
      const lines = readFileSync(PAPER, 'utf8').split('\n');
      const figures = lines
        .filter((line) => /^\d+\.\d\d%?†?$/.test(line))
        .map((line) => line.replace('%', ''));
      const text = figures.join(' ');
      const column = (place: Partial<CellPlace>) =>
        [
          ...cellsOf({ ...place, model: 'reference' }),
          ...cellsOf(place).filter(({ model }) => model !== 'reference'),
        ]
          .map(
            ({ published, publishedSignificant }) => published.toFixed(2) + (publishedSignificant ? '†' : ''),
          )
          .join(' ');
      const columns = [
        AFFECTNET,
        FERPLUS,
        { ...FERPLUS, metric: 'weightedAccuracy' as const },
        GENDER,
        AGE,
      ].map(column);
      for (const printed of columns) expect(text).toContain(printed);
      // Table 4 prints FER+ and AffectNet on one line, UTKFace on the next.
      const table4 = lines.slice(lines.findIndex((line) => line.startsWith('Table 4 '))).join('\n');
      for (const net of ['vgg-f', 'vgg-face'])
        for (const model of ['standard', 'triplet', 'standard-svm', 'triplet-svm', 'ensemble'] as const) {
          const of = (dataset: CellPlace['dataset']) =>
            `${figure({ table: 'table4', net, model, dataset }).toFixed(2)}%`;
          expect(table4).toContain(`${of('ferplus')} ${of('affectnet')}\n${of('utkface')}`);
        }
    },
  );
});
