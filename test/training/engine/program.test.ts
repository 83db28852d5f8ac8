import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Program, ProgramOptions, Step } from '../../../src/training/engine/program.ts';
import { createProgram } from '../../../src/training/engine/program.ts';
import { momentumUpdate, tf } from '../../../src/training/engine/tf.ts';
import { startNamed } from '../../support/engine.ts';
import { distance } from './distance.ts';
import { OPTIMIZERS, smallTraining } from './small-training.ts';
import { needs } from '../../support/needs.ts';

const missing = await startNamed('tensorflow');
if (missing !== undefined) await startNamed('wasm');

let before = 0;
beforeEach(() => {
  before = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors, 'tensors left behind').toBe(before));

/** A program over one variable [1, 2, 3]; it is gone when `use` ends. */
function withCounter(
  use: (program: Program, variable: tf.Variable) => void,
  steps: (variable: tf.Variable) => Record<string, Step>,
  options?: ProgramOptions,
): void {
  const variable = tf.tidy(() => tf.variable(tf.tensor1d([1, 2, 3])));
  const example = tf.tensor1d([0, 0, 0]);
  const specs = Object.entries(steps(variable)).map(([name, step]) => [name, { step, examples: [example] }]);
  const program = createProgram(
    Object.fromEntries(specs) as Parameters<typeof createProgram>[0],
    [variable],
    options,
  );
  example.dispose();
  try {
    use(program, variable);
  } finally {
    program.dispose();
    variable.dispose();
  }
}

const addAndDouble = (variable: tf.Variable): Record<string, Step> => ({
  add(x) {
    variable.assign(tf.add(variable, x));
    return [tf.mul(variable, 10)];
  },
  double() {
    variable.assign(tf.mul(variable, 2));
    return [tf.sum(variable)];
  },
});

/** Runs a step on [by, by, by] and takes its first output. */
function run(program: Program, name: string, by = 0): number[] {
  const input = tf.fill([3], by);
  try {
    const outputs = program.run(name, [input]);
    const numbers = [...outputs[0]!.dataSync()];
    tf.dispose(outputs);
    return numbers;
  } finally {
    input.dispose();
  }
}

describe.each([true, false])('compile: %s', (compile) => {
  test('steps share the variables, outputs are those after the assignment, nothing is left behind', () => {
    withCounter(
      (program) => {
        const tensors = tf.memory().numTensors;
        expect(run(program, 'add', 1)).toEqual([20, 30, 40]);
        expect(tf.memory().numTensors).toBe(tensors);
        expect(run(program, 'double')).toEqual([18]);
        expect(run(program, 'add', -4)).toEqual([0, 20, 40]);
        expect(tf.memory().numTensors).toBe(tensors);
      },
      addAndDouble,
      { compile },
    );
  });

  test('values go out with pull and in with push', () => {
    withCounter(
      (program, variable) => {
        run(program, 'add', 1);
        program.pull();
        expect([...variable.dataSync()]).toEqual([2, 3, 4]);
        tf.tidy(() => variable.assign(tf.tensor1d([5, 6, 7])));
        program.push();
        expect(run(program, 'double')).toEqual([36]);
        program.pull();
        program.push();
        program.pull();
        expect([...variable.dataSync()]).toEqual([10, 12, 14]);
      },
      addAndDouble,
      { compile },
    );
  });

  test('a step that is not there is named', () => {
    withCounter(
      (program) => expect(() => run(program, 'halve')).toThrow(/no step 'halve'.*add, double/),
      addAndDouble,
      {
        compile,
      },
    );
  });
});

test('recording leaves the variables as they were', () => {
  withCounter((_, variable) => expect([...variable.dataSync()]).toEqual([1, 2, 3]), addAndDouble);
});

test('one with compilation off reports it', () => {
  withCounter(
    (program) => expect(program).toMatchObject({ mode: 'eager', why: 'compiling is switched off' }),
    addAndDouble,
    { compile: false },
  );
});

test(
  'an engine without graphs runs one op at a time and says so',
  needs(missing ? undefined : 'this engine has graphs'),
  () => {
    withCounter((program) => expect(program.why).toMatch(/wasm engine/), addAndDouble);
  },
);

describe(`TensorFlow's graphs`, needs(missing), () => {
  test.each(Object.entries(OPTIMIZERS))('%s: compiled and eager steps give the same weights', (_, preset) => {
    const run = (compile: boolean) => {
      const training = smallTraining(preset, { compile });
      expect(training.program.mode).toBe(compile ? 'compiled' : 'eager');
      const tensors = tf.memory().numTensors;
      const losses = [0, 1, 2, 3].map((i) => {
        const loss = training.step(i, 1e-3);
        expect(tf.memory().numTensors).toBe(tensors);
        return loss;
      });
      const values = training.values();
      training.dispose();
      return { losses, values };
    };
    const [compiled, eager] = [run(true), run(false)];
    expect(compiled.losses).toEqual(eager.losses);
    expect(distance(compiled.values, eager.values)).toBe(0);
  });

  test('the learning rate is an input', () => {
    const training = smallTraining(OPTIMIZERS.momentum);
    const weightsOnly = () => training.variables[0]!.dataSync().slice();
    const start = weightsOnly();
    training.step(0, 0);
    training.program.pull();
    expect(weightsOnly()).toEqual(start);
    training.step(0, 0.1);
    training.program.pull();
    const moved = weightsOnly();
    expect(moved).not.toEqual(start);
    training.dispose();
  });

  test('pictures and seed are inputs: the same give the same loss', () => {
    const training = smallTraining(OPTIMIZERS.momentum);
    // At a rate of 0 only the moving averages change, which training does not read.
    const losses = [1, 1, 2].map((index) => training.step(index, 0));
    expect(losses[0]).toBe(losses[1]);
    expect(losses[2]).not.toBe(losses[0]);
    training.dispose();
  });

  test('variables of every size go in and come out whole and in order, though they move in groups', () => {
    const bound = 1 << 24; // Numbers of 4 bytes that one call moves at most.
    // Just too few for a group, full to the last number, one over it, over the bound alone, and small ones after it.
    const sizes = [3, bound - 3, 1, bound - 2, 2, bound + 1, 5, 7];
    const values = sizes.map((size, k) => new Float32Array(size).fill(k + 1).with(size - 1, 100 + k));
    values.forEach((own, k) => (own[0] = -1 - k));
    const variables = values.map((own) => tf.tidy(() => tf.variable(tf.tensor1d(own))));
    const example = tf.scalar(0);
    const program = createProgram(
      {
        ends: { step: () => variables.map((variable) => tf.slice(variable, 0, 1)), examples: [example] },
      },
      variables,
    );
    try {
      expect(program.mode).toBe('compiled');
      const outputs = program.run('ends', [example]);
      const firsts = outputs.map((output) => output.dataSync()[0]);
      tf.dispose(outputs);
      expect(firsts).toEqual(values.map((own) => own[0]));
      for (const variable of variables) tf.tidy(() => variable.assign(tf.zerosLike(variable)));
      program.pull();
      variables.forEach((variable, k) => {
        const found = variable.dataSync<'float32'>();
        expect(found.length).toBe(sizes[k]);
        expect(
          Buffer.compare(Buffer.from(found.buffer), Buffer.from(values[k]!.buffer)),
          `variable ${k}`,
        ).toBe(0);
      });
    } finally {
      program.dispose();
      tf.dispose([variables, example]);
    }
  });

  test('another process gets the same bits', async () => {
    const training = smallTraining(OPTIMIZERS.momentum);
    for (let i = 0; i < 3; i++) training.step(i, 0.01);
    const here = createHash('sha256').update(training.values()).digest('hex');
    training.dispose();
    const child = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'train-once.ts')]);
    expect(child.stdout.trim()).toBe(`compiled ${here}`);
  });

  describe('mixed precision', () => {
    /** What one step at this rate changes. */
    const changes = (mixed: boolean, rate = 0.01) => {
      const training = smallTraining(OPTIMIZERS.momentum, { mixed });
      const before = training.values();
      const loss = training.step(0, rate);
      const change = training.values().map((value, i) => value - before[i]!);
      training.dispose();
      return { loss, change };
    };

    const cosine = (a: Float32Array, b: Float32Array) => {
      const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
      return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    };

    test('products of 16 bits change the weights nearly as those of 32 do, and repeat bit for bit', () => {
      const [mixed, exact] = [changes(true), changes(false)];
      expect(Math.abs(mixed.loss - exact.loss)).toBeLessThan(0.02 * exact.loss);
      expect(cosine(mixed.change, exact.change)).toBeGreaterThan(0.98);
      expect(mixed.change).not.toEqual(exact.change);
      expect(changes(true)).toEqual(mixed);
    });

    test('weights keep 32 bits: steps far below the spacing of 16 move them', () => {
      const training = smallTraining(OPTIMIZERS.momentum, { mixed: true });
      const before = training.variables[0]!.dataSync().slice();
      training.step(0, 1e-5);
      training.program.pull();
      const kernel = Array.from(training.variables[0]!.dataSync());
      const moved = kernel.filter((value, i) => {
        const share = Math.abs(value / before[i]! - 1);
        return share > 0 && share < 2 ** -9;
      });
      expect(moved.length).toBeGreaterThan(kernel.length / 2);
      training.dispose();
    });

    test('a step without convolutions stays as it is', () => {
      const variable = tf.tidy(() => tf.variable(tf.tensor1d([1 + 2 ** -12])));
      const example = tf.tensor1d([1]);
      const step: Step = (x) => [tf.add(tf.relu(variable), x)];
      const program = createProgram({ add: { step, examples: [example], mixed: true } }, [variable]);
      const outputs = program.run('add', [example]);
      expect(outputs[0]!.dataSync()[0]).toBe(2 + 2 ** -12);
      program.dispose();
      tf.dispose([...outputs, example, variable]);
    });
  });

  test('a step that reads values runs eagerly, with the reason', () => {
    withCounter(
      (program) => {
        expect(program.mode).toBe('eager');
        expect(program.why).toMatch(/reads values/);
        expect(run(program, 'odd', 2)).toEqual([3, 4, 5]);
      },
      (variable) => ({ odd: (x) => [tf.add(variable, x.dataSync()[0]!)] }),
    );
  });

  test('a step that uses a large tensor of its own is refused: it would be frozen into the graph', () => {
    const large = tf.tensor1d(Float32Array.from({ length: 300_000 }, (_, i) => i));
    withCounter(
      (program) => {
        expect(program.mode).toBe('eager');
        expect(program.why).toMatch(/no input and no variable/);
      },
      () => ({ foreign: () => [tf.sum(large)] }),
    );
    large.dispose();
  });

  test('a step that reads what it has changed in place is refused: it would read the value before', () => {
    withCounter(
      (program, variable) => {
        expect(program.why).toMatch(/changed in place/);
        expect(run(program, 'late', 1)).toEqual([0.5, 1.5, 2.5]);
        program.pull();
        expect([...variable.dataSync()]).toEqual([0.5, 1.5, 2.5]);
      },
      (variable) => ({
        late(x) {
          const velocity = tf.variable(tf.zeros([3]), false);
          momentumUpdate(variable, velocity, x, tf.scalar(0.5), { momentum: 0.9, nesterov: false });
          velocity.dispose();
          return [tf.mul(variable, 1)];
        },
      }),
    );
  });

  test('a step that gives a foreign tensor back is refused', () => {
    const foreign = tf.scalar(1);
    withCounter(
      (program) => {
        expect(program.mode).toBe('eager');
        expect(program.why).toMatch(/did not make/);
      },
      () => ({ foreign: () => [foreign.clone()] }),
    );
    foreign.dispose();
  });

  test('a step that is refused after it assigned leaves the variables as they were', () => {
    withCounter(
      (program, variable) => {
        expect(program.mode).toBe('eager');
        expect([...variable.dataSync()]).toEqual([1, 2, 3]);
      },
      (variable) => ({
        late(x) {
          variable.assign(tf.add(variable, 1));
          return [tf.scalar(x.dataSync()[0]!)];
        },
      }),
    );
  });

  test('dispose ends the session', () => {
    withCounter((program) => {
      program.dispose();
      expect(() => run(program, 'add', 1)).toThrow();
      // The second time, at the end, is the caller's mistake; here it must not hide the test.
      program.dispose = () => {};
    }, addAndDouble);
  });
});
