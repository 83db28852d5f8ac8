import { EXPRESSIONS } from '../../../../../artifact/labels.ts';
import type { Band } from '../../../../../inference/live/client-face/bands.ts';
import type { Timeline, TimelineBucket } from '../../../../ipc/contract/session-report.ts';
import type { RecordedSession } from './recorded-session.ts';
import type { SessionSeries } from './session-series.ts';

export interface TimelineSpan {
  fromMs: number;
  toMs: number;
  /** How many at most. */
  buckets: number;
}

export function timelineOf(
  { summary, series, events, notes, steps, expression }: RecordedSession,
  span: TimelineSpan,
): Timeline {
  const bucketMs = Math.max(1, Math.ceil((span.toMs - span.fromMs) / span.buckets));
  const [fromMs, toMs] = [Math.floor(span.fromMs), Math.ceil(span.toMs)];
  return {
    session: summary,
    labels: [...EXPRESSIONS],
    shownAs: shownAs(series.bands),
    fromMs,
    toMs,
    bucketMs,
    buckets: bucketsOf(series, fromMs, toMs, bucketMs),
    notes,
    steps,
    expression,
    events: events.filter(({ atMs }) => fromMs <= atMs && atMs <= toMs),
  };
}

/** Of equal length, without a gap between them; the last one may be shorter. Those without a reading are among them. */
export function bucketsOf(
  series: SessionSeries,
  fromMs: number,
  toMs: number,
  bucketMs: number,
): TimelineBucket[] {
  const count = Math.max(0, Math.ceil((toMs - fromMs) / bucketMs));
  let index = series.indexFrom(fromMs);
  return Array.from({ length: count }, (_, i) => {
    const bucket = { fromMs: fromMs + i * bucketMs, readings: 0, usable: 0, talking: 0 };
    const untilMs = Math.min(toMs, bucket.fromMs + bucketMs);
    const sums = new Float64Array(EXPRESSIONS.length);
    for (; index < series.count && series.atMs(index) < untilMs; index++) {
      bucket.readings++;
      const use = series.use(index);
      if (use === 'talking') bucket.talking++;
      if (use !== 'counts') continue;
      bucket.usable++;
      series.addTo(sums, index);
    }
    return { ...bucket, means: bucket.usable === 0 ? [] : Array.from(sums, (sum) => sum / bucket.usable) };
  });
}

function shownAs(bands: readonly Band[]): Timeline['shownAs'] {
  const names = bands.flatMap(({ key, labels }) => labels.map((label) => [label, key]));
  return Object.fromEntries(names) as Timeline['shownAs'];
}
