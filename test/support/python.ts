import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * A Python with some packages of PyPI, made once in the cache: independent programs that tests compare with.
 * @param packages pinned, such as `python-osc==1.10.2`
 * @returns its program, or why there is none
 */
export function pythonWith(packages: readonly string[]): { python: string } | { lack: string } {
  const name = packages.join('+').replaceAll('==', '-');
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'demiface-tests', name);
  const python = join(folder, 'bin', 'python');
  if (existsSync(python)) return { python };
  const made = `${folder}.${process.pid}`;
  try {
    mkdirSync(made, { recursive: true });
    execFileSync('python3', ['-m', 'venv', made], { stdio: 'pipe' });
    execFileSync(join(made, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...packages], {
      stdio: 'pipe',
    });
    renameSync(made, folder);
    return { python };
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    if (existsSync(python)) return { python }; // Another worker was quicker.
    return { lack: `Python with ${packages.join(', ')} (${(error as Error).message.split('\n')[0]})` };
  }
}
