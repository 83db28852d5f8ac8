import { describe, expect, it } from 'vitest';

import type { OcclusionLabel } from '../../../../src/artifact/labels.ts';
import { readCard } from '../../../../src/artifact/model-folder.ts';
import type { OcclusionPrediction } from '../../../../src/inference/occlusion/occlusion-classifier.ts';
import { createExponentialMean } from '../../../../src/inference/live/smoothing/exponential-mean.ts';
import { createSmoothedFace } from '../../../../src/inference/live/smoothing/smoothed-face.ts';
import { randomFor } from '../../../../src/common/math/random.ts';

const [expression, gender, age] = ['expression.full', 'gender.full', 'age.full'].map((name) =>
  readCard(`resources/models/${name}`),
);

/** Logits that give one class so much probability, the rest alike. */
function logits(n: number, label: number, prob: number, temperature: number): Float32Array {
  const rest = (1 - prob) / (n - 1);
  return Float32Array.from({ length: n }, (_, k) => temperature * Math.log(k === label ? prob : rest));
}

function recognition(occlusion: OcclusionLabel, prob = 0.97): OcclusionPrediction {
  const rest = (1 - prob) / 3;
  const probs = { none: rest, upper: rest, lower: rest, 'not a face': rest, [occlusion]: prob };
  return { occlusion: occlusion === 'not a face' ? null : occlusion, probs };
}

describe('a face that is read steadily', () => {
  it('never changes what is shown more than twice a second, however wildly it is read', () => {
    const face = createSmoothedFace(null);
    const random = randomFor(1, 'wild');
    let [last, lastMs, changes] = ['', -Infinity, 0];
    for (let ms = 0; ms < 10_000; ms += 33) {
      face.occlusion.add(recognition(random.bool(0.5) ? 'none' : 'lower'), ms);
      face.add(expression!, logits(8, random.int(8), 0.9, expression!.temperature), ms);
      face.add(gender!, logits(2, random.int(2), 0.9, gender!.temperature), ms);
      face.add(age!, Float32Array.of(random.normal()), ms);
      const shown = JSON.stringify(face.shown(ms));
      if (shown !== last) {
        expect(ms - lastMs).toBeGreaterThanOrEqual(500);
        [last, lastMs] = [shown, ms];
        changes++;
      }
    }
    expect(changes).toBeGreaterThan(10);
  });

  it('shows at once what was not read before, beside what stays', () => {
    const face = createSmoothedFace('none');
    face.add(expression!, logits(8, 1, 0.9, expression!.temperature), 0);
    const first = face.shown(0);
    expect(first).toMatchObject({ occlusion: 'none', expression: { label: 'happiness', confident: true } });
    face.add(expression!, logits(8, 4, 0.99, expression!.temperature), 100);
    face.add(gender!, logits(2, 1, 0.9, gender!.temperature), 100);
    expect(face.shown(100)).toEqual({
      ...first,
      gender: expect.objectContaining({ label: 'female' }) as object,
    });
  });

  it('is confident of nothing while the occlusion is uncertain', () => {
    const face = createSmoothedFace(null);
    face.add(expression!, logits(8, 1, 0.99, expression!.temperature), 0);
    expect(face.shown(0)).toMatchObject({
      occlusion: null,
      expression: { label: 'happiness', confident: false },
    });
    face.occlusion.add(recognition('lower', 0.7), 600);
    expect(face.shown(600)).toMatchObject({ occlusion: null, expression: { confident: false } });
    expect(face.occlusion.likeliest).toBe('lower');
    face.occlusion.add(recognition('lower', 0.99), 700);
    expect(face.shown(1200)).toMatchObject({ occlusion: 'lower', expression: { confident: true } });
  });

  it('keeps the occlusion through a single differing frame, and follows a lasting change', () => {
    const { occlusion } = createSmoothedFace(null);
    for (let ms = 0; ms < 1000; ms += 100) occlusion.add(recognition('lower'), ms);
    occlusion.add(recognition('none'), 1000);
    expect(occlusion.settled).toBe('lower');
    const seen = [];
    for (let ms = 1100; ms < 4000; ms += 100) {
      occlusion.add(recognition('none'), ms);
      seen.push(occlusion.settled);
    }
    expect(seen.indexOf(null)).toBeGreaterThanOrEqual(0);
    expect(seen.at(-1)).toBe('none');
  });

  it('knows after some frames that it is no face', () => {
    const { occlusion } = createSmoothedFace(null);
    const said = [0, 100, 200, 300].map((ms) => {
      occlusion.add(recognition('not a face'), ms);
      return occlusion.isNoFace;
    });
    expect(said).toEqual([false, false, true, true]);
  });

  it('forgets the expression that another student read', () => {
    const lower = readCard('resources/models/expression.lower');
    const face = createSmoothedFace('none');
    for (let ms = 0; ms < 500; ms += 33)
      face.add(expression!, logits(8, 1, 0.99, expression!.temperature), ms);
    face.add(lower, logits(8, 0, 0.9, lower.temperature), 533);
    expect(face.shown(600).expression!.label).toBe('neutral');
  });
});

it('a fading mean halves the weight of what is one half-life old', () => {
  const mean = createExponentialMean(100);
  mean.add([0, 6], 0);
  mean.add([3, 0], 100);
  expect(mean.values[0]).toBeCloseTo(2, 10);
  expect(mean.values[1]).toBeCloseTo(2, 10);
  const all = createExponentialMean(Infinity);
  [1, 2, 6].forEach((value, i) => all.add([value], i));
  expect(all.values[0]).toBeCloseTo(3, 10);
});
