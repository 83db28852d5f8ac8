import { DemifaceError } from './error.ts';

/** What stopped work throws that can go on later. */
export function interrupted(): DemifaceError {
  return new DemifaceError('interrupted', 'stopped; the same command goes on where it stood');
}
