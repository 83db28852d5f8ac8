import { UNKNOWN } from '../../../messages/format.ts';

/** `40, 70, 20` */
export const sudsText = (suds: { first: number; peak: number; last: number } | null): string =>
  suds === null ? UNKNOWN : `${suds.first}, ${suds.peak}, ${suds.last}`;
