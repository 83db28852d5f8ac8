import { englishText } from '../../../messages/english.ts';
import { classFolders } from '../readers/class-folders.ts';
import { rootLists } from '../readers/csv.ts';
import { folderSplit } from '../readers/ferplus.ts';
import { some } from '../lists/wrong-layout.ts';
import { countText, splitsOf } from './layout-clues.ts';
import type { RootListing } from './root-listing.ts';

/** Why a folder has no known layout, and what to do, in words. @param pictures those of the listing */
export function whyNoLayout(listing: RootListing, pictures: readonly string[]): string {
  const { paths, foreign, damaged, skipped } = listing;
  const unpack = foreign.length > 0 ? `unpack ${some(foreign)} first` : undefined;
  const trouble = unpack ?? damaged[0];
  if (paths.length === 0)
    return (
      trouble ??
      (listing.isPartial
        ? 'its folders take long to list; choose the one that holds the data set itself'
        : skipped[0]
          ? `it holds no file that can be read: ${skipped[0].path} is left out (${englishText(skipped[0].reason)})`
          : 'the folder is empty')
    );
  if (pictures.length === 0) {
    if (trouble !== undefined) return `there are no pictures in it; ${trouble}`;
    return `there are no pictures in it, only ${some(paths)}`;
  }
  if (pictures.some(folderSplit))
    return `${splitsOf(pictures)} lie here without their votes; put fer2013new.csv of FER+ beside them`;
  const { problem } = classFolders(pictures);
  const lists = rootLists(listing);
  const found = [
    `found ${listing.isPartial ? 'pictures' : countText(pictures.length, 'picture')} such as ${pictures[0]!}`,
    ...(problem === undefined ? [] : [problem]),
    ...(lists.length > 0 ? [`${some(lists)} has no column file beside expression, gender or age`] : []),
    ...(trouble === undefined ? [] : [trouble]),
  ].join('; ');
  return `${found}. What they show must be said: by a folder a class (happiness, anger … or female, male, or ages), or by a list (.csv) with the columns file and expression, gender or age`;
}
