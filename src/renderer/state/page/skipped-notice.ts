import { printable } from '../../../common/printable.ts';
import type { SkippedFile } from '../../../main/ipc/contract.ts';
import { textOf } from '../../messages/coded.ts';
import { shared as words } from '../../messages/index.ts';
import { fileName } from './file-name.ts';

/** The corner holds no more lines. */
const MOST = 4;

/** Names what of the chosen folders is not read. It stays until it is dismissed. */
export function skippedNotice(skipped: readonly SkippedFile[]) {
  const named = skipped
    .slice(0, MOST)
    .map(({ path, reason }) => `${printable(fileName(path.replace(/[\\/]$/, '')))}: ${textOf(reason)}`);
  const more = skipped.length - named.length;
  return {
    tone: 'bad' as const,
    text: words.skipped({ n: skipped.length }),
    detail: [...named, ...(more > 0 ? [words.moreSkipped({ n: more })] : [])].join('\n'),
  };
}
