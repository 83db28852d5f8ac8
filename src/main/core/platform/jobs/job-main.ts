/** First file of a job's process. It ends with its job; if the core ends before, it stops as on request. */
import { constants, setPriority } from 'node:os';

import { refusalOf } from '../refusal.ts';
import type { FromJob, Job, ToJob } from './job.ts';

/** How long a job may take to stop once nobody listens any more. */
const STOP_TIMEOUT_MS = 30_000;

// Interactive programs come first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const stop = new AbortController();
const say = (message: FromJob) => process.connected && process.send!(message, () => {});
/** The last message: once it is sent the process ends, whatever else keeps it alive. */
const end = (message: FromJob) => {
  if (!process.connected) return process.exit(0);
  process.send!(message, () => process.exit(0));
};

process.on('message', (message: ToJob) => {
  if (message.kind === 'stop') return stop.abort();
  void run(message);
});
process.on('disconnect', () => {
  stop.abort();
  setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
});

async function run({ module, name, payload }: Extract<ToJob, { kind: 'run' }>): Promise<void> {
  try {
    const { [name]: job } = (await import(module)) as Record<string, Job<unknown, unknown>>;
    if (!job) throw new Error(`${module} has no job ${name}`);
    const result = await job(payload, {
      progress: (done, total, step) => say({ kind: 'progress', done, total, step: step ?? null }),
      emit: (event) => say({ kind: 'event', event }),
      signal: stop.signal,
    });
    end({ kind: 'result', result });
  } catch (error) {
    end({ kind: 'refused', refusal: refusalOf(error) });
  }
}
