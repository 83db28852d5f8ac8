import { join } from 'node:path';

import { expect, onTestFinished, test, vi } from 'vitest';

import { presetDifferences } from '../../../../../src/main/core/features/lab/results/differences.ts';
import { openLab } from '../../../../../src/main/core/features/lab/lab.ts';
import { progressOf } from '../../../../../src/main/core/features/lab/runs/progress.ts';
import { settingsFor } from '../../../../../src/main/core/features/lab/export/rerun-command.ts';
import { TrainingQueue } from '../../../../../src/main/core/features/lab/queue/queue.ts';
import { setState } from '../../../../../src/main/core/features/lab/runs/run-state.ts';
import { RunStore } from '../../../../../src/main/core/features/lab/runs/run-store.ts';
import { WriteQueue } from '../../../../../src/main/core/features/lab/runs/write-queue.ts';
import { SideJobs } from '../../../../../src/main/core/platform/jobs/side-jobs.ts';
import type { Refusal, RunSummary } from '../../../../../src/main/ipc/contract.ts';
import { openStore } from '../../../../../src/main/core/platform/store/store.ts';
import { PRESETS, withSettings } from '../../../../../src/training/presets/index.ts';
import { scratchFolder } from '../../../../support/made-data.ts';
import { inEnglish } from '../../../../../src/messages/english.ts';

function madeStore() {
  const file = join(scratchFolder(), 'demiface.sqlite');
  const store = openStore(file);
  onTestFinished(() => store.close());
  return { file, store, runs: new RunStore(store) };
}

function insertRuns({ raw }: ReturnType<typeof madeStore>['store'], count: number): void {
  const preset = JSON.stringify(PRESETS.find(({ id }) => id === 'compact-expression-lower'));
  raw.exec("insert into experiments (id, name, created_at) values (1, 'many', '2026')");
  const run = raw.prepare(
    `insert into runs (id, experiment, name, preset_id, preset, seed, layout, runs_folder, state, created_at)
     values (?, 1, 'many', 'compact-expression-lower', ?, ?, 'ferplus', 'runs', 'done', '2026')`,
  );
  const stage = raw.prepare(
    `insert into stages (run, key, kind, position, parents, state, epochs, epoch, metrics)
     values (?, ?, ?, ?, '[]', 'done', 20, 20, '{"accuracy":0.8}')`,
  );
  const epoch = raw.prepare(`insert into epochs values (?, ?, ?, 0.5, 0.1, '{"accuracy":0.7}', '{}', 900)`);
  const kinds = ['teacher', 'student', 'standard', 'triplet', 'ensemble'];
  raw.transaction(() => {
    for (let i = 1; i <= count; i++) {
      run.run(i, preset, i);
      kinds.forEach((kind, k) => {
        stage.run(i, `${kind}${i}`, kind, k);
        for (let e = 1; e <= 20; e++) epoch.run(i, `${kind}${i}`, e);
      });
    }
  })();
}

/** How often the database is asked meanwhile. */
function questionsDuring<T>({ raw }: ReturnType<typeof madeStore>['store'], work: () => T) {
  const statement = Object.getPrototypeOf(raw.prepare('select 1')) as Record<
    'all' | 'get' | 'iterate',
    () => unknown
  >;
  const spies = (['all', 'get', 'iterate'] as const).map((name) => vi.spyOn(statement, name));
  const found = work();
  const asked = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  vi.restoreAllMocks();
  return { found, asked };
}

test(
  'a thousand runs of a hundred epochs are listed with as many questions as ten',
  { timeout: 120_000 },
  () => {
    const [few, many] = [10, 1000].map((count) => {
      const { store, runs } = madeStore();
      insertRuns(store, count);
      return {
        listed: questionsDuring(store, () => runs.summaries()),
        opened: questionsDuring(store, () => runs.detail(5)),
      };
    });
    expect(many!.listed.found.length).toBe(1000);
    expect(many!.listed.found[0]).toMatchObject({ id: 1000, figure: { name: 'accuracy', value: 0.8 } });
    expect(many!.listed.found[0]!.stages.length).toBe(5);
    expect(many!.opened.found.epochs['teacher5']!.length).toBe(20);
    expect(many!.listed.asked).toBeGreaterThan(0);
    expect(many!.listed.asked).toBe(few!.listed.asked);
    expect(many!.opened.asked).toBe(few!.opened.asked);
  },
);

test(
  'events that arrive while the database is locked are kept, and written once it is unlocked',
  { timeout: 30_000 },
  async () => {
    const { file, store, runs } = madeStore();
    insertRuns(store, 1);
    // A write that waits for the lock takes longer than the test may.
    store.raw.pragma('busy_timeout = 60000');
    const problems: Refusal[] = [];
    const written: number[] = [];
    const writes = new WriteQueue(store, {
      onWritten: (told) => written.push(...told),
      onProblem: (_, problem) => problems.push(problem),
    });
    const other = openStore(file);
    other.raw.exec('begin immediate');
    const point = { epoch: 21, loss: 1, rate: 1, metrics: {}, figures: {}, imagesPerSecond: 1 };
    writes.add(1, () => runs.putEpochs(1, 'teacher1', [point]));
    expect(writes.flush()).toBe(false);
    expect(problems).toMatchObject([{ code: 'busy' }]);
    writes.add(1, () => runs.updateStage(1, 'teacher1', { epoch: 21 }));
    other.raw.exec('rollback');
    await other.close();
    await expect.poll(() => written, { timeout: 4000 }).toEqual([1]);
    expect(runs.summary(1).stages[0]!.epoch).toBe(21);
    expect(runs.detail(1).epochs['teacher1']!.at(-1)).toEqual(point);
    writes.close();
    writes.add(1, () => runs.updateStage(1, 'teacher1', { epoch: 99 }));
    expect(writes.flush()).toBe(true);
    expect(runs.summary(1).stages[0]!.epoch).toBe(21);
  },
);

test('a run whose ending was not written yet is not said to be busy: its ending is written first', () => {
  const { store, runs } = madeStore();
  insertRuns(store, 2);
  const writes = new WriteQueue(store, { onWritten: () => {}, onProblem: () => {} });
  onTestFinished(() => writes.close());
  const told: string[] = [];
  const context = { store, home: '', emit: (event: string) => void told.push(event) };
  const queue = new TrainingQueue(context, runs, writes, { onStatus: () => {} });
  for (const run of [1, 2]) setState(runs, run, 'running');
  writes.add(1, () => setState(runs, 1, 'done'));
  writes.add(2, () => setState(runs, 2, 'failed'));
  expect(() => queue.cancel(1)).toThrow(expect.objectContaining({ code: 'usage' }));
  queue.cancel(2);
  expect([1, 2].map((id) => runs.row(id).state)).toEqual(['done', 'cancelled']);
  expect(told).toContain('run.changed');
});

test(
  'a run that ends while the database takes nothing is shown as ended, with why, and stays so',
  { timeout: 30_000 },
  async () => {
    const { store } = madeStore();
    insertRuns(store, 1);
    store.raw.exec("update runs set state = 'queued', position = 1; update stages set state = 'running'");
    const told: RunSummary[] = [];
    const context = {
      ...{ store, home: scratchFolder() },
      emit: (event: string, payload: unknown) =>
        void (event === 'run.changed' && told.push(payload as never)),
    };
    const lab = await openLab(context, new SideJobs(context));
    onTestFinished(() => lab.close());
    const { handlers } = lab;
    store.raw.pragma('query_only = on'); // As a full disk: SQLite refuses every write.
    const ended = {
      state: 'failed',
      refusal: { message: expect.stringContaining('the data set of this run') as string },
    };
    await expect.poll(() => inEnglish(told.at(-1)), { timeout: 10_000 }).toMatchObject(ended);
    const [run] = await handlers['lab.runs']({});
    expect(inEnglish(run)).toMatchObject({ ...ended, endedAt: expect.any(String) as string });
    expect(new Set(run!.stages.map(({ state }) => state))).toEqual(new Set(['failed']));
    const acts = [handlers['lab.resume'], handlers['lab.cancel'], handlers['lab.remove']];
    for (const act of acts)
      await expect((async () => act({ run: 1 }))()).rejects.toMatchObject({ code: 'busy' });
    store.raw.pragma('query_only = off');
    await handlers['lab.cancel']({ run: 1 }); // Its end is written first.
    expect((await handlers['lab.runs']({}))[0]).toMatchObject({ state: 'cancelled' });
  },
);

test('one change that does not fit does not hold up the others', () => {
  const { store, runs } = madeStore();
  insertRuns(store, 1);
  const writes = new WriteQueue(store, { onWritten: () => {}, onProblem: () => {} });
  const point = { epoch: 1, loss: 1, rate: 1, metrics: {}, figures: {}, imagesPerSecond: 1 };
  writes.add(7, () => runs.putEpochs(7, 'gone', [point]));
  writes.add(1, () => runs.update(1, { name: 'renamed' }));
  expect(writes.flush()).toBe(true);
  expect(runs.summary(1).name).toBe('renamed');
  writes.close();
});

test('stages of another plan take the place of the former; the same ones keep what is known', () => {
  const { store, runs } = madeStore();
  insertRuns(store, 1);
  const stage = { kind: 'teacher', parents: [], epochs: 30 } as const;
  runs.plan(1, [
    { ...stage, parents: [], key: 'teacher1' },
    { ...stage, parents: ['teacher1'], key: 'new' },
  ]);
  const { stages } = runs.summary(1);
  expect(stages).toMatchObject([
    { key: 'teacher1', state: 'done', epoch: 20, epochs: 30 },
    { key: 'new', state: 'queued', epoch: 0, parents: ['teacher1'] },
  ]);
  expect(Object.keys(runs.detail(1).epochs)).toEqual(['teacher1']);
});

test('progress counts the epochs of all stages; what is left takes as long as what runs', () => {
  const plan = [
    { key: 'a', kind: 'teacher', parents: [], epochs: 4 },
    { key: 'b', kind: 'student', parents: ['a'], epochs: 3 },
    { key: 'c', kind: 'ensemble', parents: ['b'], epochs: 0 },
  ] as const satisfies Parameters<typeof progressOf>[0]['plan'];
  expect(progressOf({ plan: [], landed: new Set(), step: null })).toEqual({ progress: 0, etaS: null });
  const report = { epoch: 2, epochs: 4, step: 5, steps: 10, loss: 1, imagesPerSecond: 10, etaS: 50 };
  const progress = { plan, landed: new Set<string>(), step: { key: 'a', report } };
  expect(progressOf(progress)).toEqual({ progress: 1.5 / 8, etaS: 50 + 4 * 20 });
  expect(progressOf({ ...progress, landed: new Set(['a']) })).toEqual({ progress: 4 / 8, etaS: null });
  expect(progressOf({ plan, landed: new Set(['a', 'b', 'c']), step: null }).progress).toBe(1);
});

test('the command that runs a preset again says all that differs, and nothing else', () => {
  const named = PRESETS.find(({ id }) => id === 'compact-expression-lower')!;
  expect(settingsFor(named)).toEqual([]);
  const changed = [
    ...[
      'seed=5',
      'limitPictures=100',
      'student.epochs=3',
      'triplet.margin=[0.1,0.2]',
      'scaling.mean=[1,2,3]',
    ],
    ...['teacher.schedule.kind=constant', 'teacher.schedule.rate=0.1', 'teacher.labelSmoothing=0.1'],
    ...['ensemble.members=["triplet"]', 'standard.optimizer.kind=adam', 'standard.optimizer.beta1=0.9'],
    ...[
      'standard.optimizer.beta2=0.99',
      'standard.optimizer.epsilon=1e-8',
      'standard.optimizer.weightDecay=0.0005',
    ],
  ];
  const preset = withSettings(named, changed);
  const said = settingsFor(preset)!;
  expect(withSettings(named, [...said, 'seed=5'])).toEqual(preset);
  expect(settingsFor({ ...named, id: 'of-another-version' })).toBeNull();
  expect(presetDifferences([named, preset]).find(({ key }) => key === 'student.epochs')!.values).toEqual([
    '24',
    '3',
  ]);
  expect(presetDifferences([named, named])).toEqual([]);
});
