import { expect, test } from 'vitest';

import {
  type Figure,
  summed,
  withTotals,
} from '../../../../../../src/main/core/features/audience/suppression/margins.ts';
import {
  suppressCameraRows,
  suppressCameras,
} from '../../../../../../src/main/core/features/audience/suppression/suppress-cameras.ts';
import { randomFor } from '../../../../../../src/common/math/random.ts';

const K = 3;

/** Every choice of some of so many cameras. */
const choicesOf = (cameras: number) =>
  Array.from({ length: 2 ** cameras - 1 }, (_, i) =>
    Array.from({ length: cameras }, (__, camera) => camera).filter((camera) => (i + 1) & (1 << camera)),
  );

function randomTables(
  seed: number,
  cameras: number,
  rows: number,
  columns: number,
  most: number,
): number[][][] {
  const random = randomFor(seed, 'cameras');
  return Array.from({ length: cameras }, () =>
    Array.from({ length: rows }, () =>
      Array.from({ length: columns }, () => (random.bool(0.2) ? 0 : random.int(most + 1))),
    ),
  );
}

const answer = (tables: readonly number[][][], choice: readonly number[]) =>
  suppressCameras(new Map(tables.map((table, i) => [`${i}`, table])), choice.map(String), K);

/** All tables of a camera that agree with what is shown of it alone, figures up to a bound. */
function worldsOf(shown: readonly (readonly Figure[])[], most: number): number[][][] {
  const [rows, columns] = [shown.length - 1, shown[0]!.length - 1];
  let tables: number[][] = [[]];
  for (let at = 0; at < rows * columns; at++) {
    const known = shown[Math.floor(at / columns)]![at % columns]!;
    const values = known === null ? Array.from({ length: most + 1 }, (_, value) => value) : [known];
    tables = tables.flatMap((table) => values.map((value) => [...table, value]));
  }
  return tables
    .map((flat) =>
      withTotals(Array.from({ length: rows }, (_, i) => flat.slice(i * columns, (i + 1) * columns))),
    )
    .filter((all) => all.every((row, i) => row.every((value, j) => (shown[i]![j] ?? value) === value)));
}

/** Tries every world of all cameras against every answer; calls back with those that agree. */
function agreeing(
  answers: readonly { choice: readonly number[]; shown: readonly (readonly Figure[])[] }[],
  worlds: readonly number[][][][],
  found: (world: number[][][]) => void,
): void {
  const world: number[][][] = [];
  const visit = (camera: number): void => {
    if (camera === worlds.length) {
      const isSo = answers.every(({ choice, shown }) =>
        shown.every((row, i) =>
          row.every(
            (figure, j) =>
              figure === null || figure === choice.reduce((sum, one) => sum + world[one]![i]![j]!, 0),
          ),
        ),
      );
      if (isSo) found(world);
      return;
    }
    for (const one of worlds[camera]!) {
      world[camera] = one;
      visit(camera + 1);
    }
  };
  visit(0);
}

test.each([
  { cameras: 2, rows: 1, columns: 2, most: 7 },
  { cameras: 2, rows: 1, columns: 3, most: 7 },
  { cameras: 2, rows: 2, columns: 2, most: 4 },
  { cameras: 3, rows: 1, columns: 2, most: 7 },
])(
  'the attacker who asks for every choice of $cameras cameras cannot narrow a small figure of any choice down ($rows × $columns)',
  ({ cameras, rows, columns, most }) => {
    let [tried, small] = [0, 0];
    for (let seed = 0; seed < 60; seed++) {
      const tables = randomTables(seed, cameras, rows, columns, most);
      const answers = choicesOf(cameras).map((choice) => ({ choice, shown: answer(tables, choice) }));
      const worlds = tables.map((_, i) => worldsOf(answer(tables, [i]), most + K));
      if (worlds.reduce((product, some) => product * some.length, 1) > 20_000) continue;
      tried++;
      const ranges = answers.map(({ shown }) => shown.map((row) => row.map(() => [Infinity, -Infinity])));
      agreeing(answers, worlds, (world) =>
        answers.forEach(({ choice }, a) =>
          ranges[a]!.forEach((row, i) =>
            row.forEach((range, j) => {
              const value = choice.reduce((sum, one) => sum + world[one]![i]![j]!, 0);
              range[0] = Math.min(range[0]!, value);
              range[1] = Math.max(range[1]!, value);
            }),
          ),
        ),
      );
      answers.forEach(({ choice, shown }, a) => {
        const truth = withTotals(summed(choice.map((i) => tables[i]!)));
        truth.forEach((row, i) =>
          row.forEach((count, j) => {
            if (shown[i]![j] !== null) expect(shown[i]![j]).toBe(count);
            if (count >= K) return;
            small++;
            const [low, high] = ranges[a]![i]![j]!;
            expect(
              high! - low!,
              `seed ${seed}, cameras ${choice.join()}, ${JSON.stringify(tables)}`,
            ).toBeGreaterThanOrEqual(K);
          }),
        );
      });
    }
    expect(tried).toBeGreaterThan(10);
    expect(small).toBeGreaterThan(60);
  },
);

test('a quiet camera hides figures of itself and of one other, and nothing of all together', () => {
  const rows = new Map([
    ['quiet', [2, 12, 30]],
    ['door', [40, 90, 80]],
    ['gate', [70, 99, 88]],
  ]);
  const shown = (...chosen: string[]) => suppressCameraRows(rows, chosen, 10);
  expect(shown('quiet')).toEqual({ counts: [null, null, 30], total: 44 });
  expect(shown('door')).toEqual({ counts: [null, null, 80], total: 210 });
  expect(shown('gate')).toEqual({ counts: [70, 99, 88], total: 257 });
  expect(shown('door', 'gate')).toEqual({ counts: [null, null, 168], total: 467 });
  expect(shown('quiet', 'door', 'gate')).toEqual({ counts: [112, 201, 198], total: 511 });
});

test('two cameras that have k together protect each other; where no two have, the figure is suppressed of all together too', () => {
  const rows = new Map([
    ['a', [4, 30, 50]],
    ['b', [8, 40, 60]],
  ]);
  const together = () => suppressCameraRows(rows, [...rows.keys()], 10);
  expect(together()).toEqual({ counts: [12, 70, 110], total: 192 });
  rows.set('b', [5, 40, 60]).set('c', [3, 50, 70]);
  expect(together().counts[0]).toBeNull();
  expect(together().total).toBe(312);
});

test('one camera alone is answered as a table of its own; cameras without figures change nothing', () => {
  const alone = { counts: [null, 40, null, 90], total: 145 };
  const rows = new Map<string, (number | null)[]>([['a', [3, 40, 12, 90]]]);
  expect(suppressCameraRows(rows, ['a'], 10)).toEqual(alone);
  rows.set('empty', [null, null, null, null]);
  expect(suppressCameraRows(rows, ['a'], 10)).toEqual(alone);
  expect(suppressCameraRows(rows, ['a', 'empty'], 10)).toEqual(alone);
  expect(suppressCameraRows(rows, ['empty'], 10)).toEqual({ counts: [null, null, null, null], total: null });
});
