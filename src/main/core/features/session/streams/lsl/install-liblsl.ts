import { existsSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { fromBufferPromise } from 'yauzl';

import { cacheFolder } from '../../../../../../artifact/places.ts';
import { CodedRefusal } from '../../../../../../common/error.ts';
import { writeFileAtomic } from '../../../../../../common/files/atomic.ts';
import { interrupted } from '../../../../../../common/interrupted.ts';
import { sha256 } from '../../../../../../common/sha256.ts';
import { message } from '../../../../../../messages/message.ts';

/** liblsl (MIT), as it ships in the wheels of pylsl on PyPI. */
export const LIBLSL_VERSION = '1.18.0';

interface Wheel {
  readonly url: string;
  readonly sha256: string;
  /** The library within. */
  readonly file: string;
}

const HOST = 'https://files.pythonhosted.org/packages';
const WHEELS: Readonly<Record<string, Wheel>> = {
  'linux-x64': {
    url: `${HOST}/f1/a9/225d65b20dc80bad944d271354345e012d6666c72d5318b78e591a389997/pylsl-1.18.6-py3-none-manylinux_2_35_x86_64.whl`,
    file: 'pylsl/lib/liblsl.so',
    sha256: 'd184abba5318c85a456ff1ca88a1960e194ab7c7ac2f31b6d0a06726e36b91e1',
  },
  'win32-x64': {
    url: `${HOST}/3e/96/bf1454712d30c7ad69975fb72e18bab8666adb2e3baf1c4cccec549aff2e/pylsl-1.18.6-py3-none-win_amd64.whl`,
    file: 'pylsl/lib/lsl.dll',
    sha256: '2ea0d831cc38653a2fc69a6242ffeb2315b82ab31719c255330afe3d6b7421dc',
  },
  darwin: {
    url: `${HOST}/6e/8c/a321631d26c9933ced7c51fd455e161481c3dd4e2d2c17820164104fa284/pylsl-1.18.6-py3-none-macosx_11_0_universal2.whl`,
    file: 'pylsl/lib/liblsl.dylib',
    sha256: '0e98ead8a6a24db608074c986f720cd9c0727e9a798f0eb9369b90ab9367fcf0',
  },
};

/** Of a wheel; the largest is 1.5 MB. */
const MOST_BYTES = 16 * 1024 ** 2;
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
  /** Gives the wheel's bytes; from PyPI unless a test says otherwise. */
  download?: (url: string, options: Omit<InstallLiblslOptions, 'download'>) => Promise<Uint8Array>;
}

/**
 * Downloads the library and puts it into the cache, when a person asks for it. Its checksum is pinned.
 * @returns its path
 * @throws CodedRefusal `missing` if there is none for this system or it cannot be downloaded, `mismatch` if it is another
 * file; DemifaceError `disk`, `interrupted`
 */
export async function installLiblsl({
  download = fromPyPI,
  ...options
}: InstallLiblslOptions): Promise<string> {
  const found = wheel();
  if (!found)
    throw new CodedRefusal(
      'missing',
      message('streams.lslNotForSystem', { system: `${process.platform} ${process.arch}` }),
    );
  const archive = await download(found.url, options);
  if (sha256(archive) !== found.sha256) throw new CodedRefusal('mismatch', message('streams.lslMismatch'));
  const path = liblslPath();
  writeFileAtomic(path, await unpack(archive, found.file));
  return path;
}

async function unpack(archive: Uint8Array, file: string): Promise<Buffer> {
  const zip = await fromBufferPromise(Buffer.from(archive));
  for await (const entry of zip.eachEntry())
    if (entry.fileName === file) return buffer(await zip.openReadStreamPromise(entry));
  throw new Error(`no ${file} in the wheel`);
}

async function fromPyPI(
  url: string,
  { progress, signal }: Omit<InstallLiblslOptions, 'download'>,
): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) });
    if (!response.ok || !response.body) throw new Error(`the server answers ${response.status}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of response.body) {
      bytes += part.length;
      if (bytes > MOST_BYTES) throw new Error('the file is larger than expected');
      parts.push(part);
      progress(bytes, Math.max(total, bytes));
    }
    return Buffer.concat(parts);
  } catch (error) {
    if (signal.aborted) throw interrupted();
    const { message: text, cause } = error as Error;
    const reason = cause instanceof Error ? cause.message : text;
    throw new CodedRefusal('missing', message('streams.lslNotDownloaded', { reason }), { cause: error });
  }
}
