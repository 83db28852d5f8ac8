import { DemifaceError } from '../../../../../common/error.ts';
import { readCard } from '../../../../../artifact/model-folder.ts';
import { isTrainedOn } from '../../../../../training/curriculum/trained-on.ts';
import type { Changes } from '../../../../../training/datasets/corrections.ts';
import { applyCorrections } from '../../../../../training/datasets/corrections.ts';
import { reportedSplit } from '../../../../../training/datasets/roles.ts';
import { readModel } from '../../../../../training/library/load-model.ts';
import { readyEngine } from '../../../../../training/engine/tf.ts';
import type { JobHooks } from '../../../platform/jobs/job.ts';
import type { DataSource, OpenPictures } from '../../../platform/jobs/open-pictures.ts';
import { sharedOpener } from '../../../platform/jobs/open-pictures.ts';
import { readChanges } from '../../../platform/store/corrections.ts';
import type { ModelOnPictures } from './common-pictures.ts';
import { onCommonPictures } from './common-pictures.ts';
import { message, joined } from '../../../../../messages/message.ts';

/** A model that a job runs on pictures. */
export interface RequestedModel {
  run: number;
  /** In words, to tell it from the others. */
  name: string;
  /** Its model folder. */
  path: string;
  /** Data sets of which one may be what it learned from. */
  data: DataSource[];
}

export interface OpenedModel extends RequestedModel, ModelOnPictures {
  /** What it learned from, with the corrections that were in force. */
  source: DataSource;
  corrections: Changes;
}

export interface OpenedModels {
  models: OpenedModel[];
  /** They learned from several data sets, or versions of one: opened are the pictures that all of them can predict. */
  isAcrossSets: boolean;
}

/**
 * Opens models with the pictures that they learned from, and starts the engine.
 * @throws DemifaceError as `readModel`, and for the pictures; `mismatch` if a model did not learn from any of its data sets,
 * or models of several have no pictures in common
 */
export async function openModels(models: readonly RequestedModel[], hooks: JobHooks): Promise<OpenedModels> {
  const folders = models.map((model) => ({ ...model, folder: readModel(model.path) }));
  const opener = sharedOpener(hooks);
  const opened: OpenedModel[] = [];
  for (const model of folders) {
    const own = await ownPictures(model, opener);
    opened.push({ ...model, ...own, split: reportedSplit(own.prepared.pictures) });
  }
  // One data set has a fingerprint for each size of its pictures; copies of it have the same ones.
  const isAcrossSets =
    new Set(opened.map(({ source }) => JSON.stringify(source))).size > 1 &&
    new Set(opened.map(({ folder }) => folder.card.data.fingerprint)).size > 1;
  const common = isAcrossSets ? onCommonPictures(opened) : opened;
  await readyEngine({ note: (note) => hooks.progress(0, models.length, note), signal: hooks.signal });
  return { models: common, isAcrossSets };
}

/** Opens the data set that a model learned from. @throws DemifaceError as `openModels` */
export async function ownOpener(model: RequestedModel, hooks: JobHooks): Promise<OpenPictures> {
  const opener = sharedOpener(hooks);
  const { source } = await ownPictures(
    { ...model, folder: { ...model, card: readCard(model.path) } },
    opener,
  );
  return opener(source);
}

type Opener = ReturnType<typeof sharedOpener>;

/** The pictures with the fingerprint that the model's card states. */
async function ownPictures(
  { name, data, folder }: RequestedModel & { folder: Parameters<typeof isTrainedOn>[0] },
  opener: Opener,
): Promise<Pick<OpenedModel, 'source' | 'corrections' | 'prepared'>> {
  const { preprocessing, data: learned } = folder.card;
  const roots = [...new Set(data.map(({ root }) => root))];
  const faults: unknown[] = [];
  for (const source of data) {
    try {
      const prepared = await opener({ ...source, corrections: null })(preprocessing);
      const corrections = await readChanges(source.corrections);
      if (isTrainedOn(folder, prepared, corrections))
        return { source, corrections, prepared: applyCorrections(prepared, corrections) };
    } catch (fault) {
      if (fault instanceof DemifaceError && fault.code === 'interrupted') throw fault;
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0]; // it may be the one that cannot be opened
  throw new DemifaceError(
    'mismatch',
    message('run.otherData', {
      name,
      layout: learned.layout,
      fingerprint: learned.fingerprint.slice(0, 12),
      roots: joined(roots, 'and'),
      n: roots.length,
    }),
  );
}
