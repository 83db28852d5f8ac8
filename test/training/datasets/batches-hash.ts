/** For batches.test.ts: prints the hash of every batch that the plan in argv gives, as a process of its own. */
import { createHash } from 'node:crypto';

import { openBatches } from '../../../src/training/datasets/batches.ts';
import type { BatchOptions } from '../../../src/training/datasets/batches.ts';

const { options, epoch, close } = JSON.parse(process.argv[2] ?? '{}') as {
  options: BatchOptions;
  epoch: number;
  close: boolean;
};
const batches = openBatches(options);
const hashes: string[] = [];
for await (const { images, order } of batches.epoch(epoch)) {
  const hash = createHash('sha256').update(order);
  for (const view of images) hash.update(view);
  hashes.push(hash.digest('hex'));
}
console.log(JSON.stringify(hashes));
if (close) await batches.close();
