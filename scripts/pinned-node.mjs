/** Where the lockfile's Node lies. Plain JavaScript: set-up runs it on Node 20, before anything is installed. */
import { join } from 'node:path';

/** @returns the program file in a folder that holds node_modules, there or not */
export function pinnedNodePath(folder, platform = process.platform, arch = process.arch) {
  const isWindows = platform === 'win32';
  const name = `node-${isWindows ? 'win' : platform}-${arch}`;
  return join(folder, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node');
}
