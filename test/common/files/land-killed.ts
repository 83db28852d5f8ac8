/** `land-killed.ts <folder> <path> <n>`: lands a folder and is killed before its n-th change of the disk. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [, , folder = '', path = '', n = '0'] = process.argv;
const { renameSync, rmSync } = fs;
let changes = 0;
const counted =
  <A extends unknown[], R>(change: (...given: A) => R) =>
  (...given: A): R => {
    if (++changes === Number(n)) process.kill(process.pid, 'SIGKILL');
    return change(...given);
  };
fs.renameSync = counted(renameSync);
fs.rmSync = counted(rmSync);
syncBuiltinESMExports();

const { landFolder } = await import('../../../src/common/files/atomic.ts');
landFolder(folder, path);
process.stdout.write(String(changes));
