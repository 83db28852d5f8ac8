import { open } from 'node:fs/promises';

import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import { LimitedThread, LimitExceeded } from '../../../common/limited-thread.ts';
import { kerasOperations } from './keras-operations.ts';
import type { KerasCalls } from './keras-worker.ts';
import type { PublishedFile, PublishedRole } from './published-file.ts';

const SIGNATURE = '\x89HDF\r\n\x1a\n';
/** What a call may take, and beside it for each byte of the file: several times what whole files take. */
const LIMITS = { cpuMs: 5000, bytes: 512e6 };
const LIMITS_PER_BYTE = { cpuMs: 1e-4, bytes: 8 };

/**
 * Opens weights as Keras saves them in HDF5, alone or within a whole model. The library reads some damaged files for ever,
 * so it has a thread of its own (docs/adr/0094-read-hdf5-in-a-limited-thread.md). The caller closes.
 * @throws DemifaceError `unreadable` if it is no HDF5 file, `corrupt` if it is cut short or damaged, `mismatch` if it
 * holds something else; the reason of the abort
 */
export async function openKerasH5(path: string, signal?: AbortSignal): Promise<PublishedFile> {
  const size = await checkedSize(path);
  const limits = {
    cpuMs: LIMITS.cpuMs + LIMITS_PER_BYTE.cpuMs * size,
    bytes: LIMITS.bytes + LIMITS_PER_BYTE.bytes * size,
  };
  const thread = new LimitedThread<KerasCalls>(new URL('./keras-worker.ts', import.meta.url), limits, signal);
  const refusing = <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((error: unknown) => {
      if (!(error instanceof LimitExceeded)) throw error;
      const what = `reading it takes ${error.message}`;
      throw new DemifaceError('corrupt', message('weights.damaged', { path, detail: what }), {
        cause: error,
      });
    });
  try {
    const { layers, config } = await refusing(thread.call('open', path));
    const arrayOf = (layer: string, role: PublishedRole, shape: readonly number[]) => ({
      shape,
      order: 'row' as const,
      read: () => refusing(thread.call('read', layer, role)),
    });
    const operations = config === undefined ? undefined : kerasOperations(config);
    return {
      path,
      layers: new Map(
        [...layers].map(([name, shapes]) => [
          name,
          new Map([...shapes].map(([role, shape]) => [role, arrayOf(name, role, shape)])),
        ]),
      ),
      ...(operations && { operations }),
      close: () => thread.close(),
    };
  } catch (error) {
    thread.close();
    throw error;
  }
}

async function checkedSize(path: string): Promise<number> {
  const file = await open(path);
  try {
    const start = Buffer.alloc(SIGNATURE.length);
    await file.read(start, 0, start.length, 0);
    if (start.toString('latin1') !== SIGNATURE)
      throw new DemifaceError('unreadable', message('weights.noHdf5', { path }));
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}
