import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { englishText } from '../../../../../src/messages/english.ts';
import { inEnglish } from '../../../../../src/messages/english.ts';
import { auditLog } from '../../../../support/audit-log.ts';
import type { Card } from '../../../../../src/artifact/card.ts';
import { readCard, readOnnxModel, writeInferenceFolder } from '../../../../../src/artifact/model-folder.ts';
import { shippedModels } from '../../../../../src/artifact/places.ts';
import { writeSettings } from '../../../../../src/main/core/platform/settings.ts';
import type { CoreContext } from '../../../../../src/main/core/platform/handlers.ts';
import { modelId } from '../../../../../src/main/core/features/models/known-models.ts';
import { liveModel } from '../../../../../src/main/core/platform/models/live-models.ts';
import { figureOf } from '../../../../../src/main/core/features/models/model-summary.ts';
import { modelsHandlers } from '../../../../../src/main/core/features/models/models-handlers.ts';
import { SideJobs } from '../../../../../src/main/core/platform/jobs/side-jobs.ts';
import { sha256 } from '../../../../../src/common/sha256.ts';
import { execute } from '../../../../../src/main/core/platform/store/sync.ts';
import { openStore } from '../../../../../src/main/core/platform/store/store.ts';
import type { EventName, ModelSummary } from '../../../../../src/main/ipc/contract.ts';
import { findPublishedWeights } from '../../../../../src/training/models/published/published-folder.ts';
import { isOurOnnx } from '../../../../../src/training/models/onnx/index.ts';
import { networkFolder, smallModelFolder } from '../../../../artifact/made-model.ts';
import { jobOutcome } from '../../platform/jobs/job-outcome.ts';
import { writeVggF } from '../../../../training/models/published/made-vgg-f.ts';
import { madeTree, scratchFolder } from '../../../../support/made-data.ts';

function madeFeature(home = scratchFolder()) {
  const store = openStore(join(home, 'demiface.sqlite'));
  onTestFinished(() => store.close());
  const all: { event: EventName; payload: unknown }[] = [];
  const told: EventName[] = [];
  const context: CoreContext = {
    store,
    home,
    emit(event, payload) {
      all.push({ event, payload });
      if (!event.startsWith('job.')) told.push(event);
    },
  };
  const jobs = new SideJobs(context);
  onTestFinished(() => jobs.close());
  const ask = modelsHandlers(context, jobs, () => Promise.resolve());
  /** Waits for a job. @throws DemifaceError as it was refused */
  const outcome = async (begun: { job: number } | Promise<{ job: number }>) =>
    jobOutcome((await begun).job, jobs, all);
  return { context, store, home, told, ask, outcome, runs: join(home, 'runs') };
}

const stage = (key: string, kind: string, parents: string[] = []) => ({
  key,
  kind,
  preset: 'p',
  seed: 4,
  parents,
});

/** A trained model in a runs folder. */
function trained(runs: string, key: string, changes: Partial<Card> = {}): string {
  return networkFolder({ stage: stage(key, 'teacher'), ...changes }, join(runs, 'stages', key));
}

interface MadeRun {
  preset?: { task: string; visible: string; net: string };
  seed?: number;
  runsFolder?: string;
  dataSet?: number;
  /** Keys and kinds. */
  stages?: [key: string, kind: string][];
}

function addRun({ store, runs }: ReturnType<typeof madeFeature>, made: MadeRun): void {
  const { preset = { task: 'gender', visible: 'full', net: 'compact' }, stages = [] } = made;
  const { db } = store;
  const experiment = execute(store, db.insertInto('experiments').values({ name: 'e', created_at: 'now' }));
  const run = execute(
    store,
    db.insertInto('runs').values({
      ...{ experiment, name: 'r', preset_id: 'p', preset: JSON.stringify(preset), seed: made.seed ?? 1 },
      ...{ data_set: made.dataSet ?? null, layout: 'utkface', runs_folder: made.runsFolder ?? runs },
      ...{ state: 'done', created_at: 'now' },
    }),
  );
  for (const [key, kind] of stages)
    execute(
      store,
      db
        .insertInto('stages')
        .values({ run, key, kind, position: 0, parents: '[]', state: 'done', epochs: 1, epoch: 1 }),
    );
}

const audit = ({ store }: ReturnType<typeof madeFeature>) => auditLog(store);

describe('models.list', () => {
  it('gives what ships and what was trained, wherever runs lie', async () => {
    const feature = madeFeature();
    const other = scratchFolder();
    trained(feature.runs, 'aa', { metrics: { accuracy: 0.61 } });
    trained(other, 'bb', { name: 'compact.gender.lower', visible: 'lower' });
    for (const seed of [1, 2]) addRun(feature, { seed, runsFolder: other });
    const counted = readCard(join(feature.runs, 'stages', 'aa'));
    expect(figureOf({ ...counted, data: { ...counted.data, choosingPictures: 12 } })).toMatchObject({
      ...{ n: 12, split: null },
    });
    const list = await feature.ask['models.list']({});
    const shipped = list.filter(({ origin }) => origin === 'shipped');
    expect(shipped.map(({ name }) => name)).toEqual(readdirSync(shippedModels()).sort());
    for (const model of shipped) {
      const { measured, task } = readCard(model.path);
      const name = task === 'age' ? 'maeYears' : 'accuracy';
      const [low, high] = measured!.intervals[name]!;
      expect(model).toMatchObject({
        ...{ problem: null, isLive: true, use: 'research only' },
        figure: { name, value: measured!.metrics[name], low, high, n: measured!.n, split: measured!.split },
      });
    }
    expect(list.filter(({ origin }) => origin === 'trained')).toEqual([
      {
        ...{
          id: modelId(join(feature.runs, 'stages', 'aa')),
          path: join(feature.runs, 'stages', 'aa'),
          name: 'compact.gender.full',
          origin: 'trained',
          task: 'gender',
        },
        ...{
          visible: 'full',
          net: 'compact',
          stage: 'teacher',
          seed: 4,
          layout: 'utkface',
          use: 'research only',
        },
        ...{
          figure: { name: 'accuracy', value: 0.61, low: null, high: null, n: null, split: null },
          isLive: false,
          problem: null,
        },
      },
      expect.objectContaining({ path: join(other, 'stages', 'bb'), name: 'compact.gender.lower' }),
    ]);
  });

  it('looks where the settings say that runs lie', async () => {
    const feature = madeFeature();
    const runsFolder = scratchFolder();
    const path = trained(runsFolder, 'aa');
    expect((await feature.ask['models.list']({})).some((model) => model.path === path)).toBe(false);
    await writeSettings(feature.context, { runsFolder });
    expect((await feature.ask['models.list']({})).some((model) => model.path === path)).toBe(true);
    // A folder that is none hides nothing.
    await writeSettings(feature.context, { runsFolder: join(path, 'card.json') });
    expect((await feature.ask['models.list']({})).length).toBeGreaterThan(0);
  });

  it('lists damaged models with what is wrong with them, and sees what changes on the disk', async () => {
    const feature = madeFeature();
    const path = trained(feature.runs, 'aa');
    const cut = trained(feature.runs, 'bb');
    const gone = trained(feature.runs, 'cc');
    const problems = async () =>
      Object.fromEntries(
        (await feature.ask['models.list']({}))
          .filter(({ origin }) => origin === 'trained')
          .map((model): [string, ModelSummary] => [basename(model.path), model]),
      );
    expect(Object.values(await problems()).map(({ problem }) => problem)).toEqual([null, null, null]);
    writeFileSync(join(path, 'card.json'), '{"name": 1}');
    writeFileSync(join(cut, 'weights.bin'), readFileSync(join(cut, 'weights.bin')).subarray(1));
    rmSync(join(gone, 'model.onnx'));
    mkdirSync(join(feature.runs, 'stages', 'empty'));
    const found = await problems();
    expect(Object.keys(found)).toEqual(['aa', 'bb', 'cc']);
    for (const [key, file] of [
      ['aa', 'card.json'],
      ['bb', 'weights.bin'],
      ['cc', 'model.onnx'],
    ] as const)
      expect(inEnglish(found[key]!.problem)).toMatchObject({
        code: 'corrupt',
        message: expect.stringContaining(file) as string,
      });
    expect(found['bb']).toMatchObject({ task: 'gender', name: 'compact.gender.full', stage: 'teacher' });
    expect(found['aa']).toMatchObject({ name: 'aa', figure: null });
    trained(feature.runs, 'aa', { metrics: { accuracy: 0.9 } });
    expect((await problems())['aa']).toMatchObject({ problem: null, figure: { value: 0.9 } });
  });

  it('reports of a damaged model what its run says', async () => {
    const feature = madeFeature();
    const path = trained(feature.runs, 'aa');
    writeFileSync(join(path, 'card.json'), '');
    addRun(feature, {
      preset: { task: 'age', visible: 'upper', net: 'vgg-f' },
      seed: 9,
      stages: [['aa', 'student']],
    });
    const [model] = (await feature.ask['models.list']({})).filter(({ origin }) => origin === 'trained');
    expect(model).toMatchObject({ task: 'age', visible: 'upper', net: 'vgg-f', stage: 'student', seed: 9 });
  });

  it('reads a card again only when it was written', async () => {
    const feature = madeFeature();
    const path = trained(feature.runs, 'aa');
    const name = async () => (await feature.ask['models.list']({})).at(-1)!.figure?.value;
    expect(await name()).toBe(0.5);
    // Written behind its back with as many bytes at the same time: not seen, so it was not read.
    const card = join(path, 'card.json');
    const at = new Date(1_700_000_000_000);
    utimesSync(card, at, at);
    expect(await name()).toBe(0.5);
    writeFileSync(card, readFileSync(card, 'utf8').replace('"accuracy": 0.5', '"accuracy": 0.7'));
    utimesSync(card, at, at);
    expect(await name()).toBe(0.5);
    utimesSync(card, at, new Date(1_700_000_001_000));
    expect((await feature.ask['models.list']({})).at(-1)!.problem).toMatchObject({ code: 'corrupt' });
  });
});

describe('models.show', () => {
  it('reports where a model comes from, the data first, each stage once, parents before children', async () => {
    const feature = madeFeature();
    trained(feature.runs, 'teacher');
    trained(feature.runs, 'student', { stage: stage('student', 'student', ['teacher']) });
    trained(feature.runs, 'standard', { stage: stage('standard', 'standard', ['student', 'teacher']) });
    const { data } = readCard(join(feature.runs, 'stages', 'student'));
    trained(feature.runs, 'triplet', {
      stage: stage('triplet', 'triplet', ['student', 'teacher', 'lost']),
      data: { ...data, choosingPictures: 12 },
    });
    const path = trained(feature.runs, 'ensemble', {
      stage: stage('ensemble', 'ensemble', ['standard', 'triplet']),
      metrics: { accuracy: 0.75 },
    });
    const { lineage: steps, card, bytes, summary } = await feature.ask['models.show']({ id: modelId(path) });
    const lineage = inEnglish(steps).map(({ text, ...step }) => ({ ...step, text: text.join('; ') }));
    expect(card).toEqual(readCard(path));
    const files = ['card.json', 'model.json', 'model.onnx', 'weights.bin'];
    expect(bytes).toBe(files.reduce((sum, name) => sum + readFileSync(join(path, name)).length, 0));
    expect(summary).toMatchObject({ path, stage: 'ensemble' });
    const at = (key: string) => modelId(join(feature.runs, 'stages', key));
    expect(lineage.map((step) => step.model)).toEqual([
      ...[null, at('teacher'), at('student'), at('standard'), null],
      ...[at('triplet'), modelId(path)],
    ]);
    expect(lineage[0]).toMatchObject({
      title: 'utkface',
      text: expect.stringMatching(/2 pictures taught .*none/) as string,
    });
    expect(lineage[4]).toMatchObject({ title: 'stage lost', text: 'not on this machine' });
    expect(lineage[5]!.text).toMatch(/50\.0 % right on the 12 pictures of the model-selection set$/);
    expect(lineage[6]!.text).toBe(
      'ensemble of p, seed 4, stage ensemble: 75.0 % right on the pictures of the model-selection set',
    );
  });

  it('names the data set that taught, if it is known', async () => {
    const feature = madeFeature();
    const path = trained(feature.runs, 'aa');
    const values = { name: 'My faces', layout: 'utkface', root: '/faces', added_at: 'now', tasks: '[]' };
    const dataSet = execute(feature.store, feature.store.db.insertInto('data_sets').values(values));
    addRun(feature, { dataSet, stages: [['aa', 'teacher']] });
    expect((await feature.ask['models.show']({ id: modelId(path) })).lineage[0]).toMatchObject({
      title: 'My faces',
      model: null,
    });
  });

  it('refuses what is no model, and a damaged one', async () => {
    const feature = madeFeature();
    await expect(feature.ask['models.show']({ id: modelId(feature.home) })).rejects.toMatchObject({
      code: 'missing',
    });
    const path = trained(feature.runs, 'aa');
    rmSync(join(path, 'weights.bin'));
    await expect(feature.ask['models.show']({ id: modelId(path) })).rejects.toMatchObject({
      code: 'corrupt',
    });
  });
});

describe('the live model', () => {
  const place = { task: 'gender', visible: 'full' } as const;
  const shipped = join(shippedModels(), 'gender.full');

  it('is the one that ships, then the last promoted one, and after a roll back the one before', async () => {
    const home = scratchFolder();
    const feature = madeFeature(home);
    const [a, b] = [trained(feature.runs, 'aa'), trained(feature.runs, 'bb')];
    const live = async () => {
      const list = await madeFeature(home).ask['models.list']({});
      return list
        .filter((one) => one.isLive && one.task === 'gender' && one.visible === 'full')
        .map(({ path }) => path);
    };
    expect(await live()).toEqual([shipped]);
    const canRollBack = async () => (await feature.ask['models.show']({ id: modelId(shipped) })).canRollBack;
    expect(await canRollBack()).toBe(false);
    await expect(feature.ask['models.rollBack'](place)).rejects.toMatchObject({ code: 'usage' });
    expect(await feature.ask['models.promote']({ id: modelId(a) })).toMatchObject({
      ...place,
      path: a,
      name: 'compact.gender.full',
    });
    expect(await live()).toEqual([a]);
    const second = await feature.ask['models.promote']({ id: modelId(b) });
    expect(await feature.ask['models.promote']({ id: modelId(b) })).toEqual(second); // it is live already
    expect(await live()).toEqual([b]);
    const history = async () =>
      (await feature.ask['models.show']({ id: modelId(a) })).history.map(({ path }) => path);
    expect(await history()).toEqual([b, a, shipped]);
    expect(await canRollBack()).toBe(true);
    expect(await feature.ask['models.rollBack'](place)).toMatchObject({ path: a });
    expect(await live()).toEqual([a]);
    expect(await history()).toEqual([a, shipped]);
    expect(await feature.ask['models.rollBack'](place)).toMatchObject({ path: shipped, name: 'gender.full' });
    expect(await canRollBack()).toBe(false);
    await expect(feature.ask['models.rollBack'](place)).rejects.toMatchObject({ code: 'usage' });
    expect(await live()).toEqual([shipped]);
    expect(feature.told.filter((event) => event === 'models.changed')).toHaveLength(4);
    expect(audit(feature).map(({ action }) => action)).toEqual([
      ...['models.promote', 'models.promote', 'models.rollBack', 'models.rollBack'],
    ]);
    expect(audit(feature)[2]!.subject).toBe(
      `gender.full: compact.gender.full ${b}; compact.gender.full ${a} is live again`,
    );
  });

  it('is one for each task of a user and half, told apart by title, and can be taken back', async () => {
    const { ask, runs, store } = madeFeature();
    const made = (title: string, folder: string) =>
      networkFolder(
        { name: `compact.${title}.full`, task: 'custom', title, labels: ['off', 'on'] },
        join(runs, 'stages', folder),
      );
    const [mask, glasses, other] = [made('mask', 'a'), made('glasses', 'b'), made('mask', 'c')];
    for (const path of [mask, glasses, other]) await ask['models.promote']({ id: modelId(path) });
    const live = (title: string) => liveModel(store, { task: 'custom', visible: 'full', title })?.path;
    expect([live('mask'), live('glasses')]).toEqual([other, glasses]);
    const { history, canRollBack } = await ask['models.show']({ id: modelId(other) });
    expect(history.map(({ path, isLive }) => [path, isLive])).toEqual([
      [other, true],
      [mask, false],
    ]);
    expect(canRollBack).toBe(true);
    await ask['models.rollBack']({ task: 'custom', visible: 'full', title: 'mask' });
    expect(live('mask')).toBe(mask);
    expect(await ask['models.rollBack']({ task: 'custom', visible: 'full', title: 'mask' })).toBeNull();
    expect([live('mask'), live('glasses')]).toEqual([undefined, glasses]);
    const summaries = await ask['models.list']({});
    expect(summaries.filter(({ title, isLive }) => title !== undefined && isLive)).toMatchObject([
      { title: 'glasses' },
    ]);
  });

  it('is checked without holding the core, however large it is', async () => {
    const { ask, runs } = madeFeature();
    const path = networkFolder({ name: 'large' }, join(runs, 'stages', 'large'));
    const ballast = Buffer.alloc(150e6, 1);
    writeFileSync(join(path, 'ballast.bin'), ballast);
    const manifest = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')) as {
      files: Record<string, { sha256: string; bytes: number }>;
    };
    manifest.files['ballast.bin'] = { sha256: sha256(ballast), bytes: ballast.length };
    writeFileSync(join(path, 'manifest.json'), JSON.stringify(manifest));
    const started = performance.now();
    readOnnxModel(path);
    const readMs = performance.now() - started;
    let [last, longestMs] = [performance.now(), 0];
    const timer = setInterval(() => {
      const now = performance.now();
      [last, longestMs] = [now, Math.max(longestMs, now - last)];
    }, 5);
    onTestFinished(() => clearInterval(timer));
    await ask['models.promote']({ id: modelId(path) });
    longestMs = Math.max(longestMs, performance.now() - last);
    expect(longestMs).toBeLessThan(readMs / 2);
  });

  it('is another one for each task and what shows', async () => {
    const feature = madeFeature();
    const lower = trained(feature.runs, 'aa', { visible: 'lower' });
    await feature.ask['models.promote']({ id: modelId(lower) });
    expect(liveModel(feature.store, { task: 'gender', visible: 'lower' })).toMatchObject({ path: lower });
    expect(liveModel(feature.store, { task: 'gender', visible: 'full' })).toMatchObject({ path: shipped });
    expect(liveModel(feature.store, { task: 'occlusion', visible: 'full' })).toMatchObject({
      name: 'occlusion',
    });
    expect(liveModel(feature.store, { task: 'occlusion', visible: 'lower' })).toBeNull();
  });

  it('is the one before when its folder is deleted', async () => {
    const feature = madeFeature();
    const path = trained(feature.runs, 'aa');
    await feature.ask['models.promote']({ id: modelId(path) });
    rmSync(path, { recursive: true });
    expect(liveModel(feature.store, { task: 'gender', visible: 'full' })).toMatchObject({ path: shipped });
  });

  it('is the one before while the promoted one is damaged, as in the live view', async () => {
    const feature = madeFeature();
    const path = trained(feature.runs, 'aa');
    await feature.ask['models.promote']({ id: modelId(path) });
    truncateSync(join(path, 'weights.bin'), 5);
    const list = await feature.ask['models.list']({});
    const at = (place: string) => list.find((model) => model.path === place);
    const message = expect.stringMatching(
      /weights\.bin holds 5 bytes.*; gender\.full reads in its place$/,
    ) as string;
    expect(inEnglish(at(path))).toMatchObject({ isLive: false, problem: { code: 'corrupt', message } });
    expect(at(shipped)).toMatchObject({ isLive: true, problem: null });
    await expect(feature.ask['models.show']({ id: modelId(path) })).rejects.toMatchObject({ message });
    const { history } = await feature.ask['models.show']({ id: modelId(shipped) });
    expect(history.map(({ isLive }) => isLive)).toEqual([false, true]);
  });

  it('is never one that is damaged or cannot read', async () => {
    const feature = madeFeature();
    const path = trained(feature.runs, 'aa');
    const weights = join(path, 'weights.bin');
    const bytes = readFileSync(weights);
    bytes[0]! ^= 1; // of the right size: the checksum alone tells
    writeFileSync(weights, bytes);
    await expect(feature.ask['models.promote']({ id: modelId(path) })).rejects.toMatchObject({
      code: 'corrupt',
    });
    await expect(feature.ask['models.promote']({ id: modelId(smallModelFolder()) })).rejects.toMatchObject({
      code: 'missing',
    });
    await expect(feature.ask['models.promote']({ id: modelId(feature.home) })).rejects.toMatchObject({
      code: 'missing',
    });
    expect(liveModel(feature.store, { task: 'gender', visible: 'full' })).toMatchObject({ path: shipped });
    expect([feature.told, audit(feature)]).toEqual([[], []]);
  });
});

/** A process of its own each, on a machine that may have much to do. */
const PATIENT = { timeout: 240_000 };

describe('models.export', PATIENT, () => {
  it('writes ONNX and TensorFlow.js files, and beside both what the model may be used for', async () => {
    const feature = madeFeature();
    const path = trained(feature.runs, 'aa', {
      data: { ...readCard(trained(feature.runs, 'bb')).data, license: 'a license' },
    });
    const out = scratchFolder();
    const [onnx, tfjs] = [join(out, 'mine.onnx'), join(out, 'mine')];
    for (let times = 0; times < 2; times++) {
      expect(
        await feature.outcome(feature.ask['models.export']({ id: modelId(path), format: 'onnx', to: onnx })),
      ).toEqual({
        kind: 'export',
        path: onnx,
      });
      expect(
        await feature.outcome(feature.ask['models.export']({ id: modelId(path), format: 'tfjs', to: tfjs })),
      ).toEqual({
        kind: 'export',
        path: tfjs,
      });
    }
    expect(readdirSync(out).sort()).toEqual(['mine', 'mine.card.json', 'mine.onnx']);
    expect(readFileSync(onnx)).toEqual(readFileSync(join(path, 'model.onnx')));
    expect(readdirSync(tfjs).sort()).toEqual(['card.json', 'model.json', 'weights.bin']);
    for (const card of [join(out, 'mine.card.json'), join(tfjs, 'card.json')])
      expect(JSON.parse(readFileSync(card, 'utf8'))).toMatchObject({
        use: 'research only',
        data: { license: 'a license' },
      });
    // Who has the ONNX file alone finds it there too.
    const text = readFileSync(onnx, 'latin1');
    for (const said of ['research only', 'a license']) expect(text).toContain(said);
    expect(isOurOnnx(readFileSync(onnx))).toBe(true);
    expect(audit(feature)[0]).toEqual({
      action: 'models.export',
      subject: `compact.gender.full as onnx to ${onnx}; research only; a license`,
    });
  });

  it('writes TensorFlow.js files of a model that holds ONNX alone', async () => {
    const feature = madeFeature();
    const path = join(feature.runs, 'stages', 'reading');
    const { card, onnx } = readOnnxModel(networkFolder());
    writeInferenceFolder(path, { card, onnx });
    const to = join(scratchFolder(), 'out');
    await feature.outcome(feature.ask['models.export']({ id: modelId(path), format: 'tfjs', to }));
    expect(readdirSync(to).sort()).toEqual(['card.json', 'model.json', 'weights.bin']);
  });

  it('replaces nothing that is no export, and leaves nothing of a damaged model', async () => {
    const feature = madeFeature();
    const path = trained(feature.runs, 'aa');
    const out = madeTree({ 'a.onnx': 'somebody wrote this', 'b.card.json': '{}', 'c/notes.txt': 'notes' });
    for (const [format, name] of [
      ['onnx', 'a.onnx'],
      ['onnx', 'b.onnx'],
      ['tfjs', 'c'],
    ] as const)
      await expect(
        feature.outcome(feature.ask['models.export']({ id: modelId(path), format, to: join(out, name) })),
      ).rejects.toMatchObject({
        code: 'disk',
      });
    rmSync(join(path, 'model.onnx'));
    await expect(
      feature.outcome(
        feature.ask['models.export']({ id: modelId(path), format: 'onnx', to: join(out, 'd.onnx') }),
      ),
    ).rejects.toMatchObject({
      code: 'corrupt',
    });
    expect(readdirSync(out).sort()).toEqual(['a.onnx', 'b.card.json', 'c']);
    expect(readFileSync(join(out, 'a.onnx'), 'utf8')).toBe('somebody wrote this');
    expect(audit(feature)).toEqual([]);
  });
});

describe('models.import', PATIENT, () => {
  it('refuses a file that holds no such weights, in words, and keeps nothing', async () => {
    const feature = madeFeature();
    const path = join(madeTree({ 'weights.h5': 'no weights', 'weights.txt': 'x' }), 'weights.h5');
    for (const [file, code] of [
      [path, 'unreadable'],
      [path.replace(/h5$/, 'txt'), 'usage'],
      [`${path}.gone`, 'missing'],
    ] as const)
      await expect(
        feature.outcome(feature.ask['models.import']({ net: 'resnet-50', path: file })),
      ).rejects.toMatchObject({
        code,
      });
    expect(readdirSync(feature.home).filter((name) => name === 'published')).toEqual([]);
    expect([feature.told, audit(feature)]).toEqual([[], []]);
  });

  it('brings weights into the app, where curricula find them', async () => {
    const feature = madeFeature();
    const path = join(scratchFolder(), 'imagenet-vgg-f.mat');
    const zeros = (_net: string, _layer: string, _role: string, shape: readonly number[]) =>
      new Float32Array(shape.reduce((a, b) => a * b, 1));
    writeVggF(path, { numbers: Float32Array.of(120, 110, 100), shape: [1, 1, 3] }, zeros);
    const imported = await feature.outcome(feature.ask['models.import']({ net: 'vgg-f', path }));
    const text = imported.kind === 'import' ? imported.text.map(englishText).join(' ') : '';
    const found = findPublishedWeights('vgg-f', 'imagenet', feature.home)!;
    expect(text).toContain(`${found.what} is at ${found.path}.`);
    expect(text).toContain('Presets of vgg-f that start from imagenet start from these weights from now on.');
    expect(found.scaling.mean).toEqual([120, 110, 100]);
    expect(feature.told).toEqual(['models.changed']);
    expect(audit(feature)[0]).toMatchObject({ action: 'models.import' });
  });
});
