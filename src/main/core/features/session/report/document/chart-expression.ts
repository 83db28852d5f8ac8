import { EXPRESSION_COLORS } from '../../../../../../artifact/label-colors.ts';
import { EXPRESSIONS } from '../../../../../../artifact/labels.ts';
import { bandProbs } from '../../../../../../inference/live/client-face/bands.ts';
import type { RibbonName } from '../../../../../ipc/contract/session.ts';
import type { TimelineBucket } from '../../../../../ipc/contract/session-report.ts';
import { MIN_COUNTING_SHARE } from '../expression-shares.ts';
import type { SessionSeries } from '../session-series.ts';
import { bucketsOf } from '../timeline.ts';
import type { Span } from './chart-scale.ts';
import { rounded, timeScale } from './chart-scale.ts';

/** Of groups of expressions; no color of an expression. */
const GROUP_COLOR = '#cc79a7';
/** One for about three units. */
const BUCKETS = 240;

export const ribbonColor = (name: RibbonName): string =>
  EXPRESSIONS.some((label) => label === name)
    ? EXPRESSION_COLORS[name as keyof typeof EXPRESSION_COLORS].light
    : GROUP_COLOR;

/**
 * The means of the expressions as an area, one on the other, from `top` down over `height`. Where less than half of a bucket counts
 * the area is hatched.
 */
export function expressionArea(series: SessionSeries, span: Span, top: number, height: number): string {
  const [fromMs, toMs] = [Math.floor(span.fromMs), Math.ceil(span.toMs)];
  const buckets = bucketsOf(series, fromMs, toMs, Math.max(1, Math.ceil((toMs - fromMs) / BUCKETS)));
  const x = timeScale(span);
  const paths = series.bands.map(() => '');
  let gaps = '';
  buckets.forEach((bucket, i) => {
    const [left, right] = [x(bucket.fromMs), x(buckets[i + 1]?.fromMs ?? toMs)];
    const box = (from: number, to: number) =>
      `M${left} ${rounded(top + height * from)}H${right}V${rounded(top + height * to)}H${left}z`;
    if (!counts(bucket)) {
      gaps += box(0, 1);
      return;
    }
    let from = 0;
    bandProbs(series.bands, bucket.means).forEach(({ prob }, band) => {
      paths[band] += box(from, from + prob);
      from += prob;
    });
  });
  const areas = paths.map((path, band) => drawn(path, ribbonColor(series.bands[band]!.key)));
  return `<g shape-rendering="crispEdges">${areas.join('')}</g>${drawn(gaps, 'url(#gap)')}`;
}

const counts = ({ readings, usable }: TimelineBucket) =>
  readings > 0 && usable >= MIN_COUNTING_SHARE * readings;

const drawn = (path: string, fill: string) => (path === '' ? '' : `<path d="${path}" fill="${fill}"/>`);
