import { htmlText } from '../../../../../../common/html-text.ts';
import type { SessionEvent } from '../../../../../ipc/contract/session.ts';
import type { ReportForm, ReportRequest } from '../../../../../ipc/contract/session-report.ts';
import type { RecordedSession } from '../recorded-session.ts';
import { expressionArea } from './chart-expression.ts';
import type { Span } from './chart-scale.ts';
import { CHART_WIDTH, LEFT, RIGHT, rounded, ticks, timeScale } from './chart-scale.ts';
import { clock } from './report-format.ts';
import { reportTexts } from './texts/index.ts';

/** Heights, from the top. */
const HEAD = 14;
const STEPS = 14;
const PANEL: Readonly<Record<ReportForm, number>> = { page: 48, long: 96 };
const RATE: Readonly<Record<ReportForm, number>> = { page: 26, long: 44 };
const GAP = 18;
const FOOT = 30;

const INK = '#23292b';
const QUIET = '#5d686b';
const LINE = '#c9d1d3';
const STOP = '#b3261e';

/** Which report is made. */
export type ChartOptions = Pick<ReportRequest, 'form' | 'language'>;

/** A session, or a stretch of it, over time: steps, ratings, expression and heart rate under each other, as SVG. */
export function chart({ language, form }: ChartOptions, recorded: RecordedSession, span: Span): string {
  const [panel, rate] = [PANEL[form], RATE[form]];
  const words = reportTexts(language);
  const within = recorded.events.filter(({ atMs }) => span.fromMs <= atMs && atMs <= span.toMs);
  const rates = within.flatMap(({ atMs, what }) =>
    what.kind === 'heart-rate' ? [{ atMs, value: what.bpm }] : [],
  );
  const hasExpression = recorded.expression !== null;
  const sudsTop = HEAD + STEPS + GAP;
  const expressionTop = sudsTop + panel + GAP;
  const rateTop = hasExpression ? expressionTop + panel + GAP : expressionTop;
  const bottom = (rates.length > 0 ? rateTop + rate + GAP : rateTop) - GAP;
  const parts = [
    PATTERN,
    ...stepMarks(recorded, span, bottom, words.chart.steps),
    ...sudsPanel(recorded, span, [sudsTop, panel], words.chart.suds),
    ...(hasExpression
      ? [
          panelTitle(words.chart.expression, expressionTop),
          expressionArea(recorded.series, span, expressionTop, panel),
        ]
      : []),
    ...(rates.length > 0 ? ratePanel(rates, span, [rateTop, rate], words.chart.heartRate) : []),
    ...eventMarks(within, span, bottom, words.chart.stop),
    ...timeAxis(span, bottom, words.chart.time),
  ];
  const label = words.chart.label({ from: clock(span.fromMs), to: clock(span.toMs) });
  return `<svg role="img" aria-label="${htmlText(label)}" viewBox="0 0 ${CHART_WIDTH} ${bottom + FOOT}" font-size="9" fill="${INK}">${parts.join('')}</svg>`;
}

/** Of a panel: its top and its height. */
type Place = readonly [top: number, height: number];

const PATTERN = `<defs><pattern id="gap" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V4" stroke="${LINE}" stroke-width="1.5"/></pattern></defs>`;

const line = (x1: number, y1: number, x2: number, y2: number, color = LINE, width = 0.6) =>
  `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="${color}" stroke-width="${width}" fill="none"/>`;

const text = (x: number, y: number, words: string, rest = '') =>
  `<text x="${x}" y="${y}" ${rest}>${htmlText(words)}</text>`;

const panelTitle = (words: string, top: number) => text(LEFT, top - 4, words, `fill="${QUIET}"`);

/** Where each stay begins, through all panels, and its number. */
function stepMarks({ steps }: RecordedSession, span: Span, bottom: number, title: string): string[] {
  const x = timeScale(span);
  const shown = steps.filter(({ fromMs, toMs }) => toMs > span.fromMs && fromMs < span.toMs);
  return [
    text(0, HEAD + 10, title, `fill="${QUIET}"`),
    ...shown.map(({ step, fromMs, toMs }, i) => {
      const [left, right] = [x(fromMs), x(toMs)];
      const box = `<rect x="${left}" y="${HEAD}" width="${rounded(right - left)}" height="${STEPS}" fill="${i % 2 === 0 ? '#dde5e7' : '#eef2f3'}"/>`;
      const name = right - left > 12 ? text(left + 3, HEAD + 10, String(step + 1)) : '';
      return box + line(left, HEAD, left, bottom) + name;
    }),
  ];
}

/** Points, joined within a stay: between two stays nothing is known to have risen or fallen. */
function sudsPanel(
  { events, steps }: RecordedSession,
  span: Span,
  [top, height]: Place,
  title: string,
): string[] {
  const x = timeScale(span);
  const y = (value: number) => rounded(top + height * (1 - value / 100));
  const ratings = events.flatMap(({ atMs, what }) =>
    what.kind === 'suds' ? [{ atMs, value: what.value }] : [],
  );
  const isIn = (atMs: number, { fromMs, toMs }: Span) => fromMs <= atMs && atMs <= toMs;
  const lines = steps.map((stay) => {
    const points = ratings.filter(({ atMs }) => isIn(atMs, stay) && isIn(atMs, span));
    if (points.length < 2) return '';
    const path = points.map(({ atMs, value }) => `${x(atMs)} ${y(value)}`).join('L');
    return `<path d="M${path}" stroke="${INK}" stroke-width="1" fill="none"/>`;
  });
  const points = ratings
    .filter(({ atMs }) => isIn(atMs, span))
    .map(({ atMs, value }) => `<circle cx="${x(atMs)}" cy="${y(value)}" r="2.4"/>`);
  const grid = [0, 50, 100].map(
    (value) => line(LEFT, y(value), RIGHT, y(value)) + text(LEFT - 4, y(value) + 3, String(value), AT_END),
  );
  return [panelTitle(title, top), ...grid, ...lines, ...points];
}

const AT_END = `text-anchor="end" fill="${QUIET}"`;

function ratePanel(
  rates: { atMs: number; value: number }[],
  span: Span,
  [top, height]: Place,
  title: string,
): string[] {
  const values = rates.map(({ value }) => value);
  const low = Math.floor(values.reduce((a, b) => Math.min(a, b)) / 10) * 10;
  const high = Math.max(low + 10, Math.ceil(values.reduce((a, b) => Math.max(a, b)) / 10) * 10);
  const x = timeScale(span);
  const y = (value: number) => rounded(top + height * (1 - (value - low) / (high - low)));
  const every = Math.ceil(rates.length / CHART_WIDTH);
  const points = rates.filter((_, i) => i % every === 0).map(({ atMs, value }) => `${x(atMs)} ${y(value)}`);
  const grid = [low, high].map(
    (value) => line(LEFT, y(value), RIGHT, y(value)) + text(LEFT - 4, y(value) + 3, String(value), AT_END),
  );
  const path = `<path d="M${points.join('L')}" stroke="${INK}" stroke-width="0.8" fill="none"/>`;
  return [panelTitle(title, top), ...grid, path];
}

/** Emergency stops by a line and a word, markers by a small triangle. */
function eventMarks(within: readonly SessionEvent[], span: Span, bottom: number, stop: string): string[] {
  const x = timeScale(span);
  return within.flatMap(({ atMs, what }) => {
    const at = x(atMs);
    if (what.kind === 'marker') return [`<path d="M${at - 3} ${HEAD - 6}h6l-3 6z" fill="${QUIET}"/>`];
    if (what.kind !== 'stop') return [];
    const isLate = at > RIGHT - 40;
    const place = `fill="${STOP}" font-weight="600" text-anchor="${isLate ? 'end' : 'start'}"`;
    return [line(at, HEAD - 6, at, bottom, STOP, 1.4) + text(at + (isLate ? -5 : 5), HEAD - 3, stop, place)];
  });
}

function timeAxis(span: Span, bottom: number, title: string): string[] {
  const x = timeScale(span);
  const labels = ticks(span).map(
    (atMs) =>
      line(x(atMs), bottom, x(atMs), bottom + 3, QUIET) +
      text(x(atMs), bottom + 13, clock(atMs), `text-anchor="middle" fill="${QUIET}"`),
  );
  return [
    line(LEFT, bottom, RIGHT, bottom, QUIET),
    ...labels,
    text(LEFT, bottom + 25, title, `fill="${QUIET}"`),
  ];
}
