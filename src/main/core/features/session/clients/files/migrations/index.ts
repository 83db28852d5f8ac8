import { begin } from './001-begin.ts';
import { putBack } from './002-put-back.ts';

/** In order; the number of those that ran is the file's `user_version`. What has shipped is never changed. */
export const CLIENT_MIGRATIONS: readonly string[] = [begin, putBack];
