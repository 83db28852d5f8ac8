import { basename } from 'node:path';

import { englishText } from '../../messages/english.ts';
import { message } from '../../messages/message.ts';
import type { SkippedPath } from '../../common/files/walk-files.ts';
import type { FileContent } from './files.ts';
import { sha256 } from '../../common/sha256.ts';

/**
 * Files of a path that is read from somewhere else, where they hold something else. Copies, as of an archive that lies beside
 * its own files, are not worth a word.
 * @param read what is read of these paths
 * @param readFrom the archive that each path is read from; undefined: it lies unpacked
 * @param others what other archives hold of these paths
 */
export async function differingFiles(
  read: AsyncIterable<FileContent>,
  readFrom: ReadonlyMap<string, string | undefined>,
  others: readonly { archive: string; contents: AsyncIterable<FileContent> }[],
): Promise<SkippedPath[]> {
  const found: SkippedPath[] = [];
  const identities = new Map<string, string>();
  for await (const content of read) identities.set(content.file, identity(content));
  for (const { archive, contents } of others)
    for await (const content of contents) {
      const { file } = content;
      if (identities.get(file) === identity(content)) continue;
      const from = readFrom.get(file);
      const differs = { archive: basename(archive) };
      found.push({
        path: file,
        reason:
          from === undefined
            ? message('skipped.differsFromUnpacked', differs)
            : message('skipped.differsFromPacked', { ...differs, other: basename(from) }),
      });
    }
  return found;
}

function identity(content: FileContent): string {
  return 'bytes' in content ? sha256(content.bytes) : englishText(content.reason);
}
