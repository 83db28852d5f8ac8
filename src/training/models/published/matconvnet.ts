import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import { readMatFile } from './mat-file.ts';
import type { MatNumbers, MatStruct, MatValue } from './mat-value.ts';
import type { PublishedArray, PublishedFile, PublishedLayer } from './published-file.ts';
import { namesText } from './published-file.ts';

/**
 * Opens a SimpleNN network of MatConvNet, in its newer layout (`weights {filters, biases}`, `meta.normalization`) or
 * the one before (`filters`, `biases`, `normalization`).
 * @throws DemifaceError `unreadable`, `corrupt`; `mismatch` if the file holds something else; an AbortError
 */
export async function openMatConvNet(path: string, signal?: AbortSignal): Promise<PublishedFile> {
  const file = await readMatFile(path, signal);
  // `save(f, '-struct', 'net')` puts the fields side by side; `save(f, 'net')` does not.
  const net: ReadonlyMap<string, MatValue> = structOf(file.get('net')) ?? file;
  const cells = net.get('layers');
  if (cells?.kind === 'struct') throw new DemifaceError('mismatch', message('weights.dagNn', { path }));
  if (cells?.kind !== 'cell')
    throw new DemifaceError(
      'mismatch',
      message('weights.noLayers', { path, found: namesText([...net.keys()]) }),
    );
  const layers = new Map<string, PublishedLayer>();
  const operations: string[] = [];
  for (const cell of cells.items) {
    const fields = structOf(cell);
    const name = fields?.get('name');
    const type = fields?.get('type');
    operations.push(type?.kind === 'text' ? type.text : 'a layer without a type');
    const arrays = fields && arraysOf(fields);
    if (name?.kind === 'text' && arrays) layers.set(name.text, arrays);
  }
  const normalization = structOf((structOf(net.get('meta')) ?? net).get('normalization'));
  const mean = numbersOf(normalization?.get('averageImage'));
  return { path, layers, operations, ...(mean ? { mean: asArray(mean, mean.shape) } : {}), close() {} };
}

function structOf(value: MatValue | undefined): MatStruct | undefined {
  return value?.kind === 'struct' ? value.items[0] : undefined;
}

function numbersOf(value: MatValue | undefined): MatNumbers | undefined {
  return value?.kind === 'numbers' && !value.shape.includes(0) ? value : undefined;
}

function arraysOf(fields: MatStruct): PublishedLayer | undefined {
  const weights = fields.get('weights');
  const pair = weights?.kind === 'cell' ? weights.items : [fields.get('filters'), fields.get('biases')];
  const [filters, biases] = pair.map(numbersOf);
  if (!filters || !biases) return undefined;
  // MATLAB leaves out ones at the end of a shape; a bias may lie or stand.
  const kernelShape = Array.from(
    { length: Math.max(4, filters.shape.length) },
    (_, i) => filters.shape[i] ?? 1,
  );
  const count = biases.shape.reduce((a, b) => a * b, 1);
  return new Map([
    ['kernel', asArray(filters, kernelShape)],
    ['bias', asArray(biases, [count])],
  ]);
}

function asArray({ read }: MatNumbers, shape: readonly number[]): PublishedArray {
  return { shape, order: 'column', read };
}
