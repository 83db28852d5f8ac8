import { asTar, asTarGz, asZip } from '../../../test/support/made-archives.ts';
import type { Tree } from '../../../test/support/made-archives.ts';

/** The files packed in every form that is read. */
export async function archives(tree: Tree): Promise<[ending: string, bytes: Buffer][]> {
  return [
    ['tar', await asTar(tree)],
    ['tar.gz', await asTarGz(tree)],
    ['zip', asZip(tree)],
  ];
}
