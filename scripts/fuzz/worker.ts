/** First file of a worker process: runs one case after the other. What ends it or stops it is seen from outside. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DemifaceError } from '../../src/common/error.ts';
import { randomFor } from '../../src/common/math/random.ts';
import type { Fuzzer } from './fuzzer.ts';
import { checkMessage, UnclearMessage } from './fuzzer.ts';
import { KINDS } from './kinds/index.ts';
import type { FromWorker, Outcome, ToWorker } from './messages.ts';

const scratch = mkdtempSync(join(process.env['DEMIFACE_FUZZ_SCRATCH'] ?? tmpdir(), 'worker-'));
// Relative paths of inputs must not reach the folder that the harness was started in.
process.chdir(scratch);
process.env['DEMIFACE_HOME'] = join(scratch, 'home');

const fuzzers = new Map<string, Promise<Fuzzer>>();
const say = (message: FromWorker) => process.send!(message);

async function fuzzerOf(kind: string): Promise<Fuzzer> {
  let fuzzer = fuzzers.get(kind);
  if (!fuzzer) {
    const folder = join(scratch, kind);
    mkdirSync(folder);
    fuzzer = KINDS[kind]!().then((open) => open(folder));
    fuzzers.set(kind, fuzzer);
  }
  return fuzzer;
}

async function outcomeOf(message: ToWorker): Promise<Outcome> {
  const fuzzer = await fuzzerOf(message.kind);
  if (message.do === 'make and run') {
    const { seed, kind, number, folder } = message;
    await fuzzer.make(randomFor(seed, 'fuzz', kind, number), folder);
  }
  try {
    await fuzzer.run(message.folder);
    return { end: 'accepted', text: '' };
  } catch (error) {
    return judged(error);
  }
}

/** Only a `DemifaceError` of one clear line is an answer. */
function judged(error: unknown): Outcome {
  try {
    if (error instanceof DemifaceError) {
      checkMessage(error.message);
      return { end: 'refused', text: `${error.code}: ${error.message}` };
    }
  } catch (unclear) {
    return { end: 'finding', text: `unclear message: ${(unclear as Error).message}` };
  }
  const { message, stack = '' } = error as Error;
  const what = error instanceof UnclearMessage ? 'unclear message' : 'internal';
  return { end: 'finding', text: `${what}: ${message}\n${stack}` };
}

process.on('message', (message: ToWorker) => {
  outcomeOf(message).then(
    (outcome) => say({ say: 'outcome', outcome }),
    (error: Error) =>
      say({ say: 'outcome', outcome: { end: 'finding', text: `harness: ${error.stack ?? error.message}` } }),
  );
});
process.on('disconnect', () => process.exit(0));
say({ say: 'ready' });
