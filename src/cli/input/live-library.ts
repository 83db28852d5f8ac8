import { join } from 'node:path';

import { Option } from 'commander';

import { homeFolder } from '../../artifact/places.ts';
import type { ChangeLiveMessage } from '../../inference/live/changing-live.ts';
import type { Library } from '../../training/library/model-library.ts';
import { findLibrary, listFolders } from '../../training/library/model-library.ts';
import { runCore } from './core-process.ts';

/** The core's first file for what is live, by its place in the app's folder. */
export const CHANGE_LIVE_ENTRY = join(import.meta.dirname, '../../main/core/change-live.ts');

/** `--live`: the models that predict in the app, those that were promoted among them. */
export const liveOption = () =>
  new Option(
    '--live',
    'the models that are live in the app, for tasks of your own too, instead of those of a folder',
  ).conflicts('models');

export interface LibraryChoice {
  models: string;
  live?: boolean;
}

/**
 * The models of `--models`, or with `--live` those that are live in the app.
 * @throws DemifaceError as `findLibrary`, or why the app's data cannot be read
 */
export async function chosenLibrary({ models, live }: LibraryChoice, signal: AbortSignal): Promise<Library> {
  if (!live) return findLibrary(models);
  const paths: string[] = [];
  const onMessage = (told: Exclude<ChangeLiveMessage, { kind: 'ended' }>) => {
    if (told.kind === 'list') paths.push(...told.paths);
  };
  await runCore<ChangeLiveMessage>(CHANGE_LIVE_ENTRY, ['--home', homeFolder(), '--list'], onMessage, signal);
  return listFolders(paths);
}
