import type { CodedMessage } from '../../../messages/message.ts';
import { englishText } from '../../../messages/english.ts';
import { message } from '../../../messages/message.ts';
import { DemifaceError } from '../../../common/error.ts';
import { innerArchives } from '../archives/open.ts';
import type { Files } from '../files.ts';
import { isPictureFile } from '../../../common/pictures/picture-files.ts';
import { isListFile } from './table.ts';

/** What may hold labels but is not read. */
const OTHER_LISTS = /\.(txt|lst|xlsx?|ods|json|jsonl|xml|ya?ml|mat|npy|pkl|parquet)$/i;

/** The error for a root that does not hold what its layout asks for; `what` adds what stands in the way. */
export function wrongLayout(files: Files, expected: string, what?: string): DemifaceError {
  if (files.paths.length === 0) {
    const packed = files.foreign.length > 0 ? `; unpack ${some(files.foreign)} first` : '';
    const [first] = files.skipped;
    const what = first
      ? `holds no file that can be read: ${first.path} is left out (${englishText(first.reason)})`
      : 'is empty';
    return new DemifaceError('missing', `${files.root} ${what}${packed}; expected ${expected}`);
  }
  const pictures = files.paths.filter(isPictureFile);
  const lists = files.paths.filter(isListFile);
  const others = files.paths.filter((path) => OTHER_LISTS.test(path));
  const packed = [...files.foreign, ...innerArchives(files.paths)];
  const found = [
    `${pictures.length} picture${pictures.length === 1 ? '' : 's'}${pictures[0] ? ` such as ${pictures[0]}` : ''}`,
    lists.length > 0 ? `the lists ${some(lists)}` : 'no CSV list',
    ...(others.length > 0 ? [`other files such as ${some(others)}`] : []),
    ...(packed.length > 0 ? [`${some(packed)}, which must be unpacked first`] : []),
  ];
  const because = what === undefined ? '' : `${what}; `;
  return new DemifaceError(
    'mismatch',
    `${files.root}: ${because}found ${found.join(', ')}; expected ${expected}`,
  );
}

/** As many names as a line takes. */
export function someOf(names: readonly string[]): CodedMessage {
  const shown = names.slice(0, 3);
  const more = names.length - shown.length;
  return more > 0
    ? message('data.namesAndMore', { names: shown, more })
    : message('data.names', { names: shown });
}

/** The same for an error. */
export const some = (names: readonly string[]): string => englishText(someOf(names));
