import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { fromBufferPromise } from 'yauzl';

import { cacheFolder } from '../../../../../../artifact/places.ts';
import { CodedError, CodedRefusal, messageOf } from '../../../../../../common/error.ts';
import { writeFileAtomic } from '../../../../../../common/files/atomic.ts';
import { downloadWheel } from '../../../../../../common/files/pip-wheel.ts';
import { interruptedError } from '../../../../../../common/interrupted.ts';
import { sha256 } from '../../../../../../common/sha256.ts';
import { message } from '../../../../../../messages/message.ts';

/** liblsl (MIT), as it ships in the wheels of pylsl on PyPI. */
const LIBLSL_VERSION = '1.18.0';

interface Wheel {
  /** As pip names it. */
  readonly platform: string;
  readonly sha256: string;
  /** The library within. */
  readonly file: string;
}

/** Which release of pylsl has it. */
const PYLSL = 'pylsl==1.18.6';
const WHEELS: Readonly<Record<string, Wheel>> = {
  'linux-x64': {
    platform: 'manylinux_2_35_x86_64',
    file: 'pylsl/lib/liblsl.so',
    sha256: 'd184abba5318c85a456ff1ca88a1960e194ab7c7ac2f31b6d0a06726e36b91e1',
  },
  'win32-x64': {
    platform: 'win_amd64',
    file: 'pylsl/lib/lsl.dll',
    sha256: '2ea0d831cc38653a2fc69a6242ffeb2315b82ab31719c255330afe3d6b7421dc',
  },
  darwin: {
    platform: 'macosx_11_0_universal2',
    file: 'pylsl/lib/liblsl.dylib',
    sha256: '0e98ead8a6a24db608074c986f720cd9c0727e9a798f0eb9369b90ab9367fcf0',
  },
};

const TIMEOUT_MS = 5 * 60_000;

function wheel(): Wheel | undefined {
  return WHEELS[`${process.platform}-${process.arch}`] ?? WHEELS[process.platform];
}

/** The library's file, once it is installed. */
export function liblslPath(): string {
  const ending = { win32: 'dll', darwin: 'dylib' }[process.platform as string] ?? 'so';
  return join(cacheFolder(), 'liblsl', `${LIBLSL_VERSION}-${process.platform}-${process.arch}.${ending}`);
}

export const isLiblslInstalled = (): boolean => existsSync(liblslPath());

export interface InstallLiblslOptions {
  progress: (done: number, total: number) => void;
  signal: AbortSignal;
  /** Gives the wheel's bytes; by pip unless a test replaces it. */
  download?: (wheel: Wheel, options: Omit<InstallLiblslOptions, 'download'>) => Promise<Uint8Array>;
}

/**
 * Downloads the library and puts it into the cache, when a person requests it. Its checksum is pinned.
 * @returns its path
 * @throws CodedRefusal `missing` if there is none for this system or it cannot be downloaded, `mismatch` if it is another
 * file; DemifaceError `disk`, `interrupted`
 */
export async function installLiblsl({ download = byPip, ...options }: InstallLiblslOptions): Promise<string> {
  const found = wheel();
  if (!found)
    throw new CodedRefusal(
      'missing',
      message('streams.lslNotForSystem', { system: `${process.platform} ${process.arch}` }),
    );
  const archive = await download(found, options);
  if (sha256(archive) !== found.sha256) throw new CodedRefusal('mismatch', message('streams.lslMismatch'));
  const path = liblslPath();
  writeFileAtomic(path, await unpack(archive, found.file));
  return path;
}

async function unpack(archive: Uint8Array, file: string): Promise<Buffer> {
  const zip = await fromBufferPromise(Buffer.from(archive));
  for await (const entry of zip.eachEntry())
    if (entry.fileName === file) return buffer(await zip.openReadStreamPromise(entry));
  throw new CodedError(message('streams.lslNotInWheel', { file }));
}

async function byPip(
  { platform, sha256 }: Wheel,
  { progress, signal }: Omit<InstallLiblslOptions, 'download'>,
): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'demiface-liblsl-'));
  progress(0, 1);
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const path = await downloadWheel(folder, { requirement: PYLSL, sha256, platform }, limited);
    if (path === undefined) throw new CodedError(message('streams.lslNoWheel'));
    progress(1, 1);
    return readFileSync(path);
  } catch (error) {
    if (signal.aborted) throw interruptedError();
    const { stderr } = error as { stderr?: string };
    if (stderr?.includes('DO NOT MATCH THE HASHES'))
      throw new CodedRefusal('mismatch', message('streams.lslMismatch'), { cause: error });
    const reason = stderr?.trim().split('\n').at(-1) || messageOf(error);
    throw new CodedRefusal('missing', message('streams.lslNotDownloaded', { reason }), { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
