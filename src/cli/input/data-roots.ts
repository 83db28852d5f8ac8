import { join } from 'node:path';

import type { Card } from '../../artifact/card.ts';
import { cacheFolder } from '../../artifact/places.ts';
import { withFaceBoxes } from '../../face-boxes/with-face-boxes.ts';
import { DemifaceError } from '../../common/error.ts';
import type { OcclusionSource } from '../../training/datasets/occlusion-photos/sources.ts';
import { OCCLUSION_SOURCES } from '../../training/datasets/occlusion-photos/sources.ts';
import type { PreparedSet } from '../../training/datasets/prepared.ts';
import { prepare } from '../../training/datasets/prepared.ts';
import { readDataSet } from '../../training/sources/readers/index.ts';
import type { Preset } from '../../training/presets/index.ts';
import { onLayout } from '../../training/presets/index.ts';
import { cropOf } from '../../training/sources/crops.ts';
import type { DataSet, Interpretation, Layout } from '../../training/sources/types.ts';
import { LAYOUT_TASKS, LAYOUTS } from '../../training/sources/types.ts';
import { noteDataSet } from '../output/data-notes.ts';
import type { Io } from '../output/io.ts';
import { preparedPictures } from './prepared-pictures.ts';

/** For commander: collects what is given more than once. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/** @throws DemifaceError `usage` unless it is the name of a layout */
export function asLayout(name: string): Layout {
  const layout = LAYOUTS.find((known) => known === name);
  if (layout) return layout;
  throw new DemifaceError('usage', `unknown layout ${name}; expected ${LAYOUTS.join(', ')}`);
}

/**
 * Finds the root for a layout, or a part of what is made of several, in `--data ROOT` (serves every layout) or `--data layout=ROOT`, given once or more.
 * @throws DemifaceError `usage` if none fits
 */
export function rootFor(layout: Layout | OcclusionSource, given: readonly string[]): string {
  const named = given.map((text) => {
    const name = [...LAYOUTS, ...OCCLUSION_SOURCES].find((known) => text.startsWith(`${known}=`));
    return name ? { name, root: text.slice(name.length + 1) } : { name: undefined, root: text };
  });
  const found = named.find(({ name }) => name === layout) ?? named.find(({ name }) => name === undefined);
  if (!found) throw new DemifaceError('usage', `no data for ${layout}; say --data ${layout}=ROOT`);
  return found.root;
}

/** The preset for the one data set that is given as `layout=ROOT`, if that layout can label the preset's task. */
export function presetForData(preset: Preset, given: readonly string[]): Preset {
  const [only] = LAYOUTS.filter((layout) => given.some((text) => text.startsWith(`${layout}=`)));
  return given.length === 1 && only !== undefined && LAYOUT_TASKS[only].includes(preset.task)
    ? onLayout(preset, only)
    : preset;
}

/** How a model takes pictures. */
interface WantedPictures {
  size: number;
  color: 'gray' | 'rgb';
  /** Of the faces that are found in whole photos; as the layout's pictures are framed if left out. */
  crop?: Card['crop'] | undefined;
}

/** Published data sets have cropped faces, or boxes. */
function needsFaces(layout: Layout, { faces }: Interpretation): boolean {
  return faces === 'find' && (layout === 'folder' || layout === 'csv');
}

function foundFaces(dataSet: DataSet, crop: Card['crop'], io: Io): Promise<DataSet> {
  const progress = io.progress('Finding faces, once for each picture');
  return withFaceBoxes(dataSet, {
    crop,
    cacheFolder: join(cacheFolder(), 'face-boxes'),
    onProgress: (done, total) => progress.update(done, total),
    signal: io.signal,
  }).finally(() => progress.end());
}

/** Reads a data set and prepares its pictures as a model takes them, telling how far it is. */
export async function preparedSet(
  layout: Layout,
  root: string,
  { size, color, crop = cropOf(layout) }: WantedPictures,
  io: Io,
  interpretation: Interpretation = {},
): Promise<PreparedSet> {
  const progress = io.progress('Comparing pictures, once for each data set');
  const read = await readDataSet(layout, root, {
    ...interpretation,
    onCompare: (done, total) => progress.update(done, total),
    signal: io.signal,
  }).finally(() => progress.end());
  const dataSet = needsFaces(layout, interpretation) ? await foundFaces(read, crop, io) : read;
  noteDataSet(dataSet, io);
  return preparedPictures(`Preparing pictures of ${layout}`, io, (options) =>
    prepare(dataSet, { size, color, ...options }),
  );
}
