/** The thread that reads weights as Keras saves them, with the HDF5 library. */
import { statSync } from 'node:fs';

import h5 from 'h5wasm/node';
import type { Dataset, File, Group } from 'h5wasm/node';

import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import { serveCalls } from '../../../common/limited-thread.ts';
import type { PublishedRole } from './published-file.ts';

/** What the thread does for `keras-h5.ts`. */
export interface KerasCalls {
  open(path: string): Promise<KerasContent>;
  read(layer: string, role: PublishedRole): Float32Array<ArrayBuffer>;
}

export interface KerasContent {
  /** The shapes of the arrays. */
  layers: ReadonlyMap<string, ReadonlyMap<PublishedRole, readonly number[]>>;
  /** The network that a whole model states. */
  config?: string;
}

/** How Keras of several times ends the names of weights, with or without a number; `running_std` is a variance. */
const ENDINGS: readonly (readonly [ending: RegExp, role: PublishedRole])[] = [
  [/(^|[_/])(W|kernel)(_\d+)?$/, 'kernel'],
  [/(^|[_/])(b|bias)(_\d+)?$/, 'bias'],
  [/(^|[_/])gamma(_\d+)?$/, 'gamma'],
  [/(^|[_/])beta(_\d+)?$/, 'beta'],
  [/(^|[_/])(running|moving)_mean(_\d+)?$/, 'mean'],
  [/(^|[_/])(running_std|moving_variance)(_\d+)?$/, 'variance'],
];

let path = '';
const datasets = new Map<string, Map<PublishedRole, Dataset>>();

serveCalls<KerasCalls>({
  async open(named) {
    path = named;
    // Without this the library prints its errors to standard error.
    (await h5.ready).activate_throwing_error_handler();
    return reading(() => {
      const file = new h5.File(path, 'r');
      findDatasets(file);
      const layers = new Map(
        [...datasets].map(([name, roles]) => [
          name,
          new Map([...roles].map(([role, dataset]) => [role, shapeOf(dataset)])),
        ]),
      );
      const config = file.attrs['model_config']?.value;
      return { layers, ...(typeof config === 'string' && { config }) };
    });
  },
  read: (layer, role) =>
    reading(() => {
      const value = datasets.get(layer)!.get(role)!.value as Float32Array<ArrayBuffer> | ArrayLike<number>;
      return value instanceof Float32Array ? value : new Float32Array(value);
    }),
});

function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DemifaceError) throw error;
    const { message: text } = error as Error;
    const reason = /([^\n]*)\n[^\n]*major:[^\n]*\n[^\n]*minor:[^\n]*\s*$/.exec(text)?.[1];
    const detail = reason?.replace(/^.*\(\): /, '') ?? text.split('\n')[0]!;
    throw new DemifaceError('corrupt', message('weights.cutShort', { path, detail }));
  }
}

function findDatasets(file: File): void {
  const root = file.keys().includes('model_weights') ? child(file, 'model_weights', h5.Group) : file;
  const layerNames = root.attrs['layer_names'];
  if (!layerNames) throw new DemifaceError('mismatch', message('weights.noLayerNames', { path }));
  for (const name of layerNames.value as string[]) {
    const group = child(root, name, h5.Group);
    const weightNames = (group.attrs['weight_names']?.value ?? []) as Iterable<string>;
    const arrays = new Map<PublishedRole, Dataset>();
    for (const weightName of weightNames) {
      const bare = weightName.replace(/:\d+$/, '');
      const role = ENDINGS.find(([ending]) => ending.test(bare))?.[1];
      if (role) arrays.set(role, child(group, weightName, h5.Dataset));
    }
    if (arrays.size > 0) datasets.set(name, arrays);
  }
}

function child<T>(group: Group, name: string, kind: abstract new (...args: never[]) => T): T {
  const found = group.get(name);
  if (found instanceof kind) return found;
  throw new DemifaceError('corrupt', message('weights.namesWithout', { path, name }));
}

/** What is stored may be compressed, but by no more than that. */
const MAX_COMPRESSED = 1032;

function shapeOf(dataset: Dataset): readonly number[] {
  const shape = dataset.shape ?? [];
  const numbers = shape.reduce((a, b) => a * b, 1);
  const { size } = statSync(path);
  if (!(dataset.metadata.size * numbers <= MAX_COMPRESSED * size))
    throw new DemifaceError(
      'corrupt',
      message('weights.damagedShape', { path, shape: shape.join('×'), size }),
    );
  return shape;
}
