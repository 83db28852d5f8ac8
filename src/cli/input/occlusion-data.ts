import { prepareOcclusionPictures } from '../../training/datasets/occlusion-photos/prepare.ts';
import type { OcclusionRoots } from '../../training/datasets/occlusion-photos/sources.ts';
import type { PreparedSet } from '../../training/datasets/prepared.ts';
import { rootFor } from './data-roots.ts';
import type { Io } from '../output/io.ts';
import { preparedPictures } from './prepared-pictures.ts';

/**
 * Finds the roots in `--data utkface=ROOT --data ferplus=ROOT --data occluded=ROOT`.
 * @throws DemifaceError `usage` if one is missing
 */
export function occlusionRoots(given: readonly string[]): OcclusionRoots {
  return {
    utkface: rootFor('utkface', given),
    ferplus: rootFor('ferplus', given),
    occluded: rootFor('occluded', given),
  };
}

/**
 * Opens the pictures of the occlusion task, reporting the progress of their making.
 * @throws DemifaceError as `prepareOcclusionPictures`
 */
export function preparedOcclusionPictures(roots: OcclusionRoots, size: number, io: Io): Promise<PreparedSet> {
  return preparedPictures('Making pictures of occlusions', io, (options) =>
    prepareOcclusionPictures(roots, { size, ...options }),
  );
}
