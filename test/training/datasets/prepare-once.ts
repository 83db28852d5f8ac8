/** Prepares the FER+ root of the first argument into the cache of the second; a test kills it. */
import { prepare } from '../../../src/training/datasets/prepared.ts';
import { readDataSet } from '../../../src/training/sources/readers/index.ts';

const [root = '', cacheFolder = ''] = process.argv.slice(2);
const dataSet = await readDataSet('ferplus', root);
const { fingerprint } = await prepare(dataSet, {
  size: 48,
  color: 'gray',
  cacheFolder,
  onProgress: (done) => process.stderr.write(`${done}\n`),
});
process.stdout.write(fingerprint);
