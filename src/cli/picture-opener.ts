import type { PreparedSet } from '../training/data/prepared.ts';
import { openFor } from '../training/curriculum/pictures.ts';
import type { Interpretation } from '../training/data/types.ts';
import type { Preset } from '../training/presets/index.ts';
import { preparedSet, rootFor } from './data-roots.ts';
import { hiddenRoots, preparedHidden } from './hidden-data.ts';
import type { Io } from './io.ts';

/**
 * How the pictures of a preset are opened, which may take a while.
 * @throws DemifaceError `usage` at once if a root is not said
 */
export function pictureOpener(
  { layout, ...sizes }: Pick<Preset, 'layout' | 'inputSize' | 'half' | 'color'>,
  data: readonly string[],
  io: Io,
  interpretation: Interpretation = {},
): () => Promise<PreparedSet> {
  if (layout === 'hidden') {
    const roots = hiddenRoots(data);
    return () => preparedHidden(roots, sizes.inputSize, io);
  }
  const root = rootFor(layout, data);
  return () => openFor(sizes, (pictures) => preparedSet(layout, root, pictures, io, interpretation));
}
