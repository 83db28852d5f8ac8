import { closeSync, openSync, readSync } from 'node:fs';

import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import type { Picture } from './sample.ts';

/** Prepared pictures, read one at a time: the file may be larger than memory. */
export interface PictureSource {
  /** The picture's pixels; valid until the next call. Throws DemifaceError if the file does not hold them. */
  read(row: number): Picture;
  close(): void;
}

/** @throws DemifaceError `missing` or `unreadable` */
export function openPictures(path: string, size: number, channels: 1 | 3): PictureSource {
  const fd = guarded(path, () => openSync(path, 'r'));
  const data = new Uint8Array(size * size * channels);
  return {
    read(row) {
      let filled = 0;
      while (filled < data.length) {
        const at = row * data.length + filled;
        const got = guarded(path, () => readSync(fd, data, filled, data.length - filled, at));
        if (got === 0) throw new DemifaceError('corrupt', message('dataSet.preparedCutOff', { path, row }));
        filled += got;
      }
      return { data, size, channels };
    },
    close() {
      closeSync(fd);
    },
  };
}

function guarded<T>(path: string, access: () => T): T {
  try {
    return access();
  } catch (error) {
    const { code, message: reason } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new DemifaceError('missing', message('dataSet.preparedGone', { path }), {
        cause: error,
      });
    throw new DemifaceError('unreadable', message('files.noReading', { path, reason }), { cause: error });
  }
}
