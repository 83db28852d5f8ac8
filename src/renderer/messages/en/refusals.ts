/** What a refusal means; its own message stands under Details. */
export const refusals = {
  usage: 'The request is not valid',
  missing: 'Something was not found',
  unreadable: 'A file cannot be read',
  corrupt: 'A file is damaged',
  mismatch: 'Two things do not fit together',
  ambiguous: 'The request is ambiguous',
  disk: 'The disk cannot be written or is full',
  busy: 'Something else is using it',
  diverged: 'Training diverged',
  engine: 'The training engine failed',
  interrupted: 'Stopped',
  core: 'The background service is not running',
  internal: 'An internal error occurred',
  sender: 'The request was refused',
  payload: 'The request is not valid',
} as const;
