import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

import { DemifaceError } from '../../common/error.ts';
import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';

const run = promisify(execFile);

/** A program that is needed, and the Debian package that brings it. */
export interface SystemProgram {
  /** Command that exits with 0 where the program is there. */
  probe: readonly [string, ...string[]];
  debianPackage: string;
}

/** What reads videos. */
export const FFMPEG: readonly SystemProgram[] = [
  { probe: ['ffmpeg', '-version'], debianPackage: 'ffmpeg' },
  { probe: ['ffprobe', '-version'], debianPackage: 'ffmpeg' },
];

function isThere({ probe: [command, ...args] }: SystemProgram): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/**
 * Makes sure that programs outside npm are there. As root on Debian it installs what is missing itself.
 * @throws DemifaceError `missing` with the line that installs them, where it cannot
 */
export async function ensurePrograms(
  programs: readonly SystemProgram[],
  note: (message: CodedMessage) => void,
): Promise<void> {
  const missing = programs.filter((program) => !isThere(program));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((program) => program.debianPackage))];
  const line = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  const isDebianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  let failure: string | undefined;
  if (isDebianRoot) {
    note(message('engine.systemPackages', { packages }));
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    try {
      await run('apt-get', ['update', '-qq'], { env });
      await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
      if (programs.every(isThere)) return;
    } catch (error) {
      failure = lastLine((error as { stderr?: string }).stderr || (error as Error).message);
    }
  }
  const commands = missing.map((program) => program.probe[0]).join(', ');
  throw new DemifaceError(
    'missing',
    failure === undefined
      ? message('engine.programsMissing', { commands, line })
      : message('engine.programsNotInstalled', { commands, line, error: failure }),
  );
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
