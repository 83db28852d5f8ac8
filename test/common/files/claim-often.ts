/** `claim-often.ts <folder> <inside> <times>`: takes a folder so many times; the last time it is killed as its owner. */
import { rmSync, writeFileSync } from 'node:fs';

import { tryClaim } from '../../../src/common/files/folder-claim.ts';

const [, , folder = '', inside = '', times = '0'] = process.argv;

for (let left = Number(times); left > 0;) {
  const answer = tryClaim(folder);
  if (!('release' in answer)) continue;
  writeFileSync(inside, String(process.pid), { flag: 'wx' }); // fails where another process is inside
  rmSync(inside);
  left--;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
  answer.release();
}
