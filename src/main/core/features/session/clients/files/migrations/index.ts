import { initial } from './001-initial.ts';
import { restored } from './002-restored.ts';

/** In order; the number of those that ran is the file's `user_version`. What has shipped is never changed. */
export const CLIENT_MIGRATIONS: readonly string[] = [initial, restored];
