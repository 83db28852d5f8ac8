import type { CodedMessage, MessageValue } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import { DemifaceError } from '../../../common/error.ts';
import { innerArchives } from '../archives/open.ts';
import type { Files } from '../files.ts';
import { isPictureFile } from '../../../common/pictures/picture-files.ts';
import { isListFile } from './table.ts';

/** What may hold labels but is not read. */
const OTHER_LISTS = /\.(txt|lst|xlsx?|ods|json|jsonl|xml|ya?ml|mat|npy|pkl|parquet)$/i;

/** The error for a root that does not hold what its layout requires; `problem` is what stands in the way. */
export function wrongLayout(files: Files, expected: CodedMessage, problem?: CodedMessage): DemifaceError {
  if (files.paths.length === 0) return new DemifaceError('missing', nothingIn(files, expected));
  const found = foundIn(files);
  const { root } = files;
  return new DemifaceError(
    'mismatch',
    problem
      ? message('lists.foundBut', { root, problem, found, expected })
      : message('lists.found', { root, found, expected }),
  );
}

function nothingIn({ root, foreign, skipped: [first] }: Files, expected: CodedMessage): CodedMessage {
  const archives = truncatedList(foreign);
  if (!first)
    return foreign.length > 0
      ? message('lists.rootPacked', { root, archives, expected })
      : message('lists.rootEmpty', { root, expected });
  const facts = { root, path: first.path, reason: first.reason, expected };
  return foreign.length > 0
    ? message('lists.rootSkippedPacked', { ...facts, archives })
    : message('lists.rootSkipped', facts);
}

function foundIn(files: Files): CodedMessage[] {
  const pictures = files.paths.filter(isPictureFile);
  const lists = files.paths.filter(isListFile);
  const others = files.paths.filter((path) => OTHER_LISTS.test(path));
  const packed = [...files.foreign, ...innerArchives(files.paths)];
  const n = pictures.length;
  return [
    pictures[0]
      ? message('lists.nPicturesSuchAs', { n, example: pictures[0] })
      : message('lists.nPictures', { n }),
    lists.length > 0 ? message('lists.theLists', { lists: truncatedList(lists) }) : message('lists.noCsv'),
    ...(others.length > 0 ? [message('lists.otherFiles', { files: truncatedList(others) })] : []),
    ...(packed.length > 0 ? [message('lists.toUnpack', { archives: truncatedList(packed) })] : []),
  ];
}

/** As many names as a line takes. */
export function truncatedList(names: readonly MessageValue[]): CodedMessage {
  const shown = names.slice(0, 3);
  const more = names.length - shown.length;
  return more > 0
    ? message('data.namesAndMore', { names: shown, more })
    : message('data.names', { names: shown });
}
