import { describe, expect, it } from 'vitest';

import type { CellPlace } from '../../../src/training/reproduce/cell.ts';
import { evaluateClaims } from '../../../src/training/reproduce/claims.ts';
import { PUBLISHED_CELLS } from '../../../src/training/reproduce/published.ts';

type Judged = Parameters<typeof evaluateClaims>[0][number];
const NETS = ['vgg-f', 'vgg-face', 'resnet-50'];

/** The paper's own figures as if they had been measured. */
const asPublished: Judged[] = PUBLISHED_CELLS.filter(({ table }) => table !== 'table4').map(
  ({ published, publishedSignificant, ...place }) => ({
    ...place,
    measured: published,
    ci95: null,
    significant: place.train.startsWith('full+') ? publishedSignificant : null,
  }),
);

const changed = (which: (place: CellPlace) => boolean, change: (cell: Judged) => Partial<Judged>): Judged[] =>
  asPublished.map((cell) => (which(cell) ? { ...cell, ...change(cell) } : cell));
const verdicts = (cells: readonly Judged[], nets = NETS) =>
  evaluateClaims(cells, nets).map(({ verdict }) => verdict);

describe('the four claims', () => {
  it('hold for the figures that they were drawn from', () => {
    const claims = evaluateClaims(asPublished, NETS);
    expect(claims.map(({ verdict }) => verdict)).toEqual([
      'supported',
      'supported',
      'supported',
      'supported',
    ]);
    for (const { parts } of claims)
      for (const { held, of, inPaper, missing } of parts) {
        expect({ held, of }).toEqual(inPaper);
        expect(missing).toEqual([]);
      }
    const counts = claims.map(({ parts }) => parts.map(({ inPaper: { held, of } }) => `${held}/${of}`));
    // Counted by hand in the tables.
    expect(counts).toEqual([['18/18', '6/6'], ['19/24'], ['12/12', '5/6'], ['23/24', '9/12', '9/9']]);
  });

  it('name the numbers that decide', () => {
    const [first] = evaluateClaims(asPublished, NETS);
    expect(first!.parts[0]!.checks).toContainEqual({
      where: 'FER+ expression, VGG-f, lower half',
      numbers: '85.05 → 70.00, −15.05 points',
      holds: true,
    });
    expect(first!.parts[1]!.checks).toContainEqual({
      where: 'UTKFace age, ResNet-50, lower half',
      numbers: '5.27 → 14.23 years, 2.70 times',
      holds: true,
    });
    const odd = evaluateClaims(asPublished, NETS)[2]!.parts[1]!.checks.filter(({ holds }) => !holds);
    expect(odd).toEqual([
      { where: 'UTKFace gender, VGG-face, student', numbers: 'lower 90.62, upper 88.26', holds: false },
    ]);
  });

  it('fall one by one where the figures say otherwise', () => {
    // A teacher that loses nothing.
    const robust = changed(
      ({ model, dataset, net, test }) =>
        model === 'teacher' && dataset === 'ferplus' && net === 'vgg-f' && test === 'lower',
      () => ({ measured: 85 }),
    );
    expect(verdicts(robust)).toEqual(['not supported', 'supported', 'supported', 'supported']);
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
    expect(verdicts(untrained)[1]).toBe('not supported');
    // Ages read better from the lower half.
    const mouths = changed(
      ({ model, task, test }) => model === 'student' && task === 'age' && test === 'lower',
      () => ({ measured: 5 }),
    );
    expect(verdicts(mouths)[2]).toBe('not supported');
    // Concatenations that gain, but no longer significantly.
    const unsure = changed(
      ({ model }) => model === 'ensemble',
      () => ({ significant: false }),
    );
    expect(verdicts(unsure)).toEqual(['supported', 'supported', 'supported', 'not supported']);
    // Years: less is better.
    const worse = changed(
      ({ model, task }) => (model === 'standard' || model === 'triplet') && task === 'age',
      ({ measured }) => ({ measured: measured! + 1 }),
    );
    expect(evaluateClaims(worse, NETS)[3]!.parts[0]!.held).toBe(17);
  });

  it('undecided without figures, and name what is missing', () => {
    const ferplus = changed(
      ({ dataset }) => dataset !== 'ferplus',
      () => ({ measured: null, significant: null }),
    );
    const claims = evaluateClaims(ferplus, ['vgg-f']);
    // Two pairs of one net are too few to bear out what is said of most.
    expect(claims.map(({ verdict }) => verdict)).toEqual(Array(4).fill('undecided'));
    expect(claims[2]!.parts.map(({ verdict, missing }) => ({ verdict, missing }))).toEqual([
      { verdict: 'supported', missing: ['AffectNet expression, VGG-f'] },
      { verdict: 'undecided', missing: ['UTKFace gender, VGG-f', 'UTKFace age, VGG-f'] },
    ]);
    expect(verdicts([])).toEqual(Array(4).fill('undecided'));
  });
});

describe('intervals', () => {
  const wide = (reach: number) =>
    asPublished.map((cell) => ({ ...cell, ci95: [cell.measured! - reach, cell.measured! + reach] as const }));

  it('a figure bears a claim out if its whole interval does', () => {
    // The least gap between students is 2.53 points; with ±1 on either side it may be 1.12, under the 2 that are requested.
    const gaps = (cells: readonly Judged[]) => evaluateClaims(cells, NETS)[2]!.parts[0]!;
    expect(gaps(wide(0.3)).held).toBe(12);
    expect(gaps(wide(1))).toMatchObject({ held: 11, of: 12, verdict: 'not supported' });
    const [check] = evaluateClaims(wide(1), NETS)[0]!.parts[0]!.checks;
    expect(check!.numbers).toMatch(/→ [\d.]+, −[\d.]+ ±1\.41 points$/);
  });

  it('of shares and ratios follow from how much each figure moves them', () => {
    const numbers = evaluateClaims(wide(0.5), NETS)
      .flatMap(({ parts }) => parts.flatMap(({ checks }) => checks))
      .filter(({ where }) => where === 'UTKFace age, VGG-f, upper half')
      .map((check) => check.numbers);
    // By finite differences: teacher 5.63 and 9.60, student 6.36.
    const [full, hidden, student] = [5.63, 9.6, 6.36];
    const reach = (of: (a: number, b: number, c: number) => number) => {
      const h = 1e-6;
      const base = of(full, hidden, student);
      return (
        0.5 *
        Math.hypot(
          (of(full + h, hidden, student) - base) / h,
          (of(full, hidden + h, student) - base) / h,
          (of(full, hidden, student + h) - base) / h,
        )
      );
    };
    const times = reach((a, b) => b / a);
    const share = reach((a, b, c) => (b - c) / (b - a));
    expect(numbers).toContain(`5.63 → 9.60 years, 1.71 ±${times.toFixed(2)} times`);
    expect(numbers).toContain(`5.63 → 9.60 → 6.36, 82 ±${(100 * share).toFixed(0)} % won back`);
  });

  it('a gain over the student counts only if its test reports it', () => {
    const measured = wide(0.1).map((cell) =>
      cell.train.startsWith('full+') ? { ...cell, significant: false } : cell,
    );
    const [adds, , significantly] = evaluateClaims(measured, NETS)[3]!.parts;
    expect(adds).toMatchObject({ held: 0, of: 24, verdict: 'not supported' });
    expect(significantly).toMatchObject({ held: 0, of: 9, verdict: 'not supported' });
  });
});

it('what rests on another crop of the face does not count, and one net cannot bear out five of six', () => {
  const compact = asPublished
    .filter(({ net }) => net === 'vgg-f')
    .map((cell) => ({ ...cell, net: 'compact' }));
  const [, recovered, halves, gains] = evaluateClaims(compact, ['compact']);
  expect(recovered).toMatchObject({ verdict: 'undecided', parts: [{ held: 0, of: 0 }] });
  expect(recovered!.parts[0]!.checks).toHaveLength(8);
  for (const { holds, numbers } of recovered!.parts[0]!.checks) {
    expect(holds).toBeNull();
    expect(numbers).toContain('another crop');
  }
  expect(halves!.parts.map(({ verdict, held, of }) => [verdict, held, of])).toEqual([
    ['supported', 4, 4],
    ['undecided', 2, 2],
  ]);
  expect(gains!.parts.every(({ of }) => of > 0)).toBe(true);
});
