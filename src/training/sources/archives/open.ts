import { open } from 'node:fs/promises';
import { basename } from 'node:path';

import { CodedError, DemifaceError, messageOf } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import type { Archive } from './archive.ts';
import { listTar, tarEntries } from './tar.ts';
import { listTarGz, tarGzEntries } from './tar-gz.ts';
import { listZip, zipEntries } from './zip.ts';

const ENDINGS = /\.(tar|tar\.gz|tgz|zip)$/i;
const FOREIGN = /\.(rar|7z|gz|bz2|xz|zst|tbz2?|txz|z\d\d)$/i;

export function isArchive(path: string): boolean {
  return ENDINGS.test(path);
}

/** An archive of a kind that is not read here. */
export function isForeignArchive(path: string): boolean {
  return FOREIGN.test(path) && !isArchive(path);
}

/** Archives within archives, which are not read. @param paths below a root, archives counted as unpacked */
export function innerArchives(paths: readonly string[]): string[] {
  return paths.filter((path) => isArchive(path) || isForeignArchive(path));
}

/**
 * Lists an archive; what kind it is, its first bytes say.
 * @throws DemifaceError `unreadable`, naming it, when it is damaged
 */
export async function openArchive(path: string, signal?: AbortSignal): Promise<Archive> {
  try {
    switch (await kindOf(path)) {
      case 'tar.gz':
        return await listTarGz(path, signal);
      case 'zip':
        return await listZip(path, signal);
      case 'tar':
        return await listTar(path, signal);
    }
  } catch (error) {
    throw asDamaged(error, path);
  }
}

/**
 * Names of an archive's files as they come, so that who has seen enough of a large one can stop; a name may stand twice.
 * @throws DemifaceError as `openArchive`
 */
export async function* archiveNames(path: string, signal?: AbortSignal): AsyncGenerator<string> {
  try {
    switch (await kindOf(path)) {
      case 'tar.gz':
        for await (const { name, isLink } of tarGzEntries(path, { signal })) if (!isLink) yield name;
        return;
      case 'zip':
        for await (const { name } of zipEntries(path, signal)) yield name;
        return;
      case 'tar':
        for await (const { name, isLink } of tarEntries(path, { signal })) if (!isLink) yield name;
    }
  } catch (error) {
    throw asDamaged(error, path);
  }
}

async function kindOf(path: string): Promise<'tar.gz' | 'zip' | 'tar'> {
  const start = await firstBytes(path);
  if (start.length === 0) throw new CodedError(message('archive.empty'));
  if (start[0] === 0x1f && start[1] === 0x8b) return 'tar.gz';
  return start[0] === 0x50 && start[1] === 0x4b ? 'zip' : 'tar';
}

export function asDamaged(error: unknown, path: string): unknown {
  if (error instanceof DemifaceError) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== undefined)
    return new DemifaceError(
      'unreadable',
      message('archive.unreadable', { name: basename(path), error: String(code), path }),
      { cause: error },
    );
  const coded = messageOf(error);
  const what = typeof coded === 'string' ? coded.replaceAll('\n', ' ') : coded;
  return new DemifaceError(
    'unreadable',
    message('archive.damaged', { name: basename(path), error: what, path }),
    { cause: error },
  );
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
