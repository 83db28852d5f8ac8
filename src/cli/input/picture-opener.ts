import { DemifaceError } from '../../common/error.ts';
import type { PreparedSet } from '../../training/datasets/prepared.ts';
import { openFor } from '../../training/curriculum/pictures.ts';
import type { Interpretation } from '../../training/sources/types.ts';
import type { Preset } from '../../training/presets/index.ts';
import { preparedSet, rootFor } from './data-roots.ts';
import { occlusionRoots, preparedOcclusionPictures } from './occlusion-data.ts';
import type { Io } from '../output/io.ts';

/**
 * How the pictures of a preset are opened, which may take a while.
 * @throws DemifaceError `usage` at once if a root is missing
 */
export function pictureOpener(
  { layout, ...sizes }: Pick<Preset, 'layout' | 'inputSize' | 'half' | 'color'>,
  data: readonly string[],
  io: Io,
  interpretation: Interpretation = {},
): () => Promise<PreparedSet> {
  if (layout === 'occlusion') {
    const roots = occlusionRoots(data);
    return () => preparedOcclusionPictures(roots, sizes.inputSize, io);
  }
  const root = rootFor(layout, data);
  const isNamed = data.includes(`${layout}=${root}`);
  return () =>
    openFor(sizes, (pictures) => preparedSet(layout, root, pictures, io, interpretation)).catch(
      (error: unknown) => {
        throw isNamed ? error : withLayoutHint(error, root);
      },
    );
}

/** A root without a layout is read as the preset's own. */
function withLayoutHint(error: unknown, root: string): unknown {
  if (!(error instanceof DemifaceError && error.code === 'mismatch')) return error;
  const message = `${error.message}; for pictures of your own name the layout, such as --data folder=${root} or --data csv=${root}`;
  return new DemifaceError('mismatch', message, { cause: error });
}
