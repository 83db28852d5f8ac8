import { Temporal } from 'temporal-polyfill';

/** A span of time in which a zone keeps one offset from UTC. */
export interface OffsetSpan {
  /** Milliseconds ahead of UTC. */
  offsetMs: number;
  /** Unix time in milliseconds; -Infinity where the zone has no earlier transition. */
  startMs: number;
  endMs: number;
}

/** Spans that were looked up, by zone: a lookup takes a thousand times as long as arithmetic with the offset. */
const known = new Map<string, OffsetSpan[]>();

/** @param timeZone IANA name @throws RangeError if the zone is not known */
export function offsetSpan(ms: number, timeZone: string): OffsetSpan {
  const spans = known.get(timeZone) ?? [];
  const hit = spans.find(({ startMs, endMs }) => ms >= startMs && ms < endMs);
  if (hit) return hit;
  const span = lookedUp(ms, timeZone);
  known.set(timeZone, [span, ...spans]);
  return span;
}

function lookedUp(ms: number, timeZone: string): OffsetSpan {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  // A transition at this very moment is the start of its span.
  const start = at.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const end = at.getTimeZoneTransition('next');
  return {
    offsetMs: at.offsetNanoseconds / 1e6,
    startMs: start?.epochMilliseconds ?? -Infinity,
    endMs: end?.epochMilliseconds ?? Infinity,
  };
}
