import { basename } from 'node:path';

import type { Card } from '../../../../artifact/card.ts';
import { DemifaceError } from '../../../../common/error.ts';
import { placeOfCard } from '../../../../artifact/model-place.ts';
import { MODEL_TASKS, VISIBLE } from '../../../../artifact/labels.ts';
import type { ModelSummary } from '../../../ipc/contract.ts';
import { refusalOf } from '../../platform/refusal.ts';
import type { Store } from '../../platform/store/store.ts';
import { queryFirst } from '../../platform/store/sync.ts';
import type { KnownModel, KnownModels } from './known-models.ts';
import { liveModel } from '../../platform/models/live-models.ts';
import { message } from '../../../../messages/message.ts';

type Facts = Pick<ModelSummary, 'task' | 'visible' | 'title' | 'net' | 'stage' | 'seed' | 'layout' | 'use'>;

export function summaryOf(store: Store, model: KnownModel, models: Pick<KnownModels, 'live'>): ModelSummary {
  const { id, path, name, origin, card } = model;
  const problem = problemOf(store, model, models);
  const facts = factsOf(store, model);
  return {
    id,
    path,
    name,
    origin,
    ...facts,
    figure: card && figureOf(card),
    isLive: models.live(facts)?.path === path,
    problem: problem && refusalOf(problem),
  };
}

/** Why a model cannot be used; of one that was made live also which one reads in its place. */
export function problemOf(
  store: Store,
  model: KnownModel,
  models: Pick<KnownModels, 'live'>,
): DemifaceError | null {
  const { path, problem } = model;
  const place = factsOf(store, model);
  if (!problem || liveModel(store, place)?.path !== path) return problem;
  const instead = models.live(place)?.name;
  const parts = { problem: problem.coded };
  return new DemifaceError(
    problem.code,
    instead === undefined
      ? message('model.insteadNone', parts)
      : message('model.instead', { ...parts, instead }),
  );
}

function factsOf(store: Store, { card, path }: KnownModel): Facts {
  if (!card) return guessed(store, path);
  const { net, stage, data, use } = card;
  return { ...placeOfCard(card), net, stage: stage.kind, seed: stage.seed, layout: data.layout, use };
}

/** Of a folder whose card cannot be read: what its run or its name state. */
function guessed(store: Store, path: string): Facts {
  const key = basename(path);
  const run = queryFirst(
    store,
    store.db
      .selectFrom('stages')
      .innerJoin('runs', 'runs.id', 'stages.run')
      .select(['stages.kind', 'runs.task', 'runs.visible', 'runs.net', 'runs.seed', 'runs.layout'])
      .where('stages.key', '=', key)
      .limit(1),
  );
  const nothing = { net: '', stage: '', seed: 0, layout: '', use: '' };
  if (run) {
    const { kind: stage, task, net, seed, layout } = run;
    const visible = stage === 'teacher' ? 'full' : run.visible;
    return { ...nothing, ...placeOf(task, visible), stage, net, seed, layout };
  }
  const [task, visible] = key.split('.');
  return { ...nothing, ...placeOf(task, visible) };
}

function placeOf(task: string | undefined, visible: string | undefined): Pick<Facts, 'task' | 'visible'> {
  return {
    task: MODEL_TASKS.find((known) => known === task) ?? 'expression',
    visible: VISIBLE.find((known) => known === visible) ?? 'full',
  };
}

/** As measured on the reported split, where it was; else on those that chose. */
export function figureOf({ task, measured, metrics, data }: Card): ModelSummary['figure'] {
  const name = task === 'age' ? 'maeYears' : 'accuracy';
  const value = measured?.metrics[name] ?? metrics[name];
  if (value === undefined) return null;
  if (measured?.metrics[name] === undefined)
    return { name, value, low: null, high: null, n: data.choosingPictures ?? null, split: null };
  const [low, high] = measured.intervals[name] ?? [null, null];
  return { name, value, low, high, n: measured.n, split: measured.split };
}
