import type { CodedMessage } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import { innerArchives } from '../archives/open.ts';
import { classFolders } from '../readers/class-folders.ts';
import { rootLists } from '../readers/csv.ts';
import { folderSplit } from '../readers/ferplus.ts';
import { truncatedList } from '../lists/wrong-layout.ts';
import { countOf, splitsOf } from './layout-evidence.ts';
import type { RootListing } from './root-listing.ts';

/** Why a folder has no known layout, and what to do, in parts. @param pictures those of the listing */
export function missingLayoutReasons(listing: RootListing, pictures: readonly string[]): CodedMessage[] {
  const { paths, foreign, damaged, isPartial } = listing;
  const packed = [...foreign, ...innerArchives(paths)];
  const trouble =
    packed.length > 0
      ? [message('layout.unpack', { archives: truncatedList(packed) })]
      : damaged.slice(0, 1).map((error) => message('layout.error', { error }));
  if (paths.length === 0) return trouble.length > 0 ? trouble : [whyNothing(listing)];
  if (pictures.length === 0)
    return trouble.length > 0
      ? [message('layout.noPictures'), ...trouble]
      : [message('layout.noPicturesOnly', { files: truncatedList(paths) })];
  if (pictures.some(folderSplit)) return [message('layout.withoutVotes', { folders: splitsOf(pictures) })];
  const { problem } = classFolders(pictures);
  const lists = rootLists(listing);
  return [
    message('layout.found', { pictures: countOf(pictures, isPartial), example: pictures[0]! }),
    ...(problem === undefined ? [] : [problem]),
    ...(lists.length > 0 ? [message('layout.listsWithoutFiles', { lists: truncatedList(lists) })] : []),
    ...trouble,
    message('layout.sayClasses'),
  ];
}

function whyNothing({ isPartial, skipped: [first] }: RootListing): CodedMessage {
  if (isPartial) return message('layout.slow');
  if (!first) return message('layout.empty');
  return message('layout.nothingReadable', { path: first.path, reason: first.reason });
}
