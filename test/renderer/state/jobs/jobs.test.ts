import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { jobs as JobsState } from '../../../../src/renderer/state/jobs/jobs.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

let modules: Awaited<ReturnType<typeof openSvelteModules>>;
let jobs: typeof JobsState;
let end: () => void;
const heard = new Map<string, (payload: unknown) => void>();
const tell = (event: string, payload: object) => heard.get(event)!(payload);
const started = (job: number, done = 0, total = 0) =>
  tell('job.progress', { job, subject: { kind: 'check', id: 1 }, done, total, at: null });

beforeEach(async () => {
  modules = await openSvelteModules();
  vi.stubGlobal('window', {
    demiface: {
      request: () => Promise.resolve({ ok: { kind: 'check', id: 1 } }),
      on: (event: string, hear: (payload: unknown) => void) => {
        heard.set(event, hear);
        return () => heard.delete(event);
      },
    },
  });
  ({ jobs } = (await modules.load('state/jobs/jobs.svelte.ts')) as { jobs: typeof JobsState });
  end = jobs.begin();
});
afterEach(async () => {
  end();
  vi.unstubAllGlobals();
  await modules.close();
});

it('knows every job that runs, also those that it did not start', () => {
  started(1);
  started(2, 5, 10);
  expect(jobs.all.map(({ job, done, total }) => [job, done, total])).toEqual([
    [1, 0, 0],
    [2, 5, 10],
  ]);
  tell('job.ended', { job: 1, subject: { kind: 'check', id: 1 }, refusal: null });
  expect(jobs.all.map(({ job }) => job)).toEqual([2]);
});

it('reports the end to who asked before it and to who asks after it', async () => {
  const before = jobs.ended(7);
  tell('job.ended', { job: 7, subject: { kind: 'check', id: 1 }, refusal: { code: 'io', message: 'no' } });
  expect(await before).toEqual({ code: 'io', message: 'no' });
  expect(await jobs.ended(7)).toEqual({ code: 'io', message: 'no' });
  const outcome = jobs.outcome<'check'>({ job: 8 });
  tell('job.ended', { job: 8, subject: { kind: 'check', id: 1 }, refusal: null });
  expect(await outcome).toEqual({ kind: 'check', id: 1 });
});

it('a core that is gone has no jobs, and nobody waits for them any more', async () => {
  started(1);
  const waiting = jobs.ended(1);
  jobs.lose({ code: 'core', message: 'gone' });
  expect(await waiting).toEqual({ code: 'core', message: 'gone' });
  expect(jobs.all).toEqual([]);
});
