import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { ComparedRuns, JobSubject, KnownJob } from '../../../src/main/ipc/contract.ts';
import type * as App from '../../../src/renderer/state/app.ts';
import type { data as DataState } from '../../../src/renderer/state/data/data.svelte.ts';
import type { jobs as JobsState } from '../../../src/renderer/state/jobs/jobs.svelte.ts';
import type { lab as LabState } from '../../../src/renderer/state/lab/lab.svelte.ts';
import type { notices as NoticesState } from '../../../src/renderer/state/page/notices.svelte.ts';
import { openSvelteModules } from '../components/insights/svelte-modules.ts';

const settle = () => new Promise<void>((resolve) => setTimeout(resolve));
const known = (job: number, subject: JobSubject, isRunning = true): KnownJob => ({
  ...{ job, subject, isRunning, done: 3, total: 9, at: null },
});
const compared: ComparedRuns = {
  split: 'val',
  pictures: 9,
  models: [],
  pairs: [],
  isAcrossSets: false,
  differences: [],
};
const check: JobSubject = { kind: 'check', id: 1 };
const compare: JobSubject = { kind: 'compare', runs: [1, 2], stage: 'teacher' };

let modules: Awaited<ReturnType<typeof openSvelteModules>>;
let page: {
  data: typeof DataState;
  jobs: typeof JobsState;
  lab: typeof LabState;
  notices: typeof NoticesState;
};
let end: () => void;
let heard: Map<string, ((payload: object) => void)[]>;
let answers: Record<string, unknown>;
const tell = (event: string, payload: object) => {
  for (const hear of heard.get(event) ?? []) hear(payload);
  return settle();
};

/** A page that was just loaded, over a core that has been at work for long. */
beforeEach(async () => {
  heard = new Map();
  answers = { 'data.list': [{ id: 1, name: 'set', checkedAt: null }], 'data.report': null, 'lab.runs': [] };
  answers['lab.queue'] = { runs: [] };
  vi.stubGlobal('matchMedia', () => new EventTarget());
  vi.stubGlobal('window', {
    demiface: {
      request: (channel: string) =>
        Promise.resolve(
          channel in answers
            ? { ok: answers[channel] }
            : { refused: { code: 'missing', message: `no ${channel}` } },
        ),
      on(event: string, hear: (payload: object) => void) {
        heard.set(event, [...(heard.get(event) ?? []), hear]);
        return () => {};
      },
    },
  });
  modules = await openSvelteModules();
  const of = async (name: string) => (await modules.load(`state/${name}.svelte.ts`)) as object;
  page = Object.assign(
    {},
    await of('data/data'),
    await of('jobs/jobs'),
    await of('lab/lab'),
    await of('page/notices'),
  ) as never;
  const ends = [page.jobs.begin(), page.data.begin()];
  end = () => ends.forEach((one) => one());
});
afterEach(async () => {
  end();
  vi.unstubAllGlobals();
  await modules.close();
});

/** Loads the page's state over a core that knows these jobs. */
async function loaded(...jobs: KnownJob[]): Promise<void> {
  answers['jobs.list'] = jobs;
  const { loadAll } = (await modules.load('state/app.ts')) as typeof App;
  loadAll();
  await settle();
}

describe('a page that is loaded anew', () => {
  it('shows the check that runs, and its report when it ends', async () => {
    await loaded(known(7, check));
    expect(page.data.check(1)).toBe(7);
    expect(page.jobs.of(7)).toMatchObject({ done: 3, total: 9 });
    page.data.show(1);
    await settle();
    expect(page.data.report(1)).toBeNull();
    answers['data.report'] = { checkedAt: 'now' };
    await tell('data.changed', [{ id: 1, name: 'set', checkedAt: 'now' }]);
    await tell('job.ended', { job: 7, subject: check, refusal: null });
    expect(page.data.check(1)).toBeNull();
    expect(page.data.report(1)).toEqual({ checkedAt: 'now' });
  });

  it('shows the report of a check that ended before the page asked what runs', async () => {
    await loaded(known(7, check, false));
    page.data.show(1);
    await settle();
    answers['data.report'] = { checkedAt: 'now' };
    await tell('data.changed', [{ id: 1, name: 'set', checkedAt: 'now' }]);
    expect(page.data.report(1)).toEqual({ checkedAt: 'now' });
  });

  it('reports why a check failed that began before', async () => {
    await loaded(known(7, check));
    await tell('job.ended', { job: 7, subject: check, refusal: { code: 'disk', message: 'no space' } });
    expect(page.notices.list.map(({ detail }) => detail)).toContain('no space');
  });

  it('shows the comparison that runs, and its result when it ends', async () => {
    await loaded(known(8, compare));
    const { comparison } = page.lab;
    expect([comparison.isWorking, comparison.progress?.done]).toEqual([true, 3]);
    answers['jobs.result'] = { kind: 'compare', compared };
    await tell('job.ended', { job: 8, subject: compare, refusal: null });
    expect(comparison.isWorking).toBe(false);
    expect(comparison.result).toEqual(compared);
    expect(comparison.requested).toMatchObject({ runs: [1, 2], stage: 'teacher' });
  });

  it('shows the last gallery that ended while no page was there', async () => {
    const gallery = [{ run: 1, name: 'one', pictures: [] }];
    answers['jobs.result'] = { kind: 'explain', gallery };
    await loaded(known(9, { kind: 'explain', runs: [1], stage: 'teacher' }, false));
    expect(page.lab.gallery.isWorking).toBe(false);
    expect(page.lab.gallery.result).toEqual(gallery);
  });

  it.each([
    [{ kind: 'bundle', run: 1 }, { kind: 'bundle', path: '/out' }, '/out'],
    [{ kind: 'export', model: 'a', format: 'onnx' }, { kind: 'export', path: '/out' }, '/out'],
    [{ kind: 'import' }, { kind: 'import', text: ['came in'] }, 'came in'],
    [{ kind: 'open' }, { kind: 'open', added: 2, updated: 0, skipped: 0 }, '2 runs added'],
  ] as const)('says what came of %o', async (subject, result, words) => {
    await loaded(known(4, { ...subject }), known(3, { ...subject }, false));
    answers['jobs.result'] = result;
    await tell('job.ended', { job: 4, subject, refusal: null });
    const good = page.notices.list.filter(({ tone }) => tone === 'good');
    expect(good.map(({ text, detail }) => `${text} ${detail ?? ''}`)).toEqual([
      expect.stringContaining(words),
    ]);
  });

  it('takes a job for ended whose end it has heard of, though it was listed as running', async () => {
    await tell('job.ended', { job: 7, subject: check, refusal: null });
    await loaded(known(7, check));
    expect(page.data.check(1)).toBeNull();
  });
});
