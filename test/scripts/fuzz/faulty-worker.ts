/** A worker whose cases go wrong in each way that the harness has to see; the kind says which. */
import type { FromWorker, ToWorker } from '../../../scripts/fuzz/messages.ts';

const say = (message: FromWorker) => process.send!(message);
const kept: Buffer[] = [];

process.on('message', ({ kind }: ToWorker) => {
  if (kind === 'crash') process.abort();
  if (kind === 'exit') process.exit(3);
  if (kind === 'hang') for (;;);
  if (kind === 'wait') return;
  if (kind === 'memory') for (;;) kept.push(Buffer.alloc(2 ** 20, kept.length + 1));
  if (kind === 'trace') process.stderr.write(`${new Error('told on stderr').stack}\n`);
  process.stderr.write('', () => say({ say: 'outcome', outcome: { end: 'accepted', text: '' } }));
});
say({ say: 'ready' });
