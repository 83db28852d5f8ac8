import { basename, dirname, resolve } from 'node:path';

import type { LabelOrderId } from '../../../artifact/label-orders.ts';
import { DemifaceError } from '../../../common/error.ts';
import { isPictureFile, unsupportedKind } from '../../../common/pictures/picture-files.ts';
import type { CodedMessage } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import { isListFile } from '../lists/table.ts';
import { truncatedList } from '../lists/wrong-layout.ts';
import { beginsAffectnet, isAffectnetList } from '../readers/affectnet.ts';
import { listHeader } from '../readers/csv-row.ts';
import { rootLists } from '../readers/csv.ts';
import type { Layout } from '../types.ts';
import type { LayoutEvidence } from './layout-evidence.ts';
import { csvClue, firstRow, folderClue, namedSets, pixelClue, voteLists } from './layout-evidence.ts';
import type { RootListing } from './root-listing.ts';
import { listRoot } from './root-listing.ts';
import { missingLayoutReasons } from './missing-layout-reasons.ts';

/** What a folder looks like. */
export interface DetectedLayout {
  layout: Layout | null;
  /** Why this layout, or what is missing, in parts. */
  reason: CodedMessage[];
  /** A name to show it under. */
  name: string;
  /** Picture files; null where there was no time to count them all. */
  pictures: number | null;
  /** Label orders to choose from where classes are bare numbers: one of each list. */
  choices: readonly (readonly LabelOrderId[])[];
  /** A list gives boxes of faces. */
  hasBoxes: boolean;
}

/** Time for listing; what is left over of a second is for the beginnings of lists. */
const LISTING_MS = 650;

const PUBLIC_NAMES: Partial<Record<Layout, string>> = {
  ferplus: 'FER+',
  affectnet: 'AffectNet',
  utkface: 'UTKFace',
  fer2013: 'FER2013',
  'raf-db': 'RAF-DB',
};

/**
 * Detects the layout of a folder by names and the beginnings of lists, within about a second however large it is. Whether
 * everything fits together, only reading it shows.
 * @throws DemifaceError `missing` if there is no such folder, `mismatch` for a file that is no data set, `unreadable`, `interrupted`
 */
export async function detectLayout(
  root: string,
  { withinMs = LISTING_MS, signal }: { withinMs?: number; signal?: AbortSignal } = {},
): Promise<DetectedLayout> {
  const listing = await listRoot(root, { withinMs, signal });
  const pictures = listing.paths.filter(isPictureFile);
  const isList = isListFile(root);
  const named = isList ? [] : await namedSets(listing, pictures);
  const clue = isList
    ? await listClue(listing, pictures)
    : (named[0] ?? (await pixelClue(listing)) ?? (await csvClue(listing, pictures)) ?? folderClue(pictures));
  const ownName = basename(root).replace(/\.(csv|tsv|tar|tgz|tar\.gz|zip)$/i, '') || root;
  const more = [...passedOver(listing), ...(listing.isPartial ? [message('layout.more')] : [])];
  const result = {
    name: ownName,
    pictures: listing.isPartial ? null : pictures.length,
    choices: [],
    hasBoxes: false,
  };
  if (named.length > 1) {
    const sets = named.map(({ layout }) => PUBLIC_NAMES[layout]!);
    return { ...result, layout: null, reason: [message('layout.several', { sets })] };
  }
  if (!clue)
    return { ...result, layout: null, reason: [...missingLayoutReasons(listing, pictures), ...more] };
  return {
    ...result,
    layout: clue.layout,
    reason: [...clue.why, ...more],
    name: PUBLIC_NAMES[clue.layout] ?? ownName,
    choices: clue.choices ?? [],
    hasBoxes: clue.hasBoxes ?? false,
  };
}

/**
 * Of a list that was chosen by itself: what lies beside it is a data set only together with it.
 * @throws DemifaceError `mismatch` for a list without pictures
 */
async function listClue(
  listing: RootListing,
  pictures: readonly string[],
): Promise<LayoutEvidence | undefined> {
  const clue = (await pixelClue(listing)) ?? (await csvClue(listing, pictures));
  if (clue) return clue;
  const list = rootLists(listing)[0]!;
  const isVotes = voteLists([list]).length > 0;
  const whole = (await namedSets(listing, pictures)).find(({ layout }) =>
    layout === 'ferplus' ? isVotes : layout === 'affectnet' && isAffectnetList(list),
  );
  if (whole) return whole;
  const cells = await firstRow(listing, list);
  if (cells && listHeader(cells)) return undefined; // its pictures are missing
  const isAffectnet = cells !== undefined && isAffectnetList(list) && beginsAffectnet(cells);
  if (isVotes || isAffectnet) throw withoutPictures(list, isVotes ? 'ferplus' : 'affectnet');
  const folder = dirname(resolve(listing.root));
  throw new DemifaceError(
    'mismatch',
    cells
      ? message('lists.beginsOtherwise', { list, cells: truncatedList(cells), folder })
      : message('lists.emptyList', { list, folder }),
  );
}

/** Where the pictures of a list lie, as published. */
const PICTURE_FOLDERS = {
  ferplus: message('text.and', { first: ['FER2013Train', 'FER2013Valid'], next: 'FER2013Test' }),
  affectnet: 'Manually_Annotated_Images',
} as const;

function withoutPictures(list: string, layout: keyof typeof PICTURE_FOLDERS): DemifaceError {
  return new DemifaceError(
    'missing',
    message('lists.picturesNotBeside', {
      list,
      layout: PUBLIC_NAMES[layout]!,
      folders: PICTURE_FOLDERS[layout],
    }),
  );
}

/** `12 files passed over (HEIC is not read; save it as JPEG or PNG)` */
function passedOver({ paths }: RootListing): CodedMessage[] {
  const reasons = paths.flatMap((path) => unsupportedKind(path) ?? []);
  return [...Map.groupBy(reasons, (reason) => JSON.stringify(reason)).values()].map((same) =>
    message('layout.passedOver', { n: same.length, reason: same[0]! }),
  );
}
