/** First file of the core: the process that works. `--home <folder>`: where its database lies. */
import { parseArgs } from 'node:util';

import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import type { FromCore, ToCore } from '../ipc/wire.ts';
import type { LockedHome } from './platform/lock-home.ts';
import { lockHome } from './platform/lock-home.ts';
import { openCore } from './open-core.ts';
import { keepMemoryOutOfCoreFiles } from './platform/core-files.ts';
import { portToShell } from './platform/port.ts';
import { refusalOf } from './platform/refusal.ts';
import { repairStore } from './platform/store/repair.ts';

const { values } = parseArgs({ options: { home: { type: 'string' } } });
if (values.home === undefined) throw new Error('--home is missing');
const folder = values.home;

keepMemoryOutOfCoreFiles();
const port = portToShell();
const say = (message: FromCore) => port.post(message);
/** Kept where the store cannot be opened, too: it is to be repaired then. */
let home: LockedHome | null = null;
let core: Awaited<ReturnType<typeof openCore>> | null = null;
/** Why there is no core. */
let problem: Error | undefined;

async function start(): Promise<void> {
  try {
    home ??= await lockHome(folder);
    core = await openCore(home, (event, payload) => say({ kind: 'event', event, payload }));
    say({ kind: 'ready' });
  } catch (error) {
    problem = error as Error;
    say({ kind: 'unusable', problem: refusalOf(error) });
  }
}

let repairing: Promise<{ text: string }> | undefined;

/** Only of a store that is damaged: a repair puts an older one in its place. One at a time: requests meanwhile get the same answer. */
function repair(): Promise<{ text: string }> {
  repairing ??= repairDamaged().finally(() => (repairing = undefined));
  return repairing;
}

async function repairDamaged(): Promise<{ text: string }> {
  if (core || !problem) throw new DemifaceError('usage', message('store.notDamaged'));
  if (refusalOf(problem).code !== 'corrupt') throw problem;
  home ??= await lockHome(folder);
  const text = repairStore(home.file);
  await start();
  return { text };
}

async function answer({ channel, payload }: Extract<ToCore, { kind: 'request' }>): Promise<unknown> {
  if (channel === 'store.repair') return repair();
  if (!core) throw problem ?? new DemifaceError('busy', message('store.opening'));
  const handler = core.handlers[channel] as (given: unknown) => unknown;
  return handler(payload);
}

async function end(): Promise<void> {
  await core?.close();
  process.exit(0);
}

port.onMessage((message) => {
  if (message.kind === 'close') return void end();
  const { id } = message;
  answer(message).then(
    (result) => say({ kind: 'result', id, result: result as never }),
    (error: unknown) => say({ kind: 'refused', id, refusal: refusalOf(error) }),
  );
});
port.onClose(() => void end());
await start();
