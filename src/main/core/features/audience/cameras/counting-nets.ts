import type { Task } from '../../../../../artifact/labels.ts';
import type { LiveNet, LiveNets } from '../../../platform/live/live-nets.ts';
import { liveReaders, openLiveNets } from '../../../platform/live/live-nets.ts';
import type { Store } from '../../../platform/store/store.ts';
import { countingModel, type CountingModels, countingModels } from '../buckets/models.ts';

/** The live nets that count an audience. */
export interface CountingNets extends LiveNets {
  /** The models that read, as counts name them. */
  readonly readers: CountingModels;
}

/** @throws DemifaceError as `openLiveNets` */
export async function openCountingNets(store: Store, tasks: readonly Task[]): Promise<CountingNets> {
  const nets = await openLiveNets(store, tasks);
  return { ...nets, readers: asSet(nets.models) };
}

/** The models that would read these tasks now, as their counts name them. @throws DemifaceError as `openLiveNets` */
export async function liveCountingModels(store: Store, tasks: readonly Task[]): Promise<CountingModels> {
  return asSet(await liveReaders(store, tasks, []));
}

function asSet(models: readonly LiveNet[]): CountingModels {
  return countingModels(models.flatMap(({ card, sha256 }) => countingModel(card, sha256) ?? []));
}
