/** Damaged inputs of every kind against the real readers, until the time is up or somebody stops it. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { fuzz, replay } from './run.ts';

const HELP = `Usage: npm run fuzz -- [--minutes N] [--seed S] [--kind K] [--out FOLDER]
       npm run fuzz -- --replay FOLDER

Makes damaged pictures, models, lists, published weights, checkpoints, databases, videos and payloads, and reads them
in processes of their own. A crash, a hang (30 s of the processor), an internal error, an unclear message, a stack trace or over 2 GB is
a finding: its input is kept in FOLDER (fuzz-findings) with the command that runs it again. The same seed makes the
same inputs. Exit code 1 if there are findings.

Example:
  $ npm run fuzz -- --minutes 30 --seed 7`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    kind: { type: 'string', multiple: true },
    out: { type: 'string', default: 'fuzz-findings' },
    replay: { type: 'string' },
    help: { type: 'boolean' },
  },
});
const say = (text: string) => void process.stdout.write(`${text}\n`);
const minutes = Number(values.minutes);
const seed = Number(values.seed);

if (values.help) say(HELP);
else if (!(minutes > 0) || !Number.isInteger(seed)) {
  process.stderr.write(`error: usage: --minutes takes a number over 0, --seed a whole number; see --help\n`);
  process.exitCode = 2;
} else if (values.replay !== undefined) process.exitCode = await replay(resolve(values.replay), say);
else {
  const options = { ms: 60_000 * minutes, seed, kinds: values.kind, out: resolve(values.out) };
  process.exitCode = await fuzz({ ...options, workers: Math.min(4, availableParallelism()) }, say);
}
