import { basename } from 'node:path';

import { writtenFiles } from '../../artifact/written-files.ts';
import { DemifaceError } from '../../common/error.ts';
import type { Io } from '../output/io.ts';
import { truncatedList } from './listed-pictures.ts';

/** Names of what `explain` writes. */
const OVERLAY_OR_SHEET = /(\.heat|^sheet(-\d+)?)\.png$/;

/**
 * Pictures without the overlays and sheets that `explain` wrote beside them before, which a note names.
 * @throws DemifaceError `missing` if there are no others
 */
export function withoutOverlays(files: readonly string[], io: Io): string[] {
  const isWritten = writtenFiles();
  const isOwn = (file: string) => OVERLAY_OR_SHEET.test(basename(file)) && isWritten(file);
  const { own = [], others = [] } = Object.groupBy(files, (file) => (isOwn(file) ? 'own' : 'others'));
  if (own.length === 0) return others;
  if (others.length === 0)
    throw new DemifaceError('missing', `no faces to explain, only what explain wrote: ${truncatedList(own)}`);
  io.note(`What explain wrote before is left out: ${truncatedList(own)}`);
  return others;
}
