import { join } from 'node:path';

import { cacheFolder } from '../../../artifact/places.ts';

/** How pictures are prepared to be looked at. */
export const THUMBNAIL = { size: 96, color: 'rgb' } as const;

/** Where prepared pictures lie, for training and for looking. */
export function preparedFolder(): string {
  return join(cacheFolder(), 'prepared');
}
