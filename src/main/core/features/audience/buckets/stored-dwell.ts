import { storedIndex } from '../../../platform/store/stored-values.ts';
import { DWELL_STARTS_SECONDS } from '../counting/dwell-bins.ts';
import type { DwellCount } from './period.ts';

/** A row of dwell times. @throws DemifaceError `corrupt` if there is no such bin */
export function storedDwell({ zone, bin, visits }: DwellCount): DwellCount {
  return { zone, bin: storedIndex(bin, DWELL_STARTS_SECONDS.length), visits };
}
