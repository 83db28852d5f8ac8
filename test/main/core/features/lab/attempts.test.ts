import { expect, test } from 'vitest';

import { DemifaceError } from '../../../../../src/common/error.ts';
import type { RunningJob } from '../../../../../src/main/core/platform/jobs/job-process.ts';
import { JobDied } from '../../../../../src/main/core/platform/jobs/job-process.ts';
import type { RunRequest } from '../../../../../src/main/core/features/lab/runs/training.ts';
import { Training } from '../../../../../src/main/core/features/lab/runs/training.ts';
import { inEnglish } from '../../../../../src/messages/english.ts';

const died = () => Promise.reject(new JobDied('SIGKILL'));
const refused = (code: 'disk' | 'busy' | 'interrupted') =>
  Promise.reject(new DemifaceError(code, `${code}!`));

/** A training whose jobs end one after the other as said. */
function madeTraining(ends: (() => Promise<unknown>)[]) {
  let started = 0;
  let again = 0;
  const training: Training = new Training(
    1,
    () => {
      const outcome = ends[started++]!();
      outcome.catch(() => {});
      return Promise.resolve({ pid: 1, outcome, stop() {} } as RunningJob<unknown>);
    },
    () => void again++,
  );
  return { training, counts: () => ({ started, again }) };
}

test('a job that dies is started again, three times in a row at most', async () => {
  const well = madeTraining([died, died, died, () => Promise.resolve(null)]);
  expect(await well.training.work()).toEqual({ state: 'done', refusal: null });
  expect(well.counts()).toEqual({ started: 4, again: 3 });
  const ill = madeTraining([died, died, died, died]);
  expect(inEnglish(await ill.training.work())).toMatchObject({
    state: 'failed',
    refusal: {
      code: 'engine',
      message: expect.stringMatching(/4 times without finishing an epoch/) as string,
    },
  });
});

test('an epoch that was finished between makes a fresh count', async () => {
  const epochThenDeath = () => {
    made.training.noteEpoch();
    return died();
  };
  const made = madeTraining([died, died, died, epochThenDeath, died, died, () => Promise.resolve(null)]);
  expect((await made.training.work()).state).toBe('done');
});

test('what a job refuses is what the run fails with', async () => {
  const { training } = madeTraining([() => refused('disk')]);
  expect(await training.work()).toEqual({ state: 'failed', refusal: { code: 'disk', message: 'disk!' } });
});

test('what another process holds is waited for', { timeout: 20_000 }, async () => {
  const { training, counts } = madeTraining([() => refused('busy'), () => Promise.resolve(null)]);
  expect((await training.work()).state).toBe('done');
  expect(counts().started).toBe(2);
  const waiting = madeTraining([() => refused('busy')]);
  const ending = waiting.training.work();
  setTimeout(() => waiting.training.ask('pause'), 50);
  expect(await ending).toEqual({ state: 'paused', refusal: null });
});

test('a run becomes what it was asked to become, whether its job stops or dies', async () => {
  const states = { pause: 'paused', cancel: 'cancelled', requeue: 'queued', close: 'queued' } as const;
  for (const [asked, state] of Object.entries(states))
    for (const end of [died, () => refused('interrupted')]) {
      const made = madeTraining([
        () => {
          made.training.ask(asked as RunRequest);
          return end();
        },
      ]);
      expect(await made.training.work()).toEqual({ state, refusal: null });
      expect(made.counts().started).toBe(1);
    }
});

test('a disk that is full while a run is paused is reported all the same', async () => {
  const made = madeTraining([
    () => {
      made.training.ask('pause');
      return refused('disk');
    },
  ]);
  expect(await made.training.work()).toMatchObject({ state: 'failed', refusal: { code: 'disk' } });
});
