import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface PinnedWheel {
  /** Name and version, such as `pylsl==1.18.6`. */
  readonly requirement: string;
  readonly sha256: string;
  /** As pip names systems, such as `win_amd64`. */
  readonly platform: string;
  /** Such as `311`; none where the wheel fits every version. */
  readonly pythonVersion?: string;
}

/**
 * Downloads a wheel by pip, from the index that pip is set up for; pip checks its SHA-256.
 * @param folder where it lands, beside the list for pip
 * @returns its path; undefined if pip downloaded none
 * @throws what running pip throws
 */
export async function downloadWheel(
  folder: string,
  { requirement, sha256, platform, pythonVersion }: PinnedWheel,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, `${requirement} --hash=sha256:${sha256}\n`);
  const args = [
    '-m',
    'pip',
    'download',
    '--quiet',
    '--no-deps',
    '--require-hashes',
    '--only-binary',
    ':all:',
  ];
  const version = pythonVersion === undefined ? [] : ['--python-version', pythonVersion];
  const target = [...version, '--platform', platform, '-d', folder, '-r', requirements];
  await run(
    process.platform === 'win32' ? 'python' : 'python3',
    [...args, ...target],
    signal ? { signal } : {},
  );
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
  return wheel === undefined ? undefined : join(folder, wheel);
}
