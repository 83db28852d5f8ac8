/** First file of a job's process. It ends with its job; if the core ends before, it stops as if it had been told to. */
import { refusalOf } from '../refusal.ts';
import type { FromJob, Job, ToJob } from './job.ts';
import { JOBS } from './kinds/index.ts';

const stop = new AbortController();
const say = (message: FromJob) => process.connected && process.send!(message);

process.on('message', (message: ToJob) => {
  if (message.kind === 'stop') return stop.abort();
  void run(message.job as keyof typeof JOBS, message.payload);
});
process.on('disconnect', () => stop.abort());

async function run(name: keyof typeof JOBS, payload: unknown): Promise<void> {
  try {
    const job = (await JOBS[name]()) as unknown as Job<unknown, unknown>;
    const result = await job(payload, {
      progress: (done, total, text = '') => say({ kind: 'progress', done, total, text }),
      tell: (news) => say({ kind: 'news', news }),
      signal: stop.signal,
    });
    say({ kind: 'result', result });
  } catch (error) {
    say({ kind: 'refused', refusal: refusalOf(error) });
  }
  // Messages are in the pipe before the channel closes; what keeps the process alive besides is not waited for.
  process.disconnect?.();
  setTimeout(() => process.exit(0), 500).unref();
}
