import { expect, test } from 'vitest';

import type { Card } from '../../../src/artifact/card.ts';
import { occlusionSensitivity } from '../../../src/inference/explain/occlusion-sensitivity.ts';

const SIZE = 48;

/** A predictor that looks at one square of the face alone: the brighter, the likelier the first class, or the older. */
function lookingAt(top: number, left: number, side: number) {
  return {
    predict: (faces: readonly Uint8Array[]) => {
      const rows = faces.map((face) => {
        let sum = 0;
        for (let y = top; y < top + side; y++)
          for (let x = left; x < left + side; x++) sum += face[y * SIZE + x]!;
        return sum / side ** 2 / 255;
      });
      return Promise.resolve(Float32Array.from(rows.flatMap((mean) => [4 * mean, 0])));
    },
  };
}

const card = {
  name: 'made',
  task: 'gender',
  labels: ['male', 'female'],
  temperature: 1,
  preprocessing: { size: SIZE },
} as unknown as Card;

/** A dark face with one bright spot. */
function faceWith(top: number, left: number, side: number): Uint8Array {
  const face = new Uint8Array(SIZE * SIZE).fill(40);
  for (let y = top; y < top + side; y++) face.fill(250, y * SIZE + left, y * SIZE + left + side);
  return face;
}

/** Middle of mass of a map, in cells from its top left. */
function middleOf(heat: Float32Array, side: number) {
  let [sum, row, column] = [0, 0, 0];
  heat.forEach((value, i) => {
    sum += value;
    row += value * (Math.floor(i / side) + 0.5);
    column += value * ((i % side) + 0.5);
  });
  return { row: row / sum, column: column / sum };
}

test.each([
  [4, 8],
  [30, 30],
  [36, 2],
])('finds the part that decides, at %i, %i', async (top, left) => {
  const model = { card, predictor: lookingAt(top, left, 8) };
  const { heat, side } = await occlusionSensitivity(model, faceWith(top, left, 8), 'full', 'male');
  const { row, column } = middleOf(heat, side);
  const cell = SIZE / side;
  expect(row).toBeCloseTo((top + 4) / cell, 0);
  expect(column).toBeCloseTo((left + 4) / cell, 0);
  expect(Math.max(...heat)).toBe(1);
});

test('what speaks against the class leaves no heat, nor does the covered half', async () => {
  const model = { card, predictor: lookingAt(4, 8, 8) };
  const face = faceWith(4, 8, 8);
  expect(Math.max(...(await occlusionSensitivity(model, face, 'full', 'female')).heat)).toBe(0);
  const { heat, side } = await occlusionSensitivity(model, face, 'lower', 'male');
  expect(Math.max(...heat.subarray(0, (side * side) / 2))).toBe(0);
});

test('of an age every change counts, up or down', async () => {
  const years = { ...card, task: 'age', labels: null, ageScale: { mean: 30, std: -10 } } as Card;
  const inner = lookingAt(4, 8, 8);
  const predictor = {
    predict: async (faces: readonly Uint8Array[]) =>
      (await inner.predict(faces)).filter((_, i) => i % 2 === 0),
  };
  const { heat, side } = await occlusionSensitivity(
    { card: years, predictor },
    faceWith(4, 8, 8),
    'full',
    null,
  );
  expect(middleOf(heat, side).row).toBeCloseTo(2, 0);
});
