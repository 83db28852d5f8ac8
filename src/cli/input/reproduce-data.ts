import { DemifaceError } from '../../common/error.ts';
import { readDataSet } from '../../training/sources/readers/index.ts';
import { LAYOUTS } from '../../training/sources/types.ts';
import type { Dataset } from '../../training/reproduce/cell.ts';

const DATASETS: readonly Dataset[] = ['ferplus', 'affectnet', 'utkface'];

/**
 * The roots of the paper's data sets, from `--data dataset=ROOT` or `--data ROOT`, which is tried as each that is
 * needed and not named.
 * @param needed by the tables
 * @throws DemifaceError `usage` if a root is none of them, or a data set is named twice
 */
export async function datasetRoots(
  given: readonly string[],
  needed: readonly Dataset[],
  signal: AbortSignal,
): Promise<Map<Dataset, string>> {
  const roots = new Map<Dataset, string>();
  const add = (dataset: Dataset, root: string) => {
    const other = roots.get(dataset);
    if (other !== undefined)
      throw new DemifaceError('usage', `two roots of ${dataset}: ${other} and ${root}; say one`);
    roots.set(dataset, root);
  };
  const named = given.flatMap((text) => {
    const layout = LAYOUTS.find((known) => text.startsWith(`${known}=`));
    return layout ? [{ text, layout, root: text.slice(layout.length + 1) }] : [];
  });
  for (const { layout, root } of named) {
    const dataset = DATASETS.find((known) => known === layout);
    if (!dataset)
      throw new DemifaceError(
        'usage',
        `${layout} is in no table of the paper; expected ${DATASETS.join(', ')}`,
      );
    add(dataset, root);
  }
  for (const root of given.filter((text) => !named.some((known) => known.text === text)))
    add(
      await datasetAt(
        root,
        needed.filter((dataset) => !roots.has(dataset)),
        signal,
      ),
      root,
    );
  return roots;
}

async function datasetAt(
  root: string,
  candidates: readonly Dataset[],
  signal: AbortSignal,
): Promise<Dataset> {
  let first: DemifaceError | undefined;
  for (const dataset of candidates) {
    try {
      await readDataSet(dataset, root, { signal });
      return dataset;
    } catch (error) {
      if (!(error instanceof DemifaceError) || error.code === 'interrupted') throw error;
      first ??= error;
    }
  }
  if (candidates.length === 1 || first?.code === 'missing') throw first!;
  throw new DemifaceError(
    'usage',
    `${root} is none of ${candidates.join(', ')}; say which it is: --data ${candidates[0] ?? 'ferplus'}=${root}`,
  );
}
