import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';
import { expect, onTestFinished, test, vi } from 'vitest';

import { readCard } from '../../../../../src/artifact/model-folder.ts';
import { placeOfCard } from '../../../../../src/artifact/model-place.ts';
import { shippedModels } from '../../../../../src/artifact/places.ts';
import { openRetrain } from '../../../../../src/main/core/features/retrain/retrain.ts';
import type { CoreContext } from '../../../../../src/main/core/platform/handlers.ts';
import { SideJobs } from '../../../../../src/main/core/platform/jobs/side-jobs.ts';
import {
  rollBackLiveModel,
  saveLiveModel,
} from '../../../../../src/main/core/platform/models/live-models.ts';
import type { Store } from '../../../../../src/main/core/platform/store/store.ts';
import { openStore } from '../../../../../src/main/core/platform/store/store.ts';
import type { EventName, Events, ModelSummary, Retraining } from '../../../../../src/main/ipc/contract.ts';
import { auditLog } from '../../../../support/audit-log.ts';
import { drawnFace, scratchFolder } from '../../../../support/made-data.ts';
import { ownCache } from '../lab/made-core.ts';

const BASE = join(shippedModels(), 'expression.lower');

interface Made {
  handlers: ReturnType<typeof openRetrain>['handlers'];
  store: Store;
  events: { event: EventName; payload: unknown }[];
  /** Waits for the job of a step to end. */
  ended(begun: unknown): Promise<void>;
  show(id: number): Retraining;
  close(): Promise<void>;
}

/** The feature over a home, with one model that can be adapted. */
function opened(home: string): Made {
  const store = openStore(join(home, 'demiface.sqlite'));
  const events: Made['events'] = [];
  const context: CoreContext = {
    store,
    home,
    emit: (event, payload) => void events.push({ event, payload }),
  };
  const jobs = new SideJobs(context);
  const { name, visible, task } = readCard(BASE);
  const base = { id: 'base', path: BASE, name, visible, task, isLive: true, problem: null };
  const feature = openRetrain(context, jobs, {
    list: () => Promise.resolve([base as unknown as ModelSummary]),
    promote(path) {
      const card = readCard(path);
      return Promise.resolve(saveLiveModel(store, { ...placeOfCard(card), name: card.name, path }));
    },
    rollBack: (place) => Promise.resolve(rollBackLiveModel(store, place)),
    idOf: (path) => path,
  });
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    jobs.close();
    await feature.close();
    await store.close();
  };
  onTestFinished(close);
  return {
    handlers: feature.handlers,
    ...{ store, events, close },
    async ended(begun) {
      await begun;
      await vi.waitFor(() => expect(jobs.list().some(({ isRunning }) => isRunning)).toBe(false), 200_000);
      const refused = events.flatMap(({ event, payload }) =>
        event === 'job.ended' ? ((payload as Events['job.ended']).refusal ?? []) : [],
      );
      expect(refused).toEqual([]);
    },
    show: (id) => (feature.handlers['retrain.list']({}) as Retraining[]).find((one) => one.id === id)!,
  };
}

/** A folder of drawn faces of three people, with a light bar over the mouth or without. */
async function drawnSet(n: number): Promise<string> {
  const root = scratchFolder();
  const bar = { create: { width: 60, height: 24, channels: 3, background: '#fff' } } as const;
  for (const label of ['on', 'off']) {
    mkdirSync(join(root, label));
    for (let i = 0; i < n; i++) {
      const person = ['anna', 'ben', 'cleo'][i % 3]!;
      const face = drawnFace(2 * i + (label === 'on' ? 1 : 0), 96);
      const bars = label === 'on' ? [{ input: bar, left: 18, top: 62 }] : [];
      const file = join(root, label, `${person}-${String(i).padStart(3, '0')}.png`);
      await sharp(await face.png().toBuffer())
        .composite(bars)
        .png()
        .toFile(file);
    }
  }
  return root;
}

function addSet(store: Store, root: string): number {
  store.raw
    .prepare(
      "insert into data_sets (id, name, layout, root, added_at, pictures, tasks, interpretation) values (1, 'masks', 'folder', ?, '2026-12-01T00:00:00Z', 0, '[\"custom\"]', ?)",
    )
    .run(root, JSON.stringify({ classNames: { task: 'custom' } }));
  return 1;
}

const goal = { model: 'base', task: 'custom', title: 'Mask' } as const;

test('from a goal to a model that is used and rolled back: stopped, killed with its core, it goes on', async () => {
  ownCache();
  const home = scratchFolder();
  const root = await drawnSet(15);
  let made = opened(home);
  addSet(made.store, root);
  const { id } = await made.handlers['retrain.begin']({ goal });
  expect(made.show(id)).toMatchObject({ state: 'draft', goal: { title: 'Mask', visible: 'lower' } });
  await made.handlers['retrain.useDataSet']({ id, dataSet: 1, persons: 'file-name' });

  // Nothing is trained before the pictures were checked.
  await expect(async () => made.handlers['retrain.start']({ id })).rejects.toMatchObject({
    coded: { code: 'retrain.notChecked' },
  });
  await made.ended(made.handlers['retrain.check']({ id }));
  const { check } = made.show(id);
  expect(check).toMatchObject({ pictures: 30, used: 30, persons: 3, split: 'stated' });
  expect(check!.findings.map(({ code }) => code)).toContain('personInBoth');
  await made.ended(made.handlers['retrain.repair']({ id, repairs: ['splitByPerson'] }));
  const repaired = made.show(id).check!;
  expect(repaired.split).toBe('person');
  expect(repaired.classes).toEqual([
    { label: 'off', train: 10, test: 5 },
    { label: 'on', train: 10, test: 5 },
  ]);

  await made.ended(made.handlers['retrain.estimate']({ id }));
  const { estimate } = made.show(id);
  expect(estimate).toMatchObject({ trains: 'head' });
  expect(estimate!.seconds).toBeGreaterThan(0);

  // The core ends in the middle.
  await made.handlers['retrain.start']({ id });
  await vi.waitFor(() => expect(made.show(id).run?.step).toBeTruthy(), 120_000);
  await made.close();
  made = opened(home);
  expect(made.show(id)).toMatchObject({ state: 'stopped', comparison: null });

  await made.ended(made.handlers['retrain.start']({ id }));
  const done = made.show(id);
  expect(done).toMatchObject({
    state: 'done',
    comparison: { verdict: 'new', own: { n: 10 } },
    isLive: false,
  });
  expect(done.comparison!.own.after.value).toBe(1);
  expect(done.comparison!.gates).toEqual(['notChecked']);
  expect(existsSync(join(done.model!, 'card.json'))).toBe(true);

  const used = await made.handlers['retrain.decide']({ id, kind: 'use', reason: '' });
  expect(used).toMatchObject({ state: 'used', isLive: true });
  await expect(async () => made.handlers['retrain.discard']({ id })).rejects.toMatchObject({
    coded: { code: 'retrain.modelLive' },
  });
  expect(await made.handlers['retrain.rollBack']({ id })).toMatchObject({ isLive: false });
  await made.handlers['retrain.discard']({ id });
  expect(made.show(id)).toBeUndefined();
  expect(readdirSync(join(home, 'retrain'))).toEqual([]);
  expect(readdirSync(root)).toEqual(['off', 'on']);
  expect(auditLog(made.store, 'retrain.use')).toHaveLength(1);
}, 400_000);
