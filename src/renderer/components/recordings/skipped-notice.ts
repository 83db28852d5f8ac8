import { printable } from '../../../artifact/printable.ts';
import type { AddedRecordings } from '../../../main/ipc/contract.ts';
import { formatCount } from '../../format.ts';
import { recordings as words } from '../../words/recordings.ts';
import { fileName } from './file-name.ts';

/** The corner holds no more lines. */
const MOST = 4;

/** Names what of the chosen folders is not read. It stays until it is dismissed. */
export function skippedNotice(skipped: AddedRecordings['skipped']) {
  const named = skipped
    .slice(0, MOST)
    .map(({ path, reason }) => `${printable(fileName(path.replace(/[\\/]$/, '')))}: ${reason}`);
  const more = skipped.length - named.length;
  return {
    tone: 'bad' as const,
    text: words.skipped(skipped.length, formatCount(skipped.length)),
    detail: [...named, ...(more > 0 ? [words.moreSkipped(formatCount(more))] : [])].join('\n'),
  };
}
