import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';

import { DemifaceError } from '../error.ts';
import { sha256 } from '../sha256.ts';
import type { StoredMessage } from '../../messages/message.ts';

/**
 * Holds a file that is being written for this caller alone, until it is released or its process ends, however it ends:
 * the holder listens on a local name made from the path, which the system gives to one at a time and frees by itself. So
 * nothing stale is left, and nobody has to guess whether an owner still runs. It holds within one machine.
 * @param path in a folder that is there
 * @returns releases it
 * @throws DemifaceError `busy` with `held` if it is held already
 */
export async function lockFile(path: string, held: StoredMessage): Promise<() => void> {
  const server = createServer((socket) => socket.destroy());
  server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new DemifaceError('busy', held) : error),
    );
    server.listen(nameOf(path), resolve);
  });
  return () => void server.close();
}

/** Of a name in Linux's abstract namespace, or of a pipe of Windows: neither is a file. */
function nameOf(path: string): string {
  const real = join(realpathSync(dirname(path)), basename(path));
  const name = `demiface-${sha256(real)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}`;
}
