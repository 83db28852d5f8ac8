import type { Files } from '../files.ts';
import { openFiles } from '../files.ts';
import { openPixelList } from '../lists/pixel-list.ts';
import type { Layout } from '../types.ts';

/** The files of a data set, those that a list holds as numbers among them. @throws DemifaceError as `openFiles` */
export async function openDataSet(layout: Layout, root: string, signal?: AbortSignal): Promise<Files> {
  const files = await openFiles(root, signal);
  return layout === 'fer2013' ? openPixelList(files, signal) : files;
}
