import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';

import type { Dataset, File, Group } from 'h5wasm/node';
import { DemifaceError } from '../../../common/error.ts';
import { areHeapsSound } from './hdf5-heaps.ts';
import { kerasOperations } from './keras-operations.ts';
import type { PublishedArray, PublishedFile, PublishedLayer, PublishedRole } from './published-file.ts';

/** How Keras of several times ends the names of weights, with or without a number; `running_std` is a variance. */
const ENDINGS: readonly (readonly [ending: RegExp, role: PublishedRole])[] = [
  [/(^|[_/])(W|kernel)(_\d+)?$/, 'kernel'],
  [/(^|[_/])(b|bias)(_\d+)?$/, 'bias'],
  [/(^|[_/])gamma(_\d+)?$/, 'gamma'],
  [/(^|[_/])beta(_\d+)?$/, 'beta'],
  [/(^|[_/])(running|moving)_mean(_\d+)?$/, 'mean'],
  [/(^|[_/])(running_std|moving_variance)(_\d+)?$/, 'variance'],
];
const SIGNATURE = '\x89HDF\r\n\x1a\n';

/**
 * Opens weights as Keras saves them in HDF5, alone or within a whole model. The caller closes.
 * @throws DemifaceError `unreadable` if it is no HDF5 file, `corrupt` if it is cut short or damaged, `mismatch` if it
 * holds something else
 */
export async function openKerasH5(path: string): Promise<PublishedFile> {
  await checkBytes(path);
  const { default: h5 } = await import('h5wasm/node');
  // Without this the library tells its errors to standard error.
  (await h5.ready).activate_throwing_error_handler();
  const damaged = (error: unknown) => {
    const reason = /([^\n]*)\n[^\n]*major:[^\n]*\n[^\n]*minor:[^\n]*\s*$/.exec((error as Error).message)?.[1];
    const said = reason?.replace(/^.*\(\): /, '') ?? (error as Error).message.split('\n')[0];
    return new DemifaceError('corrupt', `${path} is damaged or cut short (${said}): fetch it again`, {
      cause: error,
    });
  };
  const reading = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      throw error instanceof DemifaceError ? error : damaged(error);
    }
  };
  const file = reading(() => new h5.File(path, 'r'));
  try {
    const layers = reading(() => layersOf(path, file, reading));
    const config = reading(() => file.attrs['model_config']?.value);
    const operations = typeof config === 'string' ? kerasOperations(config) : undefined;
    return { path, layers, ...(operations && { operations }), close: () => void file.close() };
  } catch (error) {
    file.close();
    throw error;
  }
}

async function checkBytes(path: string): Promise<void> {
  const file = await open(path);
  try {
    const start = Buffer.alloc(SIGNATURE.length);
    await file.read(start, 0, start.length, 0);
    if (start.toString('latin1') !== SIGNATURE)
      throw new DemifaceError('unreadable', `${path} is no HDF5 file: its first bytes differ`);
    if (!(await areHeapsSound(file)))
      throw new DemifaceError(
        'corrupt',
        `${path} is damaged (a text reaches beyond its place): fetch it again`,
      );
  } finally {
    await file.close();
  }
}

type Reading = <T>(read: () => T) => T;

function layersOf(path: string, file: File, reading: Reading): Map<string, PublishedLayer> {
  const root = file.keys().includes('model_weights') ? (file.get('model_weights') as Group) : file;
  const layerNames = root.attrs['layer_names'];
  if (!layerNames)
    throw new DemifaceError(
      'mismatch',
      `${path} has no attribute layer_names, expected weights as Keras saves them (.h5)`,
    );
  const layers = new Map<string, PublishedLayer>();
  const child = (group: Group, name: string) => {
    const found = group.get(name);
    if (found) return found;
    throw new DemifaceError('corrupt', `${path} names ${name} but does not hold it: fetch it again`);
  };
  for (const name of layerNames.value as string[]) {
    const group = child(root, name) as Group;
    const weightNames = (group.attrs['weight_names']?.value ?? []) as Iterable<string>;
    const arrays = new Map<PublishedRole, PublishedArray>();
    for (const weightName of weightNames) {
      const bare = weightName.replace(/:\d+$/, '');
      const role = ENDINGS.find(([ending]) => ending.test(bare))?.[1];
      if (role) arrays.set(role, arrayOf(path, child(group, weightName) as Dataset, reading));
    }
    if (arrays.size > 0) layers.set(name, arrays);
  }
  return layers;
}

/** What is stored may be compressed, but by no more than that. */
const MOST_COMPRESSED = 1032;

function arrayOf(path: string, dataset: Dataset, reading: Reading): PublishedArray {
  const shape = dataset.shape ?? [];
  const numbers = shape.reduce((a, b) => a * b, 1);
  const { size } = statSync(path);
  if (!(4 * numbers <= MOST_COMPRESSED * size))
    throw new DemifaceError(
      'corrupt',
      `${path} is damaged (${shape.join('×')} numbers in ${size} bytes): fetch it again`,
    );
  return {
    shape,
    order: 'row',
    read: () => reading(() => new Float32Array(dataset.value as ArrayLike<number>)),
  };
}
