import { join } from 'node:path';

import { cacheFolder } from '../../../../../artifact/places.ts';
import type { Layout } from '../../../../../training/sources/types.ts';

/** How pictures are prepared to be looked at. FER2013 is gray throughout: a third of the bytes holds all of it. */
export function thumbnailOf(layout: Layout): { size: number; color: 'gray' | 'rgb' } {
  return { size: 96, color: layout === 'ferplus' || layout === 'fer2013' ? 'gray' : 'rgb' };
}

/** Where prepared pictures lie, for training and for looking. */
export function preparedFolder(): string {
  return join(cacheFolder(), 'prepared');
}
