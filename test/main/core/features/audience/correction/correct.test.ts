import { expect, test } from 'vitest';

import type { CountingModel } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { correct } from '../../../../../../src/main/core/features/audience/correction/correct.ts';
import {
  binomial,
  dirichlet,
  multinomial,
} from '../../../../../../src/main/core/features/audience/correction/draws.ts';
import {
  jointly,
  weightedConfusions,
  meanConfusion,
} from '../../../../../../src/main/core/features/audience/correction/weighted-confusions.ts';
import { unfold } from '../../../../../../src/main/core/features/audience/correction/unfold.ts';
import { randomFor } from '../../../../../../src/common/math/random.ts';

const ONE = { full: 1, lower: 0, upper: 0 };
const GENDER = [
  [1832, 138],
  [129, 1700],
];
const AGE = [
  [120, 30, 5, 1, 0, 0, 0],
  [15, 60, 30, 5, 1, 0, 0],
  [2, 25, 160, 40, 8, 2, 1],
  [1, 4, 45, 110, 40, 8, 2],
  [0, 1, 8, 40, 90, 35, 8],
  [0, 0, 2, 9, 35, 80, 30],
  [0, 0, 1, 3, 9, 30, 120],
];
const reader = (
  task: 'gender' | 'age',
  confusion: number[][] | null,
  visible: CountingModel['visible'] = 'full',
): CountingModel => ({
  ...{ task, visible, name: `${task}.${visible}`, sha256: 'x', confusion },
});
const of = (task: 'gender' | 'age', confusion: number[][]) =>
  weightedConfusions(task, [{ readers: [reader(task, confusion)], shown: ONE, visits: 1 }])!;

test('two classes: Rogan and Gladen’s estimate (1978), cut at 0 and 1', () => {
  for (const [sensitivity, specificity] of [
    [0.9, 0.95],
    [0.7, 0.8],
    [0.99, 0.6],
  ] as const)
    for (let positive = 0; positive <= 100; positive += 5) {
      const [, share] = unfold(
        [100 - positive, positive],
        [
          [specificity, 1 - specificity],
          [1 - sensitivity, sensitivity],
        ],
      );
      const known = (positive / 100 + specificity - 1) / (sensitivity + specificity - 1);
      expect(share).toBeCloseTo(Math.min(1, Math.max(0, known)), 3);
    }
});

test('three classes: nothing on a fine grid is likelier', () => {
  const matrix = [
    [0.7, 0.2, 0.1],
    [0.15, 0.7, 0.15],
    [0.1, 0.3, 0.6],
  ];
  for (const counts of [
    [50, 30, 20],
    [90, 5, 5],
    [3, 10, 1],
    [0, 4, 40],
  ]) {
    const likelihood = (shares: readonly number[]) =>
      counts.reduce(
        (sum, count, r) => sum + count * Math.log(matrix.reduce((p, row, t) => p + shares[t]! * row[r]!, 0)),
        0,
      );
    let best = -Infinity;
    for (let a = 0; a <= 200; a++)
      for (let b = 0; a + b <= 200; b++)
        best = Math.max(best, likelihood([a / 200, b / 200, 1 - (a + b) / 200]));
    expect(likelihood(unfold(counts, matrix))).toBeGreaterThanOrEqual(best - 1e-6);
  }
});

test('expected counts lead back to the true shares, six age bands and two genders at once', () => {
  const matrix = jointly(meanConfusion(of('age', AGE)), meanConfusion(of('gender', GENDER)));
  const truth = [0.05, 0.1, 0.2, 0.1, 0.1, 0.05, 0.1, 0.05, 0.05, 0.1, 0.03, 0.07];
  const counts = truth.map((_, r) => 1e6 * truth.reduce((sum, share, t) => sum + share * matrix[t]![r]!, 0));
  unfold(counts, matrix).forEach((share, t) => expect(share).toBeCloseTo(truth[t]!, 3));
  matrix.forEach((row) => expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12));
});

test('corrected counts add up to what was counted, each within its interval', () => {
  const counts = [30, 12, 80, 61, 40, 44, 20, 31, 9, 14, 25, 3];
  const corrected = correct(counts, [of('age', AGE), of('gender', GENDER)])!;
  expect(corrected.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(369, 6);
  for (const { value, low, high } of corrected)
    expect(low <= value && value <= high && low >= 0 && high <= 369).toBe(true);
  expect(correct(counts, [of('age', AGE), of('gender', GENDER)])).toEqual(corrected);
});

test('a model that never errs leaves counts as they are', () => {
  const sure = [
    [1e7, 0],
    [0, 1e7],
  ];
  for (const { value, low, high } of correct([40, 60], [of('gender', sure)])!)
    expect([Math.round(value), Math.round(low), Math.round(high)]).toEqual(Array(3).fill(Math.round(value)));
  expect(correct([0, 0], [of('gender', sure)])).toEqual([
    { value: 0, low: 0, high: 0 },
    { value: 0, low: 0, high: 0 },
  ]);
});

test('the interval holds the true count of the faces that were seen in about 95 of 100 audiences', () => {
  let [held, plain, all] = [0, 0, 0];
  for (let seed = 0; seed < 120; seed++) {
    const random = randomFor(seed, 'audience');
    const exact = [
      [0.88, 0.12],
      [0.18, 0.82],
    ];
    const measured = exact.map((row) => multinomial(random, 300, row));
    const women = binomial(random, 400, random.uniform(0.1, 0.9));
    const truth = [400 - women, women];
    const counts = truth
      .map((n, t) => multinomial(random, n, exact[t]!))
      .reduce((a, b) => a.map((n, r) => n + b[r]!));
    correct(counts, [of('gender', measured)])!.forEach(({ low, high }, t) => {
      all++;
      if (truth[t]! >= low && truth[t]! <= high) held++;
      if (Math.abs(truth[t]! - counts[t]!) <= 10) plain++;
    });
  }
  expect(held / all).toBeGreaterThan(0.9);
  expect(held / all).toBeLessThanOrEqual(0.995);
  expect(plain / all).toBeLessThan(0.6); // what was read is off by more than 10 of 400 in most audiences
});

/** Of the released age model for whole faces, of adults; the two youngest bands are misread as each other most. */
const ADULTS = [
  [67, 100, 4, 0, 0, 0],
  [55, 332, 61, 11, 0, 1],
  [5, 95, 82, 49, 6, 2],
  [0, 27, 49, 51, 26, 6],
  [0, 5, 15, 33, 44, 20],
  [0, 1, 3, 5, 33, 88],
];
const AGE_AND_GENDER = [
  [{ weight: 1, confusion: ADULTS }],
  [
    {
      weight: 1,
      confusion: [
        [661, 18],
        [15, 577],
      ],
    },
  ],
];

test.each([
  ['mixed', [0.14, 0.26, 0.22, 0.18, 0.12, 0.08]],
  ['young', [0.4, 0.4, 0.1, 0.05, 0.03, 0.02]],
  ['old', [0.05, 0.1, 0.15, 0.2, 0.25, 0.25]],
  ['of one age', [0.05, 0.75, 0.1, 0.05, 0.03, 0.02]],
] as const)(
  'corrected counts err less than plain ones, and intervals hold the truth: an audience that is %s',
  (name, bands) => {
    for (const n of [300, 3000]) {
      let [plain, corrected, held, all] = [0, 0, 0, 0];
      for (let seed = 0; seed < 8; seed++) {
        const random = randomFor(seed, `${name} ${n}`);
        const readAs = jointly(
          ...(AGE_AND_GENDER.map(([part]) =>
            part!.confusion.map((row) =>
              dirichlet(
                random,
                row.map((count) => count + 0.5),
              ),
            ),
          ) as [number[][], number[][]]),
        );
        const truth = multinomial(
          random,
          n,
          bands.flatMap((share) => [share / 2, share / 2]),
        );
        const counts = truth
          .map((many, t) => multinomial(random, many, readAs[t]!))
          .reduce((a, b) => a.map((many, r) => many + b[r]!));
        correct(counts, AGE_AND_GENDER)!.forEach(({ value, low, high }, t) => {
          plain += Math.abs(counts[t]! - truth[t]!);
          corrected += Math.abs(value - truth[t]!);
          if (truth[t]! >= low && truth[t]! <= high) held++;
          all++;
        });
      }
      expect([n, corrected / plain < 1]).toEqual([n, true]);
      expect(held / all).toBeGreaterThan(0.9);
    }
  },
);

/** Of the released age and gender models for masked faces, of adults. */
const MASKED = [
  [
    [43, 112, 9, 1, 0, 0],
    [42, 326, 69, 12, 5, 3],
    [8, 93, 80, 40, 15, 3],
    [1, 29, 37, 50, 34, 7],
    [0, 11, 14, 34, 42, 16],
    [0, 1, 3, 13, 35, 77],
  ],
  [
    [639, 31],
    [22, 565],
  ],
];

test('nine of ten intervals hold the truth where mostly one age is masked, though only the share of all faces is known', () => {
  const [bands, masked] = [
    [0.14, 0.26, 0.22, 0.18, 0.12, 0.08],
    [0.9, 0.1, 0.1, 0.1, 0.1, 0.1],
  ];
  const whole = AGE_AND_GENDER.map(([part]) => part!.confusion);
  let [held, all] = [0, 0];
  for (let seed = 0; seed < 20; seed++) {
    const random = randomFor(seed, 'masked young');
    const readAs = [whole, MASKED].map((models) =>
      jointly(
        ...(models.map((rows) =>
          rows.map((row) =>
            dirichlet(
              random,
              row.map((count) => count + 0.5),
            ),
          ),
        ) as [number[][], number[][]]),
      ),
    );
    const truth = multinomial(
      random,
      3000,
      bands.flatMap((share) => [share / 2, share / 2]),
    );
    const counts = new Array<number>(12).fill(0);
    let masks = 0;
    truth.forEach((many, t) => {
      const under = binomial(random, many, masked[t >> 1]!);
      masks += under;
      [many - under, under].forEach((n, i) =>
        multinomial(random, n, readAs[i]![t]!).forEach((read, r) => (counts[r]! += read)),
      );
    });
    const share = masks / 3000;
    const misreadings = whole.map((confusion, i) => [
      { weight: 1 - share, confusion },
      { weight: share, confusion: MASKED[i]! },
    ]);
    correct(counts, misreadings)!.forEach(({ low, high }, t) => {
      all++;
      if (truth[t]! >= low && truth[t]! <= high) held++;
    });
  }
  expect(held / all).toBeGreaterThan(0.88);
});

test('counts that no misreading explains are not corrected', () => {
  const counts = [50, 900, 910, 880, 150, 60, 90, 40, 40, 30, 20, 10];
  expect(correct(counts, AGE_AND_GENDER)).toBeNull();
  expect(
    correct(
      [900, 10],
      [
        [
          {
            weight: 1,
            confusion: [
              [700, 300],
              [500, 500],
            ],
          },
        ],
      ],
    ),
  ).toBeNull();
});

test('masked faces weigh with the model that read them; without its figures nothing is corrected', () => {
  const worse = [
    [700, 300],
    [300, 700],
  ];
  const readers = [reader('gender', GENDER), reader('gender', worse, 'upper')];
  const mix = weightedConfusions('gender', [
    { readers, shown: { full: 0.5, upper: 0.5, lower: 0 }, visits: 10 },
  ])!;
  const halves = [GENDER, worse].map((counts) => meanConfusion(of('gender', counts)));
  meanConfusion(mix).forEach((row, t) =>
    row.forEach((p, r) => expect(p).toBeCloseTo((halves[0]![t]![r]! + halves[1]![t]![r]!) / 2, 12)),
  );
  expect(
    weightedConfusions('gender', [{ readers, shown: { full: 0.5, upper: 0.4, lower: 0.1 }, visits: 10 }]),
  ).toBeNull();
  expect(weightedConfusions('age', [{ readers, shown: ONE, visits: 10 }])).toBeNull();
  expect(
    weightedConfusions('gender', [{ readers: [reader('gender', null)], shown: ONE, visits: 10 }]),
  ).toBeNull();
  expect(weightedConfusions('gender', [])).toBeNull();
});

test('draws have the mean and the spread that they should', () => {
  const random = randomFor(5, 'draws');
  const moments = (values: number[]) => {
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    return [mean, values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length] as const;
  };
  for (const [n, p] of [
    [10, 0.3],
    [40, 0.02],
    [500, 0.5],
    [500, 0.98],
    [3, 0.9],
  ] as const) {
    const [mean, variance] = moments(Array.from({ length: 20_000 }, () => binomial(random, n, p)));
    expect(Math.abs(mean - n * p) / Math.sqrt((n * p * (1 - p)) / 20_000)).toBeLessThan(4);
    expect(variance / (n * p * (1 - p))).toBeCloseTo(1, 1);
  }
  const weights = [0.5, 3, 20];
  const shares = Array.from({ length: 20_000 }, () => dirichlet(random, weights));
  weights.forEach((weight, i) => {
    const [mean, variance] = moments(shares.map((one) => one[i]!));
    expect(mean).toBeCloseTo(weight / 23.5, 2);
    expect(variance).toBeCloseTo((weight * (23.5 - weight)) / (23.5 ** 2 * 24.5), 3);
  });
  expect(multinomial(random, 100, [1, 2, 3]).reduce((a, b) => a + b, 0)).toBe(100);
});
