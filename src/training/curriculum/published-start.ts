import { PUBLISHED_NETS } from '../models/published/layouts.ts';
import type { PublishedWeights } from '../models/published/published-folder.ts';
import { findPublishedWeights } from '../models/published/published-folder.ts';
import type { Preset } from '../presets/index.ts';

/** Where a curriculum starts. */
export interface Start {
  /** As its settings are, but scaled as the published weights expect it. */
  preset: Preset;
  /** Null where the preset names none, or none were imported. */
  published: PublishedWeights | null;
  /** What a person should know of it; undefined where there is nothing to tell. */
  note: string | undefined;
}

/**
 * The published weights that a preset's teacher starts from in the paper, if the user has imported them.
 * @throws DemifaceError `corrupt` if they are damaged
 */
export function publishedStart(preset: Preset): Start {
  const teacher = preset.stages.find((stage) => stage.kind === 'teacher');
  const net = PUBLISHED_NETS.find((known) => known === preset.net);
  if (!net || !teacher?.startFrom) return { preset, published: null, note: undefined };
  const published = findPublishedWeights(net, teacher.startFrom) ?? null;
  if (!published) {
    const note = `No published ${teacher.startFrom} weights of ${preset.net} are imported: the teacher starts from scratch (demiface models import FILE --as ${preset.net}).`;
    return { preset, published, note };
  }
  const note = `The teacher starts from ${published.what}.`;
  return { preset: { ...preset, scaling: published.scaling }, published, note };
}
