import { Temporal } from 'temporal-polyfill';

/** ISO 8601 in seconds, with the offset of the machine from UTC. @param ms Unix time */
export function localTimeStamp(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.round(ms)).toString({
    timeZone: Temporal.Now.timeZoneId(),
    smallestUnit: 'second',
  });
}
