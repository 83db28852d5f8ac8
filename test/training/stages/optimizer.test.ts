import { beforeAll, describe, expect, it } from 'vitest';

import type { OptimizerPreset } from '../../../src/training/presets/preset.ts';
import { createOptimizer } from '../../../src/training/stages/optimizer.ts';
import { startEngine, tf } from '../../../src/training/engine/tf.ts';

beforeAll(async () => {
  await startEngine();
});

const W = [0.5, -1.25, 2, 0.125];
const B = [0.75, -0.5];
const RATES = [0.1, 0.05, 0.2, 0.01];

const sgd = (momentum: number, nesterov: boolean, weightDecay: number): OptimizerPreset => ({
  ...{ kind: 'sgd', momentum, nesterov, weightDecay },
});
const adam = (beta2: number, epsilon: number, weightDecay: number): OptimizerPreset => ({
  ...{ kind: 'adam', beta1: 0.9, beta2, epsilon, weightDecay },
});

/**
 * w and b after four steps with torch 2.13, float64:
 *
 *   w = Parameter([[0.5, -1.25], [2.0, 0.125]]); b = Parameter([0.75, -0.5])
 *   o = SGD([{'params': [w], 'weight_decay': decay}, {'params': [b], 'weight_decay': 0}], momentum=…, nesterov=…)
 *   for t, lr in enumerate([0.1, 0.05, 0.2, 0.01]):
 *       for g in o.param_groups: g['lr'] = lr
 *       o.zero_grad(); ((w * w * (t + 1)).sum() / 2 + w.sum() * b.sum() + sin(b).sum()).backward(); o.step()
 */
const PYTORCH: readonly [string, OptimizerPreset, number[]][] = [
  [
    'SGD(momentum=0)',
    sgd(0, false, 0),
    [0.23462775339568853, -0.30969224660431144, 0.7011877533956884, 0.11798775339568852].concat([
      0.029105098062599415, -1.1794481930726932,
    ]),
  ],
  [
    'SGD(momentum=0.9), decay 0.1',
    sgd(0.9, false, 0.1),
    [0.0035759140866413477, 0.4678180385866414, -0.3943459069133586, 0.10305636933664145].concat([
      -0.783602806567272, -1.9722736334609572,
    ]),
  ],
  [
    'SGD(momentum=0.9, nesterov=True), decay 0.1',
    sgd(0.9, true, 0.1),
    [0.2553095922459283, 1.1771148796085034, -0.5348092254934219, 0.45283929668076595].concat([
      -1.2824453286352768, -2.248484691323688,
    ]),
  ],
  [
    'Adam(betas=(0.9, 0.999), eps=1e-8)',
    adam(0.999, 1e-8, 0),
    [0.14057829178717823, -0.9027068160015503, 1.6464581123298403, -0.10676445134396592].concat([
      0.39109412901546237, -0.8576237754557756,
    ]),
  ],
  [
    'Adam(betas=(0.9, 0.99), eps=1e-6), decay 0.1',
    adam(0.99, 1e-6, 0.1),
    [0.14064226804298943, -0.9015534894872249, 1.6460188626178618, -0.10757866985379246].concat([
      0.3910180632457201, -0.8577623709556272,
    ]),
  ],
];

const scalarSum = (x: tf.Tensor) => tf.sum<tf.Scalar>(x);

/** The loss of the snippet above at step t. */
function lossOf(w: tf.Variable, b: tf.Variable, t: number): tf.Scalar {
  const squares = tf.mul(scalarSum(tf.square(w)), (t + 1) / 2);
  return tf.add<tf.Scalar>(tf.add(squares, tf.mul(scalarSum(w), scalarSum(b))), scalarSum(tf.sin(b)));
}

type Move = (grads: tf.NamedTensorMap, w: tf.Variable, b: tf.Variable, step: number) => void;

function fourSteps(makeMove: (w: tf.Variable, b: tf.Variable) => Move): number[] {
  const w = tf.variable(tf.tensor2d(W, [2, 2]));
  const b = tf.variable(tf.tensor1d(B));
  const move = makeMove(w, b);
  RATES.forEach((_, t) =>
    tf.tidy(() => {
      const { grads } = tf.variableGrads(() => lossOf(w, b, t), [w, b]);
      move(grads, w, b, t);
    }),
  );
  const end = [...w.dataSync<'float32'>(), ...b.dataSync<'float32'>()];
  tf.dispose([w, b]);
  return end;
}

function ours(preset: OptimizerPreset, rates = RATES): number[] {
  return fourSteps((w, b) => {
    const named = new Map([
      ['w', w],
      ['b', b],
    ]);
    const optimizer = createOptimizer(preset, named, new Set([w]));
    return (grads, _w, _b, t) => optimizer.apply([grads[w.name]!, grads[b.name]!], tf.scalar(rates[t]!));
  });
}

describe('moves as PyTorch moves', () => {
  it.each(PYTORCH)('%s', (_, preset, expected) => {
    const found = ours(preset);
    found.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
  });
});

describe('moves as the optimizers of TensorFlow.js move, at a constant rate', () => {
  const constant = RATES.map(() => 0.05);
  const theirs = (make: () => tf.Optimizer) =>
    fourSteps(() => {
      const optimizer = make();
      return (grads) => optimizer.applyGradients(grads);
    });

  it.each([
    ['SGD', sgd(0, false, 0), () => tf.train.sgd(0.05)],
    ['momentum', sgd(0.9, false, 0), () => tf.train.momentum(0.05, 0.9)],
    ['Adam', adam(0.999, 1e-8, 0), () => tf.train.adam(0.05, 0.9, 0.999, 1e-8)],
  ] as const)('%s', (_, preset, make) => {
    const found = ours(preset, constant);
    theirs(make).forEach((value, i) => expect(found[i]).toBeCloseTo(value, 5));
  });
});

describe('slots', () => {
  it('stand under the names of their variables, start at 0, and are all the memory there is', () => {
    const named = new Map([['conv/kernel', tf.variable(tf.ones([2, 3]))]]);
    const momentum = createOptimizer(sgd(0.9, true, 0), named, new Set());
    expect([...momentum.slots.keys()]).toEqual(['conv/kernel/velocity']);
    const slots = createOptimizer(adam(0.999, 1e-8, 0), named, new Set()).slots;
    expect([...slots.keys()].sort()).toEqual([
      ...['adam/correction1', 'adam/correction2', 'conv/kernel/first', 'conv/kernel/second'],
    ]);
    for (const slot of slots.values()) expect(Math.max(...slot.dataSync<'float32'>())).toBe(0);
  });

  it('are as many after a step as before', () => {
    const variable = tf.variable(tf.ones([2]));
    const optimizer = createOptimizer(
      adam(0.999, 1e-8, 0.1),
      new Map([['v', variable]]),
      new Set([variable]),
    );
    const [gradient, rate] = [tf.ones([2]), tf.scalar(0.1)];
    const { numTensors } = tf.memory();
    optimizer.apply([gradient], rate);
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
