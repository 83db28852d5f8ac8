import type { RefusalCode } from '../../main/ipc/contract.ts';

/** What a refusal means, before its own message. */
export const refusalMessages: Readonly<Record<RefusalCode, string>> = {
  usage: 'This cannot be done as it was asked',
  missing: 'Something is not there',
  unreadable: 'A file cannot be read',
  corrupt: 'A file is damaged',
  mismatch: 'Two things do not fit together',
  ambiguous: 'This could mean several things',
  disk: 'The disk refused',
  busy: 'Something else holds it',
  diverged: 'Training has diverged',
  engine: 'The engine refused',
  interrupted: 'Stopped',
  core: 'The background service is not running',
  internal: 'Something went wrong inside Demiface',
  sender: 'Refused',
  payload: 'This cannot be asked so',
};
