/** Mines once, in a process of its own: `node mine-once.ts FILE WIDTH ANCHORS`; says on stdout how much memory that took. */
import { resourceUsage } from 'node:process';

import { hardest } from '../../../src/training/mining/hardest.ts';
import { rowsInFile } from '../../../src/training/mining/rows.ts';
import { startEngine } from '../../../src/training/engine/tf.ts';

const [path, width, anchorCount] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])];
await startEngine();
const candidates = rowsInFile(path, width);
const found = await hardest({
  anchors: { ...candidates, count: anchorCount },
  candidates,
  anchorGroups: new Int32Array(anchorCount),
  candidateGroups: new Int32Array(candidates.count),
  groups: 8,
  allowed: () => true,
  pick: 'nearest',
});
console.log(JSON.stringify({ found: found.length, peakKiB: resourceUsage().maxRSS }));
