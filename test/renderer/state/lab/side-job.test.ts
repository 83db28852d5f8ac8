import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { jobs as JobsState } from '../../../../src/renderer/state/jobs/jobs.svelte.ts';
import type { SideJob as SideJobClass } from '../../../../src/renderer/state/lab/side-job.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

let modules: Awaited<ReturnType<typeof openSvelteModules>>;
let end: (payload: object) => void;
beforeEach(async () => {
  vi.stubGlobal('window', {
    demiface: {
      request: () => Promise.resolve({ ok: { kind: 'explain', gallery: [] } }),
      on(event: string, hear: (payload: object) => void) {
        if (event === 'job.ended') end = hear;
        return () => {};
      },
    },
  });
  modules = await openSvelteModules();
  const { jobs } = (await modules.load('state/jobs/jobs.svelte.ts')) as { jobs: typeof JobsState };
  jobs.begin();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await modules.close();
});

it('shows no result beside another question than its own', async () => {
  const { SideJob } = (await modules.load('state/lab/side-job.svelte.ts')) as {
    SideJob: typeof SideJobClass;
  };
  const job = new SideJob((result) => (result.kind === 'explain' ? result.gallery : undefined));
  const first = job.start({ runs: [1], stage: 'teacher' }, () => Promise.resolve({ job: 1 }));
  end({ job: 1, refusal: null });
  await first;
  expect([job.requested?.stage, job.result]).toEqual(['teacher', []]);

  const second = job.start({ runs: [1], stage: 'student' }, () => Promise.resolve({ job: 2 }));
  expect([job.requested?.stage, job.result]).toEqual(['student', null]);
  end({ job: 2, refusal: { code: 'interrupted', message: 'stopped' } });
  await second;
  expect([job.isStopped, job.result]).toEqual([true, null]);
});
