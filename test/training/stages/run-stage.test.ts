import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { DemifaceError } from '../../../src/common/error.ts';
import { readCheckpoint, writeCheckpoint } from '../../../src/training/stages/checkpoint.ts';
import type { Stage, StageHooks, StageResult } from '../../../src/training/stages/stage.ts';
import { removeStageWork, runStage } from '../../../src/training/stages/run-stage.ts';
import { hasMatrixUnit, startEngine, tf } from '../../../src/training/engine/tf.ts';
import { collectGarbage } from '../../support/collect-garbage.ts';
import { tinyStage } from './made-stage.ts';

beforeAll(async () => {
  await startEngine();
});

const CONSTANT = ['schedule.kind=constant', 'schedule.rate=0.01'];

async function failureOf(work: Promise<unknown>): Promise<DemifaceError> {
  return work.then(
    () => {
      throw new Error('it went through');
    },
    (error: unknown) => error as DemifaceError,
  );
}

/** Aborts after so many steps. */
function stopAfter(steps: number): StageHooks {
  const abort = new AbortController();
  let done = 0;
  return { signal: abort.signal, onStep: () => void (++done === steps && abort.abort()) };
}

describe('a stage', { timeout: 240_000 }, () => {
  it('learns, reports each epoch, and keeps no tensor', async () => {
    const { numTensors } = tf.memory();
    const stage = tinyStage(['epochs=3', 'dropout=0', ...CONSTANT], 64);
    const epochs: number[] = [];
    const { weights, history, outputs } = await runStage(stage, {
      onEpoch: ({ epoch }, of) => void epochs.push(epoch / of),
    });
    expect(epochs).toEqual([1 / 3, 2 / 3, 1]);
    expect(history).toHaveLength(3);
    expect(history[2]!.loss).toBeLessThan(history[0]!.loss);
    expect(history[2]!.rate).toBe(0.01);
    expect(outputs).toHaveLength(12 * 8);
    expect(weights.get('output/kernel')).toHaveLength(256 * 8);
    expect(tf.memory().numTensors).toBe(numTensors);
    // The checkpoint stays until the result has landed; the owner does not.
    expect(readdirSync(stage.workFolder)).toEqual(['checkpoint.bin']);
    removeStageWork(stage.workFolder);
    expect(existsSync(stage.workFolder)).toBe(false);
  });

  it('takes the epoch that validated best where it is asked to, whenever it was stopped', async () => {
    const settings = ['epochs=3', 'choose=best', ...CONSTANT];
    const stage = tinyStage(settings);
    const { weights, history, outputs } = await runStage(stage);
    const kept = readCheckpoint(join(stage.workFolder, 'checkpoint.bin'))!;
    expect(kept.state.bestError).toBe(Math.min(...history.map(({ metrics }) => 1 - metrics['accuracy']!)));
    expect(kept.tensors.get('best:output/kernel')).toEqual(weights.get('output/kernel'));
    // Killed after its last checkpoint: it ends at once, with the same.
    const again = await runStage(stage, { onStep: () => expect.unreachable() });
    expect(again.weights).toEqual(weights);
    expect(again.outputs).toEqual(outputs);
    expect(again.history).toEqual(history);
  });
});

describe('stopped and started again', { timeout: 240_000 }, () => {
  const settings = ['epochs=2', 'choose=best'];
  let reference: Promise<StageResult> | undefined;

  // Within the first epoch, at its end, and before the last step of all.
  it.each([1, 3, 5])('after %i steps of 6 it gives the same bits', async (stop) => {
    const whole = await (reference ??= runStage(tinyStage(settings, 24)));
    const stage = tinyStage(settings, 24);
    const error = await failureOf(runStage(stage, stopAfter(stop)));
    expect(error).toMatchObject({ code: 'interrupted' });
    const at = readCheckpoint(join(stage.workFolder, 'checkpoint.bin'))!.state;
    expect(at.epoch * 3 + at.batch).toBe(stop);
    let steps = 0;
    const rest = await runStage(stage, { onStep: () => void steps++ });
    expect(steps).toBe(6 - stop);
    expect(rest.weights).toEqual(whole.weights);
    expect(rest.outputs).toEqual(whole.outputs);
    const told = (history: typeof whole.history) =>
      history.map(({ epoch, loss, rate, metrics }) => ({ epoch, loss, rate, metrics }));
    expect(told(rest.history)).toEqual(told(whole.history));
  });

  it('reports it where the number of threads is another one', async () => {
    const stage = tinyStage(['epochs=2']);
    await failureOf(runStage(stage, stopAfter(1)));
    const before = process.env['TF_NUM_INTRAOP_THREADS'];
    const notes: string[] = [];
    try {
      process.env['TF_NUM_INTRAOP_THREADS'] = '7';
      await runStage(stage, { note: (text) => void notes.push(text) });
    } finally {
      process.env['TF_NUM_INTRAOP_THREADS'] = before;
    }
    expect(notes).toEqual([
      expect.stringMatching(/goes on with 7: its weights will not be the same bit for bit/),
    ]);
  });

  it('trains in mixed precision where the preset lets it and the processor can, and reports it', async () => {
    const stage = tinyStage(['epochs=2']);
    const settings = Object.entries(stage.preset).filter(([key]) => key !== 'precision');
    const exact = Object.fromEntries(settings) as unknown as typeof stage.preset;
    await failureOf(runStage({ ...stage, preset: exact }, stopAfter(1)));
    const notes: string[] = [];
    const mixed = { ...stage, preset: { ...exact, precision: 'mixed' as const } };
    const { computed } = await runStage(mixed, { note: (text) => void notes.push(text) });
    const compiles = tf.getBackend() === 'tensorflow';
    expect(computed.precision).toBe(compiles && hasMatrixUnit() ? 'mixed' : 'float32');
    expect(notes.join()).toMatch(
      computed.precision === 'mixed' ? /with precision float32 and goes on with mixed/ : /^$/,
    );
  });

  it("refuses another stage's checkpoint", async () => {
    const stage = tinyStage(['epochs=2']);
    await failureOf(runStage(stage, stopAfter(1)));
    const error = await failureOf(runStage({ ...stage, key: 'other' }));
    expect(error).toMatchObject({ code: 'corrupt' });
    expect(error.message).toMatch(/checkpoint\.bin belongs to another stage; delete it to start anew$/);
  });
});

describe('a loss that explodes', { timeout: 240_000 }, () => {
  it('stops the stage and leaves the last good checkpoint as it is', async () => {
    const { numTensors } = tf.memory();
    const stage = tinyStage(['epochs=4', ...CONSTANT]);
    const abort = new AbortController();
    const stopAt2 = { signal: abort.signal, onEpoch: () => void (++epochs === 2 && abort.abort()) };
    let epochs = 0;
    await failureOf(runStage(stage, stopAt2));
    const path = join(stage.workFolder, 'checkpoint.bin');
    const saved = readCheckpoint(path)!;
    saved.state.schedule.rate = 1e30;
    writeCheckpoint(path, saved);
    const good = readFileSync(path);
    const absurd: Stage = {
      ...stage,
      settings: { ...stage.settings, schedule: { kind: 'constant', rate: 1e30 } },
    };
    const error = await failureOf(runStage(absurd));
    expect(error.code).toBe('diverged');
    expect(error.message).toMatch(
      /^the teacher of \S+ stopped learning: .* in epoch 3, step \d; the checkpoint of epoch 2 is kept; lower the rate \(--set teacher\.schedule\.rate=…\)$/,
    );
    expect(readFileSync(path).equals(good)).toBe(true);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('never keeps weights that are no numbers, though the loss still was one', async () => {
    // One step an epoch: its loss is finite, the weights behind it are not.
    const stage = tinyStage(['epochs=2', 'schedule.kind=constant', 'schedule.rate=1e39'], 8);
    const error = await failureOf(runStage(stage));
    expect(error).toMatchObject({ code: 'diverged' });
    expect(error.message).toMatch(/no numbers any more in epoch 1, step 1; no epoch was finished; lower/);
    expect(readdirSync(stage.workFolder)).toEqual([]);
  });
});

describe('memory', { timeout: 240_000 }, () => {
  it('is flat: tensors after each step, the process from the second epoch to the tenth', async () => {
    const tensors = new Set<number>();
    const mib: number[] = [];
    await runStage(tinyStage(['epochs=10', ...CONSTANT], 64), {
      onStep: () => void tensors.add(tf.memory().numTensors),
      onEpoch() {
        collectGarbage();
        mib.push(process.memoryUsage.rss() / 2 ** 20);
      },
    });
    expect(tensors.size).toBe(1);
    expect(mib).toHaveLength(10);
    expect(mib[9]! / mib[1]!).toBeLessThan(1.1);
  });
});
