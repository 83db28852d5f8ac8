import { describe, expect, it } from 'vitest';

import type { CellPlace } from '../../../src/training/reproduce/cell.ts';
import { judgeClaims } from '../../../src/training/reproduce/claims.ts';
import { PUBLISHED_CELLS } from '../../../src/training/reproduce/published.ts';

type Judged = Parameters<typeof judgeClaims>[0][number];
const NETS = ['vgg-f', 'vgg-face', 'resnet-50'];

/** The paper's own figures as if they had been measured. */
const asPublished: Judged[] = PUBLISHED_CELLS.filter(({ table }) => table !== 'table4').map(
  ({ published, publishedSignificant, ...place }) => ({
    ...place,
    measured: published,
    significant: place.train.startsWith('full+') ? publishedSignificant : null,
  }),
);

const changed = (which: (place: CellPlace) => boolean, change: (cell: Judged) => Partial<Judged>): Judged[] =>
  asPublished.map((cell) => (which(cell) ? { ...cell, ...change(cell) } : cell));
const verdicts = (cells: readonly Judged[], nets = NETS) =>
  judgeClaims(cells, nets).map(({ verdict }) => verdict);

describe('the four claims', () => {
  it('hold for the figures that they were drawn from', () => {
    const claims = judgeClaims(asPublished, NETS);
    expect(claims.map(({ verdict }) => verdict)).toEqual(['holds', 'holds', 'holds', 'holds']);
    for (const { parts } of claims)
      for (const { held, checks, inPaper, missing } of parts) {
        expect({ held, of: checks.length }).toEqual(inPaper);
        expect(missing).toEqual([]);
      }
    const counts = claims.map(({ parts }) => parts.map(({ inPaper: { held, of } }) => `${held}/${of}`));
    // Counted by hand in the tables.
    expect(counts).toEqual([['18/18', '6/6'], ['19/24'], ['12/12', '5/6'], ['23/24', '9/12', '9/9']]);
  });

  it('name the numbers that decide', () => {
    const [first] = judgeClaims(asPublished, NETS);
    expect(first!.parts[0]!.checks).toContainEqual({
      where: 'FER+ expression, VGG-f, lower half',
      told: '85.05 → 70.00, −15.05 points',
      holds: true,
    });
    expect(first!.parts[1]!.checks).toContainEqual({
      where: 'UTKFace age, ResNet-50, lower half',
      told: '5.27 → 14.23 years, 2.70 times',
      holds: true,
    });
    const odd = judgeClaims(asPublished, NETS)[2]!.parts[1]!.checks.filter(({ holds }) => !holds);
    expect(odd).toEqual([
      { where: 'UTKFace gender, VGG-face, student', told: 'lower 90.62, upper 88.26', holds: false },
    ]);
  });

  it('fall one by one where the figures say otherwise', () => {
    // A teacher that loses nothing.
    const robust = changed(
      ({ model, dataset, net, test }) =>
        model === 'teacher' && dataset === 'ferplus' && net === 'vgg-f' && test === 'lower',
      () => ({ measured: 85 }),
    );
    expect(verdicts(robust)).toEqual(['does not hold', 'holds', 'holds', 'holds']);
    // Students that stay where the teacher is.
    const untrained = asPublished.map((cell) => {
      if (cell.model !== 'student') return cell;
      const teacher = asPublished.find(
        (other) =>
          other.model === 'teacher' &&
          other.test === cell.test &&
          other.net === cell.net &&
          other.dataset === cell.dataset &&
          other.task === cell.task &&
          other.metric === cell.metric,
      )!;
      return { ...cell, measured: teacher.measured };
    });
    expect(verdicts(untrained)[1]).toBe('does not hold');
    // Ages read better from the lower half.
    const mouths = changed(
      ({ model, task, test }) => model === 'student' && task === 'age' && test === 'lower',
      () => ({ measured: 5 }),
    );
    expect(verdicts(mouths)[2]).toBe('does not hold');
    // Concatenations that gain, but no longer significantly.
    const unsure = changed(
      ({ model }) => model === 'ensemble',
      () => ({ significant: false }),
    );
    expect(verdicts(unsure)).toEqual(['holds', 'holds', 'holds', 'does not hold']);
    // Years: less is better.
    const worse = changed(
      ({ model, task }) => (model === 'standard' || model === 'triplet') && task === 'age',
      ({ measured }) => ({ measured: measured! + 1 }),
    );
    expect(judgeClaims(worse, NETS)[3]!.parts[0]!.held).toBe(17);
  });

  it('cannot be told without figures, and name what is missing', () => {
    const ferplus = changed(
      ({ dataset }) => dataset !== 'ferplus',
      () => ({ measured: null, significant: null }),
    );
    const claims = judgeClaims(ferplus, ['vgg-f']);
    expect(claims.map(({ verdict }) => verdict)).toEqual([
      'cannot be told',
      'holds',
      'cannot be told',
      'holds',
    ]);
    expect(claims[2]!.parts.map(({ verdict, missing }) => ({ verdict, missing }))).toEqual([
      { verdict: 'holds', missing: ['AffectNet expression, VGG-f'] },
      { verdict: 'cannot be told', missing: ['UTKFace gender, VGG-f', 'UTKFace age, VGG-f'] },
    ]);
    expect(verdicts([])).toEqual(Array(4).fill('cannot be told'));
  });
});
