/** First file of the process that answers Insights: `insights-main.ts <database>`. It ends with the core. */
import { constants, setPriority } from 'node:os';

import { refusalOf } from '../../../platform/refusal.ts';
import { readStore } from '../../../platform/store/store.ts';
import { resultOf } from './answer.ts';
import type { FromInsights, ToInsights } from './insights-process.ts';

// Frames come first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('the database is missing');
const store = readStore(file);
const say = (message: FromInsights) => process.connected && process.send!(message, () => {});

process.on('message', ({ id, settings, ask, nowMs }: ToInsights) => {
  try {
    say({ id, answer: resultOf(store, settings, ask, nowMs) });
  } catch (error) {
    say({ id, refusal: refusalOf(error) });
  }
});
process.on('disconnect', () => process.exit(0));
